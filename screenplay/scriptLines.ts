import type { Problem } from '../foundation/problem.ts';
import type { Line } from '../grammar/index.ts';
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
import type { Reuse } from './reuse.ts';
import type { ResolvedSound } from './resolveSound.ts';
import type { Reference } from './screenplayTypes.ts';
import type { World } from './world.ts';

/** What a line is to the passes over the whole script. */
export const lineFlag = {
  heading: 1,
  /** Goes on with the cue above. */
  goesOn: 2,
  /** A comment that silences problems of the next line. */
  ignores: 4,
} as const;

/** What an entry is to the passes over the whole script. */
export const entryFlag = {
  sound: 1,
  /** Has marks, or hangs on one. */
  marked: 2,
  /** Its speaker is not in the cast. */
  unknown: 4,
  /** Nothing waits for it: a sound at a time of its own, a line that nobody speaks. */
  aside: 8,
  /** Its silence is the gap: there is none before the first. */
  gap: 16,
  explicitId: 32,
  /** Will not be heard: it has an error, or is no speech. */
  silent: 64,
} as const;

/** What the start of an entry hangs on. */
export const startKind = { turn: 0, time: 1, offset: 2, mark: 3 } as const;

/**
 * All lines of a script read. Arrays lie side by side, an index a line or an entry: an edit reads its own lines only, copies
 * the arrays that it changes as blocks of memory and shares the others; what looks at the whole script loops over numbers.
 */
export interface ScriptLines {
  readonly lines: readonly Line[];
  readonly records: readonly (LineRecord | undefined)[];
  /** What each line inherits; that of a cue for the lines that go on with it. One more: what a line after the last would. */
  readonly contexts: readonly LineContext[];
  readonly flags: Uint8Array;
  /** Problems of lines by themselves in the order of the text, silenced ones left out, and how many each line has. */
  readonly problems: readonly Problem<Line>[];
  readonly problemCounts: Int32Array;
  readonly references: readonly Reference[];
  readonly referenceCounts: Int32Array;
  /** Index of the line of each entry (cue, sound). */
  readonly entryLines: Int32Array;
  readonly entryFlags: Uint8Array;
  /** `startKind` of each entry, and its seconds: silence, time, or offset. */
  readonly startKinds: Uint8Array;
  readonly startSeconds: Float64Array;
  /** Seconds that it is expected to last. */
  readonly lengths: Float64Array;
  /** A number for each speaker, the same for the same name through all edits; −1: a sound. */
  readonly speakers: Int32Array;
  /** The same for each spelling of a name. */
  readonly spellings: Int32Array;
  /** Hash of the id, case folded. */
  readonly idHashes: Uint32Array;
  /** Numbers of the speakers; only ever added to, so edits can share it. */
  readonly speakerNumbers: Map<string, number>;
  /** Numbers of the spellings; shared alike. */
  readonly spellingNumbers: Map<string, number>;
  /** How often each speaker (`s:` + key) and mood (`m:` + key) is used. */
  readonly uses: ReadonlyMap<string, number>;
}

/** Which entries an edit replaced: those from `from` to `oldTo` by those from `from` to `to`. */
export interface EntryChange {
  readonly from: number;
  readonly oldTo: number;
  readonly to: number;
  /** Whether there is a heading among the lines that were read anew, or was. */
  readonly headings: boolean;
}

/**
 * Reads the lines of a script, taking over from `earlier` whatever an edit left as it was.
 *
 * @param reuse which records of unchanged lines still hold: those of `earlier` may have been read in another world
 */
export function readScript(
  lines: readonly Line[],
  world: World,
  earlier: ScriptLines | undefined,
  reuse: Reuse,
): { readonly script: ScriptLines; readonly change: EntryChange } {
  const old = earlier ?? nothingRead();
  const same = commonEnds(lines, old.lines);
  const edited = blockStart(lines, same.start);
  const shift = lines.length - old.lines.length;
  const from = reuse === 'all' ? edited : 0;

  // The same object as before where it says the same: then the array of contexts can stay.
  const known = (context: LineContext, index: number): LineContext => {
    const before = reuse === 'none' ? undefined : old.contexts[index];
    return before !== undefined && sameContext(before, context) ? before : context;
  };
  const middle = new MiddleLines(old.speakerNumbers, old.spellingNumbers);
  let at = from;
  let context = old.contexts[from] ?? topContext;
  let section = count(old.flags, lineFlag.heading, from);
  while (at < lines.length) {
    const isAfter = at >= lines.length - same.end;
    const oldAt = isAfter ? at - shift : at;
    const there = old.contexts[oldAt] ?? topContext;
    const isUnchanged = (isAfter || at < edited) && ((old.flags[oldAt] ?? 0) & lineFlag.goesOn) === 0;
    if (isUnchanged && sameContext(context, there)) {
      if (reuse === 'all') break;
      const record = old.records[oldAt];
      if (reuse !== 'none' && (record === undefined || reuse(record))) {
        const length = blockLength(old.flags, oldAt);
        context = old.contexts[oldAt + length] ?? context;
        middle.add(at, lines[at], there, { record, lines: length, after: context });
        if (lines[at]?.kind === 'heading') section++;
        at += length;
        continue;
      }
    }
    const step = readLine(lines, at, context, world, section);
    if (lines[at]?.kind === 'heading') section++;
    middle.add(at, lines[at], known(context, at), step);
    at += step.lines;
    context = step.after;
  }
  const oldTo = Math.min(at - shift, old.lines.length);
  if (at >= lines.length) middle.end(known(context, at));
  return splice(lines, old, middle, { from, oldTo, shift, atEnd: at >= lines.length });
}

function count(flags: Uint8Array, flag: number, end: number): number {
  let total = 0;
  for (let index = 0; index < end; index++) if (((flags[index] ?? 0) & flag) !== 0) total++;
  return total;
}

/** How many lines the one at an index takes with those that go on with it. */
function blockLength(flags: Uint8Array, index: number): number {
  let count = 1;
  while (((flags[index + count] ?? 0) & lineFlag.goesOn) !== 0) count++;
  return count;
}

const nothingRead = (): ScriptLines => ({
  lines: [],
  records: [],
  contexts: [topContext],
  flags: new Uint8Array(),
  problems: [],
  problemCounts: new Int32Array(),
  references: [],
  referenceCounts: new Int32Array(),
  entryLines: new Int32Array(),
  entryFlags: new Uint8Array(),
  startKinds: new Uint8Array(),
  startSeconds: new Float64Array(),
  lengths: new Float64Array(),
  speakers: new Int32Array(),
  spellings: new Int32Array(),
  idHashes: new Uint32Array(),
  speakerNumbers: new Map(),
  spellingNumbers: new Map(),
  uses: new Map(),
});

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
  readonly problems: Problem<Line>[] = [];
  readonly problemCounts: number[] = [];
  readonly references: Reference[] = [];
  readonly referenceCounts: number[] = [];
  readonly entryLines: number[] = [];
  readonly entryFlags: number[] = [];
  readonly startKinds: number[] = [];
  readonly startSeconds: number[] = [];
  readonly lengths: number[] = [];
  readonly speakers: number[] = [];
  readonly spellings: number[] = [];
  readonly idHashes: number[] = [];
  readonly #speakerNumbers: Map<string, number>;
  readonly #spellingNumbers: Map<string, number>;

  constructor(speakerNumbers: Map<string, number>, spellingNumbers: Map<string, number>) {
    this.#speakerNumbers = speakerNumbers;
    this.#spellingNumbers = spellingNumbers;
  }

  add(index: number, line: Line | undefined, context: LineContext, { record, lines }: LineStep): void {
    this.records.push(record);
    this.contexts.push(context);
    this.flags.push(flagOf(line));
    this.problemCounts.push(record?.problems.length ?? 0);
    this.referenceCounts.push(record?.references.length ?? 0);
    if (record !== undefined) for (const problem of record.problems) this.problems.push(problem);
    if (record !== undefined) for (const reference of record.references) this.references.push(reference);
    if (record?.resolved !== undefined) this.#addEntry(index, record.resolved);
    for (let more = 1; more < lines; more++) {
      this.records.push(undefined);
      this.contexts.push(context);
      this.flags.push(lineFlag.goesOn);
      this.problemCounts.push(0);
      this.referenceCounts.push(0);
    }
  }

  /** What a line after the last would inherit. */
  end(context: LineContext): void {
    this.contexts.push(context);
  }

  #addEntry(index: number, resolved: ResolvedCue | ResolvedSound): void {
    const { start } = resolved.cue;
    this.entryLines.push(index);
    this.entryFlags.push(resolved.kind === 'cue' ? cueFlags(resolved) : soundFlags(resolved));
    this.startKinds.push(startKind[start.kind]);
    this.startSeconds.push(start.kind === 'turn' ? start.silence : start.seconds);
    this.lengths.push(resolved.kind === 'cue' ? resolved.cue.estimate.seconds : resolved.waits);
    this.speakers.push(resolved.kind === 'cue' ? numberOf(resolved.speakerKey, this.#speakerNumbers) : -1);
    this.spellings.push(resolved.kind === 'cue' ? numberOf(resolved.cue.speaker, this.#spellingNumbers) : -1);
    this.idHashes.push(textHash(resolved.idKey));
  }
}

function numberOf(name: string, numbers: Map<string, number>): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  const number = numbers.size;
  numbers.set(name, number);
  return number;
}

function flagOf(line: Line | undefined): number {
  if (line?.kind === 'heading') return lineFlag.heading;
  return line?.kind === 'comment' && line.ignores.length > 0 ? lineFlag.ignores : 0;
}

function cueFlags({ cue, marks, startMark, unknown, explicitId }: ResolvedCue): number {
  const { start } = cue;
  let flags = 0;
  if (marks.length > 0 || startMark !== undefined) flags |= entryFlag.marked;
  if (unknown !== undefined) flags |= entryFlag.unknown;
  if (explicitId !== undefined) flags |= entryFlag.explicitId;
  if (start.kind === 'turn' && start.isGap) flags |= entryFlag.gap;
  if (!cue.sound) flags |= entryFlag.silent;
  if (!cue.speech) flags |= entryFlag.aside;
  return flags;
}

function soundFlags({ cue, takesTurn, startMark }: ResolvedSound): number {
  let flags: number = entryFlag.sound;
  if (startMark !== undefined) flags |= entryFlag.marked;
  if (!takesTurn) flags |= entryFlag.aside;
  if (cue.start.kind === 'turn' && cue.start.isGap) flags |= entryFlag.gap;
  return flags;
}

function splice(
  lines: readonly Line[],
  old: ScriptLines,
  middle: MiddleLines,
  {
    from,
    oldTo,
    shift,
    atEnd,
  }: { readonly from: number; readonly oldTo: number; readonly shift: number; readonly atEnd: boolean },
): { readonly script: ScriptLines; readonly change: EntryChange } {
  const first = lowerBound(old.entryLines, from);
  const last = lowerBound(old.entryLines, oldTo);
  const entryLines = splicedNumbers(old.entryLines, first, last, middle.entryLines, Int32Array);
  const to = first + middle.entryLines.length;
  if (shift !== 0)
    for (let entry = to; entry < entryLines.length; entry++) entryLines[entry] = (entryLines[entry] ?? 0) + shift;

  const problemsFrom = sum(old.problemCounts, 0, from);
  const problemsTo = problemsFrom + sum(old.problemCounts, from, oldTo);
  const referencesFrom = sum(old.referenceCounts, 0, from);
  const referencesTo = referencesFrom + sum(old.referenceCounts, from, oldTo);
  const script: ScriptLines = {
    lines,
    records: splicedItems(old.records, from, oldTo, middle.records),
    contexts: splicedItems(old.contexts, from, atEnd ? oldTo + 1 : oldTo, middle.contexts),
    flags: splicedNumbers(old.flags, from, oldTo, middle.flags, Uint8Array),
    problems: splicedItems(old.problems, problemsFrom, problemsTo, middle.problems),
    problemCounts: splicedNumbers(old.problemCounts, from, oldTo, middle.problemCounts, Int32Array),
    references: splicedItems(old.references, referencesFrom, referencesTo, middle.references),
    referenceCounts: splicedNumbers(old.referenceCounts, from, oldTo, middle.referenceCounts, Int32Array),
    entryLines,
    entryFlags: splicedNumbers(old.entryFlags, first, last, middle.entryFlags, Uint8Array),
    startKinds: splicedNumbers(old.startKinds, first, last, middle.startKinds, Uint8Array),
    startSeconds: splicedNumbers(old.startSeconds, first, last, middle.startSeconds, Float64Array),
    lengths: splicedNumbers(old.lengths, first, last, middle.lengths, Float64Array),
    speakers: splicedNumbers(old.speakers, first, last, middle.speakers, Int32Array),
    spellings: splicedNumbers(old.spellings, first, last, middle.spellings, Int32Array),
    idHashes: splicedNumbers(old.idHashes, first, last, middle.idHashes, Uint32Array),
    speakerNumbers: old.speakerNumbers,
    spellingNumbers: old.spellingNumbers,
    uses: usesAfter(old.uses, old.records.slice(from, oldTo), middle.records),
  };
  const hadHeading = old.flags.subarray(from, oldTo).includes(lineFlag.heading);
  const headings = hadHeading || middle.flags.includes(lineFlag.heading);
  return { script, change: { from: first, oldTo: last, to, headings } };
}

type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array;

/** Numbers with some replaced; the array itself when they are replaced by the same. */
function splicedNumbers<A extends Numbers>(
  old: A,
  from: number,
  to: number,
  middle: readonly number[],
  Kind: new (length: number) => A,
): A {
  if (middle.length === to - from && middle.every((number, index) => old[from + index] === number)) return old;
  const result = new Kind(old.length - (to - from) + middle.length);
  result.set(old.subarray(0, from));
  result.set(middle, from);
  result.set(old.subarray(to), from + middle.length);
  return result;
}

/** Items with some replaced; the array itself when they are replaced by the same. */
export function splicedItems<T>(old: readonly T[], from: number, to: number, middle: readonly T[]): readonly T[] {
  if (middle.length === to - from && middle.every((item, index) => old[from + index] === item)) return old;
  return old.slice(0, from).concat(middle, old.slice(to));
}

function sum(numbers: Int32Array, from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index++) total += numbers[index] ?? 0;
  return total;
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
  for (const record of gone) addUses(uses, record, -1);
  for (const record of come) addUses(uses, record, 1);
  return uses;
}

function addUses(uses: Map<string, number>, record: LineRecord | undefined, count: 1 | -1): void {
  if (record === undefined) return;
  for (const mood of record.moods) addTo(uses, `m:${mood}`, count);
  if (record.resolved?.kind !== 'cue') return;
  for (const { useKey } of record.resolved.uses) addTo(uses, useKey, count);
}

function addTo(uses: Map<string, number>, key: string, count: number): void {
  const sum = (uses.get(key) ?? 0) + count;
  if (sum === 0) uses.delete(key);
  else uses.set(key, sum);
}
