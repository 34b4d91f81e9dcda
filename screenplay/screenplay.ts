import type { Problem } from '../foundation/problem.ts';
import { nameKey, type HeadingLine, type Line, type Tree } from '../grammar/index.ts';
import { addToCastFix } from './castEdits.ts';
import type { Cue, SoundCue } from './cue.ts';
import { readFrontMatter } from './frontMatter.ts';
import { lineReport } from './lineReport.ts';
import type { LineRecord } from './lineRecord.ts';
import { markProblems } from './markProblems.ts';
import { predictTimeline, type Overlap } from './predictedTimeline.ts';
import type { ResolvedCue } from './resolveCue.ts';
import type { ResolvedSound } from './resolveSound.ts';
import type { Reference, Screenplay, Section } from './screenplayTypes.ts';
import { screenplayProblem } from './screenplayProblem.ts';
import {
  entryFlag,
  lineFlag,
  lowerBound,
  readScript,
  splicedItems,
  type EntryChange,
  type ScriptLines,
} from './scriptLines.ts';
import { suggestion } from './suggestion.ts';
import type { Surroundings } from './surroundings.ts';
import { otherIds, type OtherId } from './uniqueIds.ts';
import { worldOf, type World } from './world.ts';

/** What is kept of a screenplay for the next one. */
interface Memory {
  readonly world: World;
  readonly frontLines: readonly Line[];
  readonly snapshot: Snapshot;
  readonly script: ScriptLines;
  /** Section that each entry carries. */
  readonly sectionOf: Int32Array;
  /** Entries that carry something else than their record: another id, the first spelling of a name, no sound. */
  readonly changed: ReadonlySet<number>;
}

/** What of the surroundings was used: they may be changed in place between two calls. */
interface Snapshot {
  readonly texts: ReadonlyMap<string, string | null>;
  readonly recordings: Surroundings['recordings'];
  readonly engines: Surroundings['engines'];
  readonly defaultEngine: string;
  readonly engine: string | undefined;
  readonly userSettings: Surroundings['userSettings'];
  readonly measured: ReadonlyMap<string, number>;
  readonly measuredSize: number;
}

const memories = new WeakMap<Screenplay, Memory>();

/**
 * The meaning of a script. Pure and synchronous: it opens no file; what lies outside the text is in `surroundings`, and
 * `references` of the result names what to bring there. Never throws for what a script says: that becomes `problems`.
 *
 * @param previous the screenplay before an edit: what the edit left as it was is taken over. The result is the same without.
 */
export function screenplay(tree: Tree, surroundings: Surroundings, previous?: Screenplay): Screenplay {
  const memory = previous === undefined ? undefined : memories.get(previous);
  const snapshot = snapshotOf(surroundings);
  const frontLines = tree.lines.slice(0, tree.frontMatterLines);
  const sameWorld = memory !== undefined && isSameWorld(memory, frontLines, snapshot, tree);
  const world = sameWorld ? memory.world : worldOf(readFrontMatter(tree, surroundings), surroundings);
  const before = sameWorld ? memory.script : undefined;
  const { script, change } = readScript(tree.lines, world, before);

  const whole = new WholeScript(script, world);
  const kept = sameWorld && previous !== undefined ? { entries: previous.entries, memory } : undefined;
  const { entries, sectionOf, changed } = whole.entries(change, kept);
  const result: Screenplay = {
    title: world.front.title,
    author: world.front.author,
    language: world.front.language?.value ?? 'en',
    fps: world.front.fps,
    cast: world.front.speakers.map(({ member }) => member),
    moods: world.front.moods,
    render: world.front.render,
    sections: whole.sections,
    entries,
    cues: cuesOf(entries, script.entryFlags),
    problems: whole.problems(),
    references: whole.references(),
    timeline: whole.timeline,
  };
  memories.set(result, { world, frontLines, snapshot, script, sectionOf, changed });
  return result;
}

function snapshotOf(surroundings: Surroundings): Snapshot {
  const { texts, recordings, engines, defaultEngine, engine, userSettings, measured } = surroundings;
  return {
    texts: new Map(texts),
    recordings: new Map(recordings),
    engines,
    defaultEngine,
    engine,
    userSettings,
    measured,
    measuredSize: measured.size,
  };
}

function isSameWorld(
  { frontLines, snapshot: was, world }: Memory,
  lines: readonly Line[],
  now: Snapshot,
  tree: Tree,
): boolean {
  // Without front matter the first line says where one can be put.
  const slot = world.front.castSlot?.place.line;
  return (
    (lines.length > 0 || slot === tree.lines[0]) &&
    sameItems(frontLines, lines) &&
    was.engines === now.engines &&
    was.defaultEngine === now.defaultEngine &&
    was.engine === now.engine &&
    was.userSettings === now.userSettings &&
    was.measured === now.measured &&
    was.measuredSize === now.measuredSize &&
    sameEntries(was.texts, now.texts) &&
    sameEntries(was.recordings, now.recordings)
  );
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function sameEntries(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of b) if (a.get(key) !== value || !a.has(key)) return false;
  return true;
}

/** The passes over a whole script. */
class WholeScript {
  readonly #script: ScriptLines;
  readonly #world: World;
  readonly sections: readonly Section[];
  readonly timeline: Screenplay['timeline'];
  readonly #overlaps: readonly Overlap[];
  readonly #markProblems: ReadonlyMap<number, readonly Problem<Line>[]>;
  readonly #otherIds: ReadonlyMap<number, OtherId>;
  /** The first entry of each speaker that is not in the cast, by key. */
  readonly #firstOfUnknown: ReadonlyMap<string, number>;

  constructor(script: ScriptLines, world: World) {
    this.#script = script;
    this.#world = world;
    this.sections = sectionsOf(script);
    const resolvedAt = (entry: number): ResolvedCue | ResolvedSound => this.#resolved(entry);
    const { timeline, overlaps } = predictTimeline(script, resolvedAt);
    this.timeline = timeline;
    this.#overlaps = overlaps;
    this.#markProblems = markProblems(script, resolvedAt);
    this.#otherIds = otherIds(
      script,
      (entry) => this.#resolved(entry).cue.id,
      (entry) => this.#sectionAt(entry)?.title,
    );
    this.#firstOfUnknown = this.#findUnknown();
  }

  /** Entries with what only the whole script tells; those that an edit left as they were stay the same objects. */
  entries(
    change: EntryChange,
    kept: { readonly entries: Screenplay['entries']; readonly memory: Memory } | undefined,
  ): {
    readonly entries: Screenplay['entries'];
    readonly sectionOf: Int32Array;
    readonly changed: ReadonlySet<number>;
  } {
    const { entryLines } = this.#script;
    const count = entryLines.length;
    const shift = change.to - change.oldTo;
    const middle: (Cue | SoundCue)[] = [];
    for (let entry = change.from; entry < change.to; entry++) middle.push(this.#resolved(entry).cue);
    const entries = splicedItems(kept?.entries ?? [], change.from, change.oldTo, middle) as (Cue | SoundCue)[];

    const carried = new Int32Array(count);
    if (kept !== undefined) {
      const { sectionOf } = kept.memory;
      carried.set(sectionOf.subarray(0, change.from));
      carried.set(sectionOf.subarray(change.oldTo), change.to);
    }
    const wanted = this.#sectionNumbers();
    const changed = this.#changedEntries();
    const stale = new Set(changed);
    for (const entry of kept?.memory.changed ?? []) {
      if (entry < change.from) stale.add(entry);
      else if (entry >= change.oldTo) stale.add(entry + shift);
    }
    for (const entry of stale) entries[entry] = this.#finished(entry, wanted[entry] ?? 0, entries[entry]);
    for (let entry = 0; entry < count; entry++) {
      if (carried[entry] === wanted[entry]) continue;
      const there = entries[entry];
      if (there?.section !== wanted[entry]) entries[entry] = this.#finished(entry, wanted[entry] ?? 0, there);
    }
    return { entries, sectionOf: wanted, changed };
  }

  references(): readonly Reference[] {
    const { flags, records } = this.#script;
    const references = [...this.#world.front.references];
    for (let line = 0; line < flags.length; line++) {
      if (((flags[line] ?? 0) & lineFlag.references) !== 0) references.push(...(records[line]?.references ?? []));
    }
    return references;
  }

  problems(): readonly Problem<Line>[] {
    const { front } = this.#world;
    const { flags, records, lines, contexts } = this.#script;
    const found: Problem<Line>[] = inOrder([...front.problems, ...this.#unused()], lines);
    const across = this.#problemsAcross();
    for (let line = 0; line < flags.length; line++) {
      if (((flags[line] ?? 0) & lineFlag.problems) === 0 && !across.has(line)) continue;
      const here = [...(records[line]?.problems ?? []), ...(across.get(line) ?? [])];
      const ignores = contexts[line]?.ignores;
      const heard = ignores === undefined ? here : here.filter(({ code }) => !ignores.has(code));
      if (heard.length > 1) found.push(...inOrder(heard, blockLines(records[line], lines[line])));
      else found.push(...heard);
    }
    return found;
  }

  /** Problems between lines, by the line of their entry. */
  #problemsAcross(): ReadonlyMap<number, readonly Problem<Line>[]> {
    const result = new Map<number, Problem<Line>[]>();
    const add = (entry: number, problems: readonly Problem<Line>[]): void => {
      const line = this.#script.entryLines[entry] ?? 0;
      const there = result.get(line);
      if (there === undefined) result.set(line, [...problems]);
      else there.push(...problems);
    };
    for (const [entry, problems] of this.#markProblems) add(entry, problems);
    for (const overlap of this.#overlaps) add(overlap.entry, this.#overlapProblem(overlap));
    for (const [entry, { id, repeats }] of this.#otherIds) {
      if (repeats !== undefined) add(entry, this.#repeatedId(entry, repeats, id));
    }
    const asked = new Set<Line>();
    for (const entry of this.#firstOfUnknown.values()) {
      for (const problem of this.#unknownSpeaker(entry)) {
        // Lines without a name whose `@speaker` is unknown: one problem, where the name stands.
        if (asked.has(problem.line)) continue;
        asked.add(problem.line);
        add(entry, [problem]);
      }
    }
    return result;
  }

  #overlapProblem({ entry, other, seconds }: Overlap): readonly Problem<Line>[] {
    const resolved = this.#resolved(entry);
    const above = this.#resolved(other);
    if (resolved.kind !== 'cue' || above.kind !== 'cue') return [];
    const { place, startPlace, cue } = resolved;
    const values = { name: cue.speaker, seconds: Math.max(0.1, Math.round(seconds * 10) / 10) };
    const related = [{ ...above.place, title: 'related/overlapped' as const, values: { name: cue.speaker } }];
    return [screenplayProblem('voice/overlap', startPlace ?? place, values, { related })];
  }

  #repeatedId(entry: number, first: number, free: string): readonly Problem<Line>[] {
    const resolved = this.#resolved(entry);
    const other = this.#resolved(first);
    if (resolved.kind !== 'cue' || other.kind !== 'cue') return [];
    const { explicitId, cue } = resolved;
    if (explicitId === undefined || other.explicitId === undefined) return [];
    const { start, end } = other.explicitId;
    const related = [{ line: other.cue.line, start, end, title: 'related/id' as const, values: { id: cue.id } }];
    const problems: Problem<Line>[] = [];
    const edits = [{ start: explicitId.start, end: explicitId.end, newText: free }];
    lineReport(cue.line, problems)(
      'voice/id-twice',
      explicitId,
      { id: cue.id },
      [{ title: 'fix/replace', values: { text: free }, edits, preferred: true }],
      { related },
    );
    return problems;
  }

  #unknownSpeaker(entry: number): readonly Problem<Line>[] {
    const resolved = this.#resolved(entry);
    if (resolved.kind !== 'cue' || resolved.unknown === undefined) return [];
    const { name, line, start, end } = resolved.unknown;
    const { front } = this.#world;
    const names = front.speakers.flatMap(({ member }) => [member.name, ...member.aliases]);
    const meant = suggestion(name, names);
    const fixes =
      meant === undefined
        ? []
        : [
            {
              title: 'fix/replace' as const,
              values: { text: meant },
              edits: [{ line, start, end, newText: meant }],
              preferred: true,
            },
          ];
    const slotFixes = addToCastFix(front.castSlot, name);
    const member = meant === undefined ? undefined : front.speakerByKey.get(nameKey(meant));
    const extras = {
      fixes: [...fixes, ...slotFixes],
      ...(member === undefined
        ? {}
        : { related: [{ ...member.place, title: 'related/did-you-mean' as const, values: { name: meant ?? '' } }] }),
    };
    return [screenplayProblem('voice/unknown-speaker', { line, start, end }, { name }, extras)];
  }

  /** Moods and speakers of the script's own front matter that nothing uses. */
  #unused(): readonly Problem<Line>[] {
    const { front } = this.#world;
    const { uses } = this.#script;
    const problems: Problem<Line>[] = [];
    for (const { member, own, place } of front.speakers) {
      if (!own || uses.has(`s:${nameKey(member.name)}`)) continue;
      problems.push(screenplayProblem('voice/unused-speaker', place, { name: member.name }, { unnecessary: true }));
    }
    for (const [key, { name, own, place }] of front.moods) {
      if (!own || uses.has(`m:${key}`) || front.usedMoods.has(key)) continue;
      problems.push(screenplayProblem('voice/unused-mood', place, { name }, { unnecessary: true }));
    }
    return problems;
  }

  #findUnknown(): ReadonlyMap<string, number> {
    const { entryFlags } = this.#script;
    const first = new Map<string, number>();
    for (let entry = 0; entry < entryFlags.length; entry++) {
      if (((entryFlags[entry] ?? 0) & entryFlag.unknown) === 0) continue;
      const resolved = this.#resolved(entry);
      if (resolved.kind === 'cue' && !first.has(resolved.speakerKey)) first.set(resolved.speakerKey, entry);
    }
    return first;
  }

  /** Entries that cannot be as their record has them. */
  #changedEntries(): ReadonlySet<number> {
    const changed = new Set([...this.#otherIds.keys(), ...this.#markProblems.keys()]);
    if (this.#firstOfUnknown.size === 0) return changed;
    const { entryFlags } = this.#script;
    for (let entry = 0; entry < entryFlags.length; entry++) {
      if (((entryFlags[entry] ?? 0) & entryFlag.unknown) === 0) continue;
      if (this.#speakerName(entry) !== undefined) changed.add(entry);
    }
    return changed;
  }

  /** The first spelling of an unknown speaker's name, where the entry has another. */
  #speakerName(entry: number): string | undefined {
    const resolved = this.#resolved(entry);
    if (resolved.kind !== 'cue' || resolved.unknown === undefined) return undefined;
    const first = this.#firstOfUnknown.get(resolved.speakerKey);
    const name = first === undefined ? undefined : this.#resolved(first).cue;
    if (name?.kind !== 'cue' || name.speaker === resolved.cue.speaker) return undefined;
    return name.speaker;
  }

  /** The entry as the whole script has it: the object that is there, when that is it already. */
  #finished(entry: number, section: number, there: Cue | SoundCue | undefined): Cue | SoundCue {
    const { cue } = this.#resolved(entry);
    const other = this.#otherIds.get(entry);
    const broken =
      other?.repeats !== undefined ||
      (this.#markProblems.get(entry) ?? []).some(({ severity }) => severity === 'error');
    const id = other?.id ?? cue.id;
    const sound = cue.sound && !broken;
    if (cue.kind === 'sound') {
      const isThere = there?.kind === 'sound' && there.line === cue.line && there.id === id && there.sound === sound;
      return isThere && there.section === section ? there : { ...cue, id, sound, section };
    }
    const speaker = this.#speakerName(entry) ?? cue.speaker;
    const isThere =
      there?.kind === 'cue' &&
      there.digest === cue.digest &&
      there.line === cue.line &&
      there.id === id &&
      there.sound === sound &&
      there.speaker === speaker &&
      there.section === section;
    return isThere ? there : { ...cue, id, sound, speaker, section };
  }

  #sectionNumbers(): Int32Array {
    const numbers = new Int32Array(this.#script.entryLines.length);
    for (const [index, { from, to, level }] of this.sections.entries()) if (level > 0) numbers.fill(index, from, to);
    return numbers;
  }

  #sectionAt(entry: number): Section | undefined {
    // The last section that starts at or before the entry and still holds it is the innermost one.
    for (let index = this.sections.length - 1; index > 0; index--) {
      const section = this.sections[index];
      if (section !== undefined && section.from <= entry && entry < section.to) return section;
    }
    return undefined;
  }

  #resolved(entry: number): ResolvedCue | ResolvedSound {
    const resolved = this.#script.records[this.#script.entryLines[entry] ?? -1]?.resolved;
    if (resolved === undefined) throw new Error(`no entry ${entry}`);
    return resolved;
  }
}

/** Headings and what stands under them, with the script itself as the first. */
function sectionsOf({ flags, lines, entryLines }: ScriptLines): readonly Section[] {
  interface Open {
    heading: HeadingLine | undefined;
    level: Section['level'];
    parent: number | undefined;
    from: number;
    to: number;
  }
  const end = entryLines.length;
  const sections: Open[] = [{ heading: undefined, level: 0, parent: undefined, from: 0, to: end }];
  const open = [0];
  for (let index = 0; index < flags.length; index++) {
    if (((flags[index] ?? 0) & lineFlag.heading) === 0) continue;
    const heading = lines[index];
    if (heading?.kind !== 'heading') continue;
    const from = lowerBound(entryLines, index);
    for (let last = sections[open.at(-1) ?? 0]; last !== undefined && last.level >= heading.level;) {
      last.to = from;
      open.pop();
      last = sections[open.at(-1) ?? 0];
    }
    sections.push({ heading, level: heading.level, parent: open.at(-1), from, to: end });
    open.push(sections.length - 1);
  }
  return sections.map((section) => ({ ...section, title: section.heading?.title.value ?? '' }));
}

/** The cues among the entries; the entries themselves when there is no sound among them. */
function cuesOf(entries: Screenplay['entries'], flags: Uint8Array): readonly Cue[] {
  if (flags.every((flag) => (flag & entryFlag.sound) === 0)) return entries as readonly Cue[];
  const cues: Cue[] = [];
  for (const entry of entries) if (entry.kind === 'cue') cues.push(entry);
  return cues;
}

/** Lines of an entry in their order. */
function blockLines(record: LineRecord | undefined, line: Line | undefined): readonly (Line | undefined)[] {
  return [line, ...(record?.resolved?.kind === 'cue' ? record.resolved.cue.continuations : [])];
}

/** Problems in the order of the text. */
function inOrder(problems: readonly Problem<Line>[], lines: readonly (Line | undefined)[]): Problem<Line>[] {
  if (problems.length < 2) return [...problems];
  const wanted = new Set(problems.map(({ line }) => line));
  const order = new Map<Line, number>();
  for (let index = 0; index < lines.length && order.size < wanted.size; index++) {
    const line = lines[index];
    if (line !== undefined && wanted.has(line)) order.set(line, index);
  }
  return [...problems].sort(
    (a, b) => (order.get(a.line) ?? 0) - (order.get(b.line) ?? 0) || a.start - b.start || a.end - b.end,
  );
}
