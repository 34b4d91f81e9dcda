import type { Cue, SoundCue } from '../screenplay/cue.ts';
import type { Section } from '../screenplay/screenplayTypes.ts';
import type { AskedLength } from './askedLength.ts';
import type { FinishedTake } from './bringTakes.ts';
import type { Failure } from './productionTypes.ts';
import type { ReadySound } from './readySound.ts';
import { timeline, type Placed, type TimelineEntry } from './timeline.ts';

/** An entry of the script with what became of it. */
export type Outcome =
  | {
      readonly kind: 'cue';
      readonly cue: Cue;
      readonly line: number;
      readonly asked: AskedLength;
      /** Undefined: it failed. */
      readonly made: FinishedTake | undefined;
      readonly failure: Failure | undefined;
    }
  | {
      readonly kind: 'sound';
      readonly sound: SoundCue;
      readonly line: number;
      /** Undefined: it failed. */
      readonly ready: ReadySound | undefined;
      readonly failure: Failure | undefined;
    };

/** What is taken for the length and the marks of a cue without a take, samples. */
export type Guess = (
  cue: Cue,
  asked: AskedLength,
  sampleRate: number,
) => { readonly length: number; readonly marks: TimelineEntry['marks'] };

/**
 * Places the outcomes on the timeline. What failed keeps its place: as long as asked, else as long as expected; a line that
 * nobody speaks has none.
 *
 * @param sections of the script
 * @param isPart a selection: it begins with its first sound, wherever that stands in the script
 */
export function placeOutcomes(
  outcomes: readonly Outcome[],
  sections: readonly Section[],
  sampleRate: number,
  isPart: boolean,
  guess: Guess = expected,
): Placed[] {
  const entries = outcomes.map((outcome, index) => {
    const isBed = outcome.kind === 'sound' && outcome.sound.under;
    return entryOf(outcome, isBed ? sectionEnd(outcomes, index, sections) : index + 1, sampleRate, guess);
  });
  const placed = timeline(entries, sampleRate);
  if (!isPart) return placed;
  const first = placed.reduce((least, { start }, index) => {
    return isUnspoken(outcomes[index]) ? least : Math.min(least, start);
  }, Infinity);
  return placed.map(({ start, length }) => ({ start: Math.max(0, start - first), length }));
}

function entryOf(outcome: Outcome, until: number, sampleRate: number, guess: Guess): TimelineEntry {
  if (outcome.kind === 'sound') {
    const { sound, ready } = outcome;
    return { kind: sound.under ? 'bed' : 'sound', start: sound.start, length: ready?.frames ?? 0, marks: [], until };
  }
  const { cue, asked, made } = outcome;
  const { length, marks } =
    made === undefined ? guess(cue, asked, sampleRate) : { length: made.frames, marks: made.header.marks };
  if (!isUnspoken(outcome)) return { kind: 'cue', start: cue.start, length, marks, until };
  return { kind: 'unspoken', start: cue.start, length: 0, marks: marks.map(({ name }) => ({ name, start: 0 })), until };
}

/** A line like `SFX: a door` is no sound and no speech: it takes no time. */
export function isUnspoken(outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'cue' && !outcome.cue.speech;
}

function expected(cue: Cue, asked: AskedLength, sampleRate: number): ReturnType<Guess> {
  const length = expectedFrames(cue, asked, sampleRate);
  return { length, marks: expectedMarks(cue, length) };
}

/** The length of a cue without a take. */
function expectedFrames(cue: Cue, asked: AskedLength, sampleRate: number): number {
  const expected = Math.round(cue.estimate.seconds * sampleRate);
  if (asked.kind === 'frames') return asked.frames;
  return asked.kind === 'most' ? Math.min(asked.frames, expected) : expected;
}

/** Marks of a cue without a take: as far in as the letters before them go. */
function expectedMarks(cue: Cue, length: number): { name: string; start: number }[] {
  const letters = cue.spoken.map((part) =>
    part.kind === 'text' ? part.pieces.reduce((sum, piece) => sum + piece.text.length, 0) : 0,
  );
  const total = letters.reduce((sum, count) => sum + count, 0);
  let before = 0;
  return cue.spoken.flatMap((part, index) => {
    before += letters[index] ?? 0;
    return part.kind === 'mark' ? [{ name: part.name, start: Math.round((length * before) / Math.max(1, total)) }] : [];
  });
}

/** The index after the last outcome in the section that an outcome stands in, subsections included. */
function sectionEnd(outcomes: readonly Outcome[], index: number, sections: readonly Section[]): number {
  const own = sectionOf(outcomes[index]);
  let end = index + 1;
  while (end < outcomes.length && isWithin(sectionOf(outcomes[end]), own, sections)) end++;
  return end;
}

/** Whether a section is another one or lies inside it. */
export function isWithin(
  section: number | undefined,
  outer: number | undefined,
  sections: readonly Section[],
): boolean {
  for (let at = section; at !== undefined; at = sections[at]?.parent) if (at === outer) return true;
  return false;
}

export function sectionOf(outcome: Outcome | undefined): number | undefined {
  return outcome?.kind === 'sound' ? outcome.sound.section : outcome?.cue.section;
}
