import type { Part } from './cue.ts';
import { findOverlaps, type Overlap } from './overlaps.ts';
import type { ResolvedCue } from './resolveCue.ts';
import type { ResolvedSound } from './resolveSound.ts';
import { entryFlag, startKind, type ScriptLines } from './scriptLines.ts';

/** Predicted starts and ends of the entries of a script, seconds. */
export interface PredictedTimeline {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** An entry that is asked to start before the script does. */
export interface EarlyStart {
  readonly entry: number;
  /** How far before, as predicted. */
  readonly seconds: number;
}

/** Less than this is not heard, and less than estimates can tell. Seconds. */
const smallestMiss = 0.02;

/**
 * Predicts where everything lies, as production will place it: in one pass from the top; what takes its turn starts its
 * silence after everything above has ended; beds, sounds at a time of their own and lines that nobody speaks are not waited for.
 */
export function predictTimeline(
  script: ScriptLines,
  resolvedAt: (entry: number) => ResolvedCue | ResolvedSound,
): {
  readonly timeline: PredictedTimeline;
  readonly overlaps: readonly Overlap[];
  readonly earlyStarts: readonly EarlyStart[];
} {
  const { entryFlags, startKinds, startSeconds, lengths, speakers } = script;
  const count = entryFlags.length;
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  const earlyStarts: EarlyStart[] = [];
  // What is not to be heard, or whose place is not known or wrong, overlaps nothing.
  const placedSpeakers = new Int32Array(count).fill(-1);
  const afterAll = new Uint8Array(count);
  const marks = new Map<string, number>();
  let horizon = 0;
  let begun = false;
  let cueAbove = 0;

  for (let entry = 0; entry < count; entry++) {
    const flags = entryFlags[entry] ?? 0;
    const kind = startKinds[entry] ?? startKind.turn;
    const seconds = startSeconds[entry] ?? 0;
    const mark = kind === startKind.mark ? marks.get(markOf(resolvedAt(entry))) : undefined;
    let start = 0;
    if (kind === startKind.turn) start = (flags & entryFlag.gap) !== 0 && !begun ? 0 : horizon + seconds;
    else if (kind === startKind.time) start = seconds;
    else if (kind === startKind.offset) start = cueAbove + seconds;
    else start = (mark ?? cueAbove) + seconds;
    const isPlaced = kind !== startKind.mark || mark !== undefined;
    const isEarly = start < -smallestMiss && isPlaced;
    if (isEarly) earlyStarts.push({ entry, seconds: -start });
    start = Math.max(0, start);
    const end = start + (lengths[entry] ?? 0);
    starts[entry] = start;
    ends[entry] = end;
    const isSound = (flags & entryFlag.sound) !== 0;
    if (!isSound) {
      if ((flags & entryFlag.aside) === 0) cueAbove = start;
      if ((flags & entryFlag.marked) !== 0) placeMarks(resolvedAt(entry), start, end - start, marks);
      if (isPlaced && !isEarly && (flags & entryFlag.silent) === 0) placedSpeakers[entry] = speakers[entry] ?? -1;
      if (kind === startKind.turn && seconds >= 0) afterAll[entry] = 1;
    }
    if ((flags & entryFlag.aside) === 0) {
      horizon = Math.max(horizon, end);
      begun = true;
    }
  }
  const overlaps = findOverlaps({ starts, ends, speakers: placedSpeakers, afterAll }, script.speakerNumbers.size);
  return { timeline: { starts, ends }, overlaps, earlyStarts };
}

function markOf({ cue: { start } }: ResolvedCue | ResolvedSound): string {
  return start.kind === 'mark' ? start.mark : '';
}

/** Marks lie as far into a cue as the letters and silences before them go. */
function placeMarks(
  resolved: ResolvedCue | ResolvedSound,
  start: number,
  length: number,
  marks: Map<string, number>,
): void {
  if (resolved.kind !== 'cue') return;
  const { spoken } = resolved.cue;
  const silence = spoken.reduce((sum, part) => sum + (part.kind === 'silence' ? part.seconds : 0), 0);
  const letters = spoken.reduce((sum, part) => sum + lettersOf(part), 0);
  const perLetter = Math.max(0, length - silence) / Math.max(1, letters);
  let at = start;
  for (const part of spoken) {
    if (part.kind === 'mark') marks.set(part.name, at);
    else at += part.kind === 'silence' ? part.seconds : lettersOf(part) * perLetter;
  }
}

function lettersOf(part: Part): number {
  return part.kind === 'text' ? part.pieces.reduce((sum, { text }) => sum + text.length, 0) : 0;
}
