import {
  timeCodeSeconds,
  type Mistake,
  type Span,
  type Time,
  type TimeCode,
  type WhenGroup,
  type Word,
} from '../grammar/index.ts';
import type { Length, Start } from './cue.ts';
import type { Report } from './screenplayProblem.ts';

/** What the `[ … ]` of a line come to. */
export interface Timing {
  /** Undefined: the line takes its turn. */
  readonly start: Start | undefined;
  readonly length: Length;
  /** The mark that the start hangs on, and where it is named. */
  readonly mark: Word | undefined;
  /** Where the length is written. */
  readonly lengthGroup: WhenGroup | undefined;
  /** Where the start is written. */
  readonly startGroup: WhenGroup | undefined;
}

/** What time codes of a line are read with. */
export interface Clock {
  readonly fps: number | undefined;
  /** `@offset` in force, seconds: added to all time codes. */
  readonly offset: number;
}

/** Factors that sound natural (language.md). */
export const naturalFactor = { least: 0.75, most: 1.25 } as const;

const natural: Length = { kind: 'natural' };

const untimed: Timing = {
  start: undefined,
  length: natural,
  mark: undefined,
  lengthGroup: undefined,
  startGroup: undefined,
};

/** The groups of a line without times in which the grammar found an error: what they ask for cannot be. The same when there is none. */
export function readableGroups<G extends Span & { readonly kind: string }>({
  groups,
  mistakes,
}: {
  readonly groups: readonly G[];
  readonly mistakes: readonly Mistake[];
}): readonly G[] {
  if (mistakes.length === 0) return groups;
  const errors = mistakes.filter(({ severity }) => severity === 'error');
  const isFaulty = (group: G): boolean =>
    group.kind === 'when' && errors.some(({ start, end }) => start >= group.start && end <= group.end);
  return errors.length > 0 && groups.some(isFaulty) ? groups.filter((group) => !isFaulty(group)) : groups;
}

/** Reads the times of a line: at most one start and one length. Problems go to `report` in spans of the line. */
export function readTiming(
  groups: readonly (WhenGroup | { readonly kind: 'how' | 'options' })[],
  clock: Clock,
  report: Report,
): Timing {
  if (groups.length === 0) return untimed;
  let start: Start | undefined;
  let length: Length | undefined;
  let mark: Word | undefined;
  let startGroup: WhenGroup | undefined;
  let lengthGroup: WhenGroup | undefined;

  for (const group of groups) {
    if (group.kind !== 'when') continue;
    const { time } = group;
    if (time === undefined) continue;
    // A second start or length is a mistake of form, reported by the grammar.
    if ((asksStart(time) && startGroup !== undefined) || (asksLength(time) && lengthGroup !== undefined)) continue;
    if (asksStart(time)) {
      startGroup = group;
      start = readStart(time, clock, report);
      if (time.form === 'atMark') mark = time.mark;
    }
    if (asksLength(time)) {
      lengthGroup = group;
      length = readLength(time, clock, start, report);
    }
  }
  return { start, length: length ?? natural, mark, startGroup, lengthGroup };
}

function asksStart(time: Time): boolean {
  return time.form === 'at' || time.form === 'atOffset' || time.form === 'atMark' || time.form === 'window';
}

function asksLength(time: Time): boolean {
  return !asksStart(time) || time.form === 'window';
}

function readStart(time: Time, clock: Clock, report: Report): Start | undefined {
  switch (time.form) {
    case 'at':
    case 'window': {
      const seconds = timeOf(time.form === 'at' ? time.at : time.from, clock, report);
      return seconds === undefined ? undefined : { kind: 'time', seconds };
    }
    case 'atOffset':
      return { kind: 'offset', seconds: time.seconds };
    case 'atMark':
      return { kind: 'mark', mark: time.mark.value, seconds: time.seconds };
    default:
      return undefined;
  }
}

/** Lengths that no one can make (zero, a factor outside 0.5–2) are mistakes of form; the cue has an error then. */
function readLength(time: Time, clock: Clock, start: Start | undefined, report: Report): Length | undefined {
  switch (time.form) {
    case 'exact':
    case 'most':
      return { kind: time.form, seconds: time.seconds };
    case 'tokens':
      return { kind: 'tokens', tokens: time.tokens };
    case 'factor':
      return { kind: 'factor', factor: time.factor };
    case 'window': {
      const end = timeOf(time.to, clock, report);
      if (end === undefined || start?.kind !== 'time') return undefined;
      if (end > start.seconds) return { kind: 'window', end };
      // With frames on one side only the frame rate tells.
      if (isMixed(time.from, time.to)) report('voice/window-order', time);
      return undefined;
    }
    default:
      return undefined;
  }
}

function isMixed(from: TimeCode, to: TimeCode): boolean {
  return (from.frames === undefined) !== (to.frames === undefined);
}

/** Seconds on the timeline, `@offset` added; undefined (and reported): no such time. */
function timeOf(code: TimeCode, clock: Clock, report: Report): number | undefined {
  const seconds = readTimeOfCode(code, clock.fps, report);
  if (seconds === undefined) return undefined;
  const onTimeline = seconds + clock.offset;
  if (onTimeline >= 0) return onTimeline;
  if (!code.negative) report('voice/start-before-zero', code, { seconds: Math.round(onTimeline * 1000) / 1000 });
  return undefined;
}

/**
 * Seconds of a time code at the frame rate of the script; undefined: it has no such time. That is reported here, but for
 * the frames 0 and 1 that drop-frame leaves out: the grammar tells those without a rate.
 */
export function readTimeOfCode(code: TimeCode, fps: number | undefined, report: Report): number | undefined {
  const seconds = timeCodeSeconds(code, fps);
  if (seconds !== undefined) return seconds;
  if (fps === undefined) report('voice/frames-without-fps', code, {});
  else if (code.dropFrame && !isDropFrameRate(fps)) report('voice/drop-frame-rate', code, { fps });
  else if (code.frames !== undefined && code.frames >= Math.round(fps))
    report('voice/no-such-frame', code, { fps, last: Math.ceil(fps) - 1 });
  else if ((code.frames ?? 0) > 1) report('voice/dropped-frame', code, {});
  return undefined;
}

function isDropFrameRate(fps: number): boolean {
  const nominal = Math.round(fps);
  return nominal % 30 === 0 && Math.abs(fps - (nominal * 1000) / 1001) < 0.005;
}
