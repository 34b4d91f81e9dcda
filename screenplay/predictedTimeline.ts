import type { Part } from './cue.ts';
import type { ResolvedCue } from './resolveCue.ts';
import type { ResolvedSound } from './resolveSound.ts';
import { entryFlag, startKind, type ScriptLines } from './scriptLines.ts';

/** Predicted starts and ends of the entries of a script, seconds. */
export interface PredictedTimeline {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** A cue that starts before another of the same speaker has ended. */
export interface Overlap {
  readonly entry: number;
  readonly other: number;
  readonly seconds: number;
}

/** Less than this is not heard, and less than estimates can tell. */
const smallestOverlap = 0.02;

/**
 * Predicts where everything lies, as production will place it: in one pass from the top; what takes its turn starts its
 * silence after everything above has ended; beds and sounds at a time of their own are not waited for.
 */
export function predictTimeline(
  script: ScriptLines,
  resolvedAt: (entry: number) => ResolvedCue | ResolvedSound,
): { readonly timeline: PredictedTimeline; readonly overlaps: readonly Overlap[] } {
  const { entryFlags, startKinds, startSeconds, lengths, speakers } = script;
  const count = entryFlags.length;
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  const overlaps: Overlap[] = [];
  const lastOf = new Int32Array(script.speakerNumbers.size).fill(-1);
  const marks = new Map<string, number>();
  let horizon = 0;
  let begun = false;
  let cueAbove = 0;

  for (let entry = 0; entry < count; entry++) {
    const flags = entryFlags[entry] ?? 0;
    const kind = startKinds[entry] ?? startKind.turn;
    const seconds = startSeconds[entry] ?? 0;
    const isAfterAll = kind === startKind.turn && seconds >= 0;
    let start = 0;
    if (kind === startKind.turn) start = (flags & entryFlag.gap) !== 0 && !begun ? 0 : horizon + seconds;
    else if (kind === startKind.time) start = seconds;
    else if (kind === startKind.offset) start = cueAbove + seconds;
    else start = (marks.get(markOf(resolvedAt(entry))) ?? cueAbove) + seconds;
    start = Math.max(0, start);
    const end = start + (lengths[entry] ?? 0);
    starts[entry] = start;
    ends[entry] = end;
    const isSound = (flags & entryFlag.sound) !== 0;
    if (!isSound) {
      cueAbove = start;
      if ((flags & entryFlag.marked) !== 0) placeMarks(resolvedAt(entry), start, end - start, marks);
      const speaker = speakers[entry] ?? 0;
      const other = lastOf[speaker] ?? -1;
      const early = other < 0 ? 0 : (ends[other] ?? 0) - start;
      if (!isAfterAll && early > smallestOverlap && (starts[other] ?? 0) < end)
        overlaps.push({ entry, other, seconds: early });
      if (other < 0 || end > (ends[other] ?? 0)) lastOf[speaker] = entry;
    }
    if ((flags & entryFlag.aside) === 0) {
      horizon = Math.max(horizon, end);
      begun = true;
    }
  }
  return { timeline: { starts, ends }, overlaps };
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
