import { nameKey, type Line } from '../grammar/index.ts';
import { textHash } from './cueId.ts';
import {
  blockStart,
  readLine,
  sameContext,
  topContext,
  type LineContext,
  type LineRecord,
  type LineStep,
} from './lineRecord.ts';
import type { ResolvedCue } from './resolveCue.ts';
import type { ResolvedSound } from './resolveSound.ts';
import type { World } from './world.ts';

/** What a line is to the passes over the whole script: they look only at lines with the bits that they ask for. */
export const lineFlag = {
  problems: 1,
  references: 2,
  heading: 4,
  /** Goes on with the cue above. */
  goesOn: 8,
} as const;

/** What an entry is to the passes over the whole script. */
export const entryFlag = {
  sound: 1,
  /** Has marks, or hangs on one. */
  marked: 2,
  /** Its speaker is not in the cast. */
  unknown: 4,
  /** Starts in its turn, not before the end of what stands above. */
  inTurn: 8,
  /** Nothing waits for it. */
  aside: 16,
  /** Its silence is the gap: there is none before the first. */
  gap: 32,
  explicitId: 64,
} as const;

/**
 * All lines of a script read. Arrays lie side by side, an index a line or an entry: an edit copies them as blocks of memory
 * and reads its own lines only, and what looks at the whole script loops over numbers.
 */
export interface ScriptLines {
  readonly lines: readonly Line[];
  readonly records: readonly (LineRecord | undefined)[];
  /** What each line inherits; that of a cue for the lines that go on with it. One more: what a line after the last would. */
  readonly contexts: readonly LineContext[];
  readonly flags: Uint8Array;
  /** Index of the line of each entry (cue, sound). */
  readonly entryLines: Int32Array;
  readonly entryFlags: Uint8Array;
  /** Seconds before it, where it takes its turn. */
  readonly silences: Float64Array;
  /** Seconds that it is expected to last. */
  readonly lengths: Float64Array;
  /** A number for each speaker, the same for the same name through all edits; −1: a sound. */
  readonly speakers: Int32Array;
  /** Hash of the id, case folded. */
  readonly idHashes: Uint32Array;
  /** Numbers of the speakers; only ever added to, so edits can share it. */
  readonly speakerNumbers: Map<string, number>;
  /** How often each speaker (`s:` + key) and mood (`m:` + key) is used. */
  readonly uses: ReadonlyMap<string, number>;
}

/** Which entries an edit replaced: those from `from` to `oldTo` by those from `from` to `to`. */
export interface EntryChange {
  readonly from: number;
  readonly oldTo: number;
  readonly to: number;
}

/** Reads the lines of a script, taking over from `before` (read in the same world) whatever an edit left as it was. */
export function readScript(
  lines: readonly Line[],
  world: World,
  before: ScriptLines | undefined,
): { readonly script: ScriptLines; readonly change: EntryChange } {
  const old = before ?? nothingRead;
  const same = commonEnds(lines, old.lines);
  const from = blockStart(lines, same.start);
  const shift = lines.length - old.lines.length;

  const middle = new MiddleLines(old.speakerNumbers);
  let at = from;
  let context = old.contexts[from] ?? topContext;
  while (at < lines.length) {
    const oldAt = at - shift;
    const isKept = at >= lines.length - same.end && ((old.flags[oldAt] ?? 0) & lineFlag.goesOn) === 0;
    if (isKept && sameContext(context, old.contexts[oldAt] ?? topContext)) break;
    const step = readLine(lines, at, context, world);
    middle.add(at, lines[at], context, step);
    at += step.lines;
    context = step.after;
  }
  const oldTo = Math.min(at - shift, old.lines.length);
  const after = at < lines.length ? old.contexts.slice(oldTo) : [context];
  return splice(lines, old, middle, { from, oldTo, shift }, after);
}

const nothingRead: ScriptLines = {
  lines: [],
  records: [],
  contexts: [topContext],
  flags: new Uint8Array(),
  entryLines: new Int32Array(),
  entryFlags: new Uint8Array(),
  silences: new Float64Array(),
  lengths: new Float64Array(),
  speakers: new Int32Array(),
  idHashes: new Uint32Array(),
  speakerNumbers: new Map(),
  uses: new Map(),
};

/** How many lines two scripts share at their start and, apart from these, at their end. */
function commonEnds(a: readonly Line[], b: readonly Line[]): { readonly start: number; readonly end: number } {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return { start, end };
}

/** The lines that were read anew, in the form in which they are spliced in. */
class MiddleLines {
  readonly records: (LineRecord | undefined)[] = [];
  readonly contexts: LineContext[] = [];
  readonly flags: number[] = [];
  readonly entryLines: number[] = [];
  readonly entryFlags: number[] = [];
  readonly silences: number[] = [];
  readonly lengths: number[] = [];
  readonly speakers: number[] = [];
  readonly idHashes: number[] = [];
  readonly #speakerNumbers: Map<string, number>;

  constructor(speakerNumbers: Map<string, number>) {
    this.#speakerNumbers = speakerNumbers;
  }

  add(index: number, line: Line | undefined, context: LineContext, { record, lines }: LineStep): void {
    this.records.push(record);
    this.contexts.push(context);
    this.flags.push(lineFlags(line, record));
    if (record?.resolved !== undefined) this.#addEntry(index, record.resolved);
    for (let more = 1; more < lines; more++) {
      this.records.push(undefined);
      this.contexts.push(context);
      this.flags.push(lineFlag.goesOn);
    }
  }

  #addEntry(index: number, resolved: ResolvedCue | ResolvedSound): void {
    const { start, id } = resolved.cue;
    this.entryLines.push(index);
    this.entryFlags.push(resolved.kind === 'cue' ? cueFlags(resolved) : soundFlags(resolved));
    this.silences.push(start.kind === 'turn' ? start.silence : 0);
    this.lengths.push(resolved.kind === 'cue' ? resolved.cue.estimate.seconds : resolved.waits);
    this.speakers.push(resolved.kind === 'cue' ? this.#speakerNumber(resolved.speakerKey) : -1);
    this.idHashes.push(textHash(nameKey(id)));
  }

  #speakerNumber(key: string): number {
    const known = this.#speakerNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.#speakerNumbers.size;
    this.#speakerNumbers.set(key, number);
    return number;
  }
}

function lineFlags(line: Line | undefined, record: LineRecord | undefined): number {
  let flags = line?.kind === 'heading' ? lineFlag.heading : 0;
  if (record === undefined) return flags;
  if (record.problems.length > 0) flags |= lineFlag.problems;
  if (record.references.length > 0) flags |= lineFlag.references;
  return flags;
}

function cueFlags({ cue, marks, startMark, unknown, explicitId }: ResolvedCue): number {
  const { start } = cue;
  let flags = 0;
  if (marks.length > 0 || startMark !== undefined) flags |= entryFlag.marked;
  if (unknown !== undefined) flags |= entryFlag.unknown;
  if (explicitId !== undefined) flags |= entryFlag.explicitId;
  if (start.kind === 'turn' && start.silence >= 0) flags |= entryFlag.inTurn;
  if (start.kind === 'turn' && start.isGap) flags |= entryFlag.gap;
  return flags;
}

function soundFlags({ cue, takesTurn, startMark }: ResolvedSound): number {
  let flags: number = entryFlag.sound;
  if (startMark !== undefined) flags |= entryFlag.marked;
  if (!takesTurn) flags |= entryFlag.aside;
  if (cue.start.kind === 'turn' && cue.start.silence >= 0) flags |= entryFlag.inTurn;
  if (cue.start.kind === 'turn' && cue.start.isGap) flags |= entryFlag.gap;
  return flags;
}

function splice(
  lines: readonly Line[],
  old: ScriptLines,
  middle: MiddleLines,
  { from, oldTo, shift }: { readonly from: number; readonly oldTo: number; readonly shift: number },
  contextsAfter: readonly LineContext[],
): { readonly script: ScriptLines; readonly change: EntryChange } {
  const first = lowerBound(old.entryLines, from);
  const last = lowerBound(old.entryLines, oldTo);
  const entryLines = splicedNumbers(old.entryLines, first, last, middle.entryLines, Int32Array);
  const change = { from: first, oldTo: last, to: first + middle.entryLines.length };
  if (shift !== 0) {
    for (let entry = change.to; entry < entryLines.length; entry++)
      entryLines[entry] = (entryLines[entry] ?? 0) + shift;
  }
  const script: ScriptLines = {
    lines,
    records: splicedItems(old.records, from, oldTo, middle.records),
    contexts: old.contexts.slice(0, from).concat(middle.contexts, contextsAfter),
    flags: splicedNumbers(old.flags, from, oldTo, middle.flags, Uint8Array),
    entryLines,
    entryFlags: splicedNumbers(old.entryFlags, first, last, middle.entryFlags, Uint8Array),
    silences: splicedNumbers(old.silences, first, last, middle.silences, Float64Array),
    lengths: splicedNumbers(old.lengths, first, last, middle.lengths, Float64Array),
    speakers: splicedNumbers(old.speakers, first, last, middle.speakers, Int32Array),
    idHashes: splicedNumbers(old.idHashes, first, last, middle.idHashes, Uint32Array),
    speakerNumbers: old.speakerNumbers,
    uses: usesAfter(old.uses, old.records.slice(from, oldTo), middle.records),
  };
  return { script, change };
}

type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array;

function splicedNumbers<A extends Numbers>(
  old: A,
  from: number,
  to: number,
  middle: readonly number[],
  Kind: new (length: number) => A,
): A {
  const result = new Kind(old.length - (to - from) + middle.length);
  result.set(old.subarray(0, from));
  result.set(middle, from);
  result.set(old.subarray(to), from + middle.length);
  return result;
}

export function splicedItems<T>(old: readonly T[], from: number, to: number, middle: readonly T[]): readonly T[] {
  return old.slice(0, from).concat(middle, old.slice(to));
}

/** The index of the first number that is not below a limit. */
export function lowerBound(sorted: Int32Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function usesAfter(
  before: ReadonlyMap<string, number>,
  gone: readonly (LineRecord | undefined)[],
  come: readonly (LineRecord | undefined)[],
): ReadonlyMap<string, number> {
  const uses = new Map(before);
  for (const record of gone) for (const key of usesOf(record)) addTo(uses, key, -1);
  for (const record of come) for (const key of usesOf(record)) addTo(uses, key, 1);
  return uses;
}

function addTo(uses: Map<string, number>, key: string, count: number): void {
  const sum = (uses.get(key) ?? 0) + count;
  if (sum === 0) uses.delete(key);
  else uses.set(key, sum);
}

function usesOf(record: LineRecord | undefined): readonly string[] {
  if (record === undefined) return [];
  const moods = record.moods.map((mood) => `m:${mood}`);
  if (record.resolved?.kind !== 'cue') return moods;
  return [...moods, ...record.resolved.uses.map(({ member }) => `s:${nameKey(member.name)}`)];
}
