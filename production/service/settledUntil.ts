import type { Section } from '../../screenplay/screenplayTypes.ts';
import { bedFade } from '../mixPlan.ts';
import { placeOutcomes, type Guess, type Outcome } from '../placing.ts';

/** Longer than any take: a day at the highest rate. */
const endless = 24 * 3600 * 192_000;

/** The least that a take to come may be: nothing at all, its marks at its start. */
const least: Guess = (cue, asked) => ({ length: asked.kind === 'frames' ? asked.frames : 0, marks: marksAt(cue, 0) });
const most: Guess = (cue, asked) => {
  const length = asked.kind === 'frames' || asked.kind === 'most' ? asked.frames : endless;
  return { length, marks: marksAt(cue, length) };
};

/** What of a timeline no longer changes, whatever the takes that are still to come turn out to be. */
export interface Settled {
  /** Before this frame of the part everything is final. */
  readonly frames: number;
  /** The whole part is. */
  readonly complete: boolean;
}

/**
 * How far a part of a script is final while takes are still missing. Starts only ever move later when takes get longer, so
 * what starts at the same place with the shortest and with the longest takes stays there.
 */
export function settledUntil(
  outcomes: readonly Outcome[],
  sections: readonly Section[],
  sampleRate: number,
  isPart: boolean,
): Settled {
  if (outcomes.every(isSettled)) return { frames: Infinity, complete: true };
  const early = placeOutcomes(outcomes, sections, sampleRate, false, least);
  const late = placeOutcomes(outcomes, sections, sampleRate, false, most);
  let first = Infinity;
  let open = Infinity;
  outcomes.forEach((outcome, index) => {
    const low = early[index];
    const high = late[index];
    if (low === undefined || high === undefined) return;
    if (!isSettled(outcome) || low.start !== high.start) open = Math.min(open, low.start);
    else {
      first = Math.min(first, low.start);
      // Of a bed, its start is known before its end, which it fades out to.
      if (low.length !== high.length) open = Math.min(open, low.start + low.length - Math.round(bedFade * sampleRate));
    }
  });
  // A part begins with its first sound: as long as something may yet come before that, nothing has its place.
  if (isPart && open <= first) return { frames: 0, complete: false };
  return { frames: Math.max(0, open - (isPart ? first : 0)), complete: false };
}

/** Its take is there, or will never be. */
export function isSettled(outcome: Outcome): boolean {
  if (outcome.failure !== undefined) return true;
  return outcome.kind === 'cue' ? outcome.made !== undefined : outcome.ready !== undefined;
}

function marksAt(cue: Parameters<Guess>[0], start: number): { name: string; start: number }[] {
  return cue.spoken.flatMap((part) => (part.kind === 'mark' ? [{ name: part.name, start }] : []));
}
