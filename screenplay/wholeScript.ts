import type { MessageCode } from '../foundation/message.ts';
import type { Place, Problem } from '../foundation/problem.ts';
import { lineIndex, nameKey, type Line, type Tree } from '../grammar/index.ts';
import { addToCastFix, castSlot } from './castEdits.ts';
import type { Cue, SoundCue } from './cue.ts';
import { inTextOrder } from './inTextOrder.ts';
import { heardOf, scriptCodes, topContext } from './lineRecord.ts';
import { lineReport } from './lineReport.ts';
import { markProblems } from './markProblems.ts';
import { withOneMissingRate } from './missingRate.ts';
import { withoutOpenFrontMatter } from './openFrontMatter.ts';
import type { Overlap } from './overlaps.ts';
import { predictTimeline, type EarlyStart } from './predictedTimeline.ts';
import type { ResolvedCue } from './resolveCue.ts';
import type { ResolvedSound } from './resolveSound.ts';
import type { Reference, Screenplay, Section } from './screenplayTypes.ts';
import { screenplayProblem } from './screenplayProblem.ts';
import { entryFlag, lineFlag, splicedItems, type EntryChange, type ScriptLines } from './scriptLines.ts';
import { sectionNumbers, sectionsOf } from './sections.ts';
import { suggestion } from './suggestion.ts';
import { movedIds, otherIds, type IdIndex, type OtherIds } from './uniqueIds.ts';
import type { World } from './world.ts';

/** What is taken over from before an edit. */
export interface Kept {
  readonly sections: readonly Section[];
  readonly sectionOf: Int32Array;
  readonly script: ScriptLines;
  readonly otherIds: OtherIds;
  readonly entries: Screenplay['entries'];
  /** See `WholeEntries`. */
  readonly changed: ReadonlySet<number>;
}

/** All entries of a script. */
export interface WholeEntries {
  readonly entries: Screenplay['entries'];
  /** Those that, their ids aside, are not as their record has them: the first spelling of a name, an error between lines. */
  readonly changed: ReadonlySet<number>;
}

/** What only the whole script tells: sections, unique ids, the timeline, and problems between lines. */
export class WholeScript {
  readonly #script: ScriptLines;
  readonly #world: World;
  readonly #tree: Tree;
  readonly sections: readonly Section[];
  /** Index of the section that each entry stands in. */
  readonly sectionOf: Int32Array;
  readonly otherIds: OtherIds;
  /** Whether ids of entries that an edit left as they were may be others now. */
  readonly #newIds: boolean;
  readonly timeline: Screenplay['timeline'];
  readonly #overlaps: readonly Overlap[];
  readonly #earlyStarts: readonly EarlyStart[];
  readonly #markProblems: ReadonlyMap<number, readonly Problem<Line>[]>;
  /** The first entry of each speaker that is not in the cast, by the number of the speaker. */
  readonly #firstOfUnknown: ReadonlyMap<number, number>;

  /** @param kept what was before the edit that replaced the entries of `change`; undefined: nothing */
  constructor(
    tree: Tree,
    script: ScriptLines,
    world: World,
    ids: IdIndex,
    change: EntryChange,
    kept: Kept | undefined,
  ) {
    this.#tree = tree;
    this.#script = script;
    this.#world = world;
    const isMoved = kept === undefined || change.headings || change.oldTo !== change.to;
    this.sections = isMoved ? sectionsOf(script) : kept.sections;
    this.sectionOf = isMoved ? sectionNumbers(this.sections, script.entryLines.length) : kept.sectionOf;

    const resolvedAt = (entry: number): ResolvedCue | ResolvedSound => this.#resolved(entry);
    const { timeline, overlaps, earlyStarts } = predictTimeline(script, resolvedAt);
    this.timeline = timeline;
    this.#overlaps = overlaps;
    this.#earlyStarts = earlyStarts;
    this.#markProblems = markProblems(script, resolvedAt);
    const old = kept?.script;
    const gone = old?.idHashes.subarray(change.from, change.oldTo) ?? new Uint32Array();
    const replaced = ids.replace(gone, script.idHashes.subarray(change.from, change.to), (was, is) =>
      isSameId(old === undefined ? undefined : resolvedIn(old, change.from + was), this.#resolved(change.from + is)),
    );
    const known = change.headings || replaced.changes ? undefined : kept;
    this.#newIds = known === undefined;
    this.otherIds =
      known === undefined
        ? otherIds(script, ids, {
            id: (entry) => this.#resolved(entry).cue.id,
            key: (entry) => this.#resolved(entry).idKey,
            section: (entry) => this.sectionOf[entry] ?? 0,
            sectionTitle: (section) => this.sections[section]?.title ?? '',
          })
        : movedIds(known.otherIds, change.from + replaced.kept, change.to - change.oldTo);
    this.#firstOfUnknown = this.#findUnknown();
  }

  /** Entries with what only the whole script tells; those that an edit left as they were stay the same objects. */
  entries(change: EntryChange, kept: Kept | undefined): WholeEntries {
    const count = this.#script.entryLines.length;
    const shift = change.to - change.oldTo;
    const middle: (Cue | SoundCue)[] = [];
    for (let entry = change.from; entry < change.to; entry++) {
      middle.push(this.#finished(entry, this.sectionOf[entry] ?? 0, undefined));
    }
    const entries = splicedItems(kept?.entries ?? [], change.from, change.oldTo, middle).slice();

    const changed = this.#changedEntries();
    const stale = new Set(changed);
    const addMoved = (entry: number): void => {
      if (entry < change.from) stale.add(entry);
      else if (entry >= change.oldTo) stale.add(entry + shift);
    };
    kept?.changed.forEach(addMoved);
    if (this.#newIds) {
      for (const entry of this.otherIds.byEntry.keys()) stale.add(entry);
      for (const entry of kept?.otherIds.byEntry.keys() ?? []) addMoved(entry);
    }
    for (const entry of stale) entries[entry] = this.#finished(entry, this.sectionOf[entry] ?? 0, entries[entry]);
    if (kept !== undefined && this.sectionOf !== kept.sectionOf) {
      for (let entry = 0; entry < count; entry++) {
        if (entry >= change.from && entry < change.to) continue;
        const before = kept.sectionOf[entry < change.from ? entry : entry - shift];
        const section = this.sectionOf[entry] ?? 0;
        if (before !== section) entries[entry] = this.#finished(entry, section, entries[entry]);
      }
    }
    return { entries, changed };
  }

  references(): readonly Reference[] {
    const { front } = this.#world;
    const { references } = this.#script;
    return front.references.length === 0 ? references : front.references.concat(references);
  }

  problems(): readonly Problem<Line>[] {
    const all = withoutOpenFrontMatter(this.#allProblems(), this.#tree);
    return withOneMissingRate(all, this.#tree, this.#world.front);
  }

  /** In the order of the text, those included that follow from another one. */
  #allProblems(): readonly Problem<Line>[] {
    const { front } = this.#world;
    const { problems, problemCounts, lines } = this.#script;
    const unused = this.#unused();
    const inFront = unused.length === 0 ? front.problems : inTextOrder([...front.problems, ...unused], front.lines);
    const across = [...this.#problemsBesides()].sort(([a], [b]) => a - b);
    const parts: (readonly Problem<Line>[])[] = [inFront];
    let taken = 0;
    let upTo = 0;
    let line = 0;
    for (const [at, found] of across) {
      for (; line < at; line++) upTo += problemCounts[line] ?? 0;
      const own = problems.slice(upTo, upTo + (problemCounts[at] ?? 0));
      const record = this.#script.records[at]?.resolved;
      const block = record?.kind === 'cue' ? [record.cue.line, ...record.cue.continuations] : lines.slice(at, at + 1);
      parts.push(problems.slice(taken, upTo), inTextOrder([...own, ...found], block));
      taken = upTo + own.length;
    }
    parts.push(taken === 0 ? problems : problems.slice(taken));
    const filled = parts.filter((part) => part.length > 0);
    return filled.length === 1 ? (filled[0] ?? []) : filled.flat();
  }

  /** Problems that no line has by itself, by the index of their line: those between lines, and comments that silence nothing. */
  #problemsBesides(): ReadonlyMap<number, readonly Problem<Line>[]> {
    const result = new Map<number, Problem<Line>[]>();
    const silenced = new Map<number, readonly MessageCode[]>();
    for (const [at, problems] of this.#problemsAcross()) {
      const { lines, contexts } = this.#script;
      const heard = heardOf(problems, contexts[at] ?? topContext, lines.slice(at, at + 1));
      if (heard.problems.length > 0) result.set(at, [...heard.problems]);
      silenced.set(at, heard.silenced);
    }
    const { flags } = this.#script;
    for (let at = flags.indexOf(lineFlag.ignores); at !== -1; at = flags.indexOf(lineFlag.ignores, at + 1)) {
      const problems = this.#idleIgnores(at, silenced, result);
      if (problems.length > 0) result.set(at, problems);
    }
    return result;
  }

  /** Codes of a comment that silence nothing on the line below the comment. */
  #idleIgnores(
    at: number,
    silencedAcross: ReadonlyMap<number, readonly MessageCode[]>,
    across: ReadonlyMap<number, readonly Problem<Line>[]>,
  ): Problem<Line>[] {
    const { lines, records } = this.#script;
    const comment = lines[at];
    if (comment?.kind !== 'comment') return [];
    let below = at + 1;
    while (lines[below]?.kind === 'comment') below++;
    const record = records[below];
    const silenced: readonly string[] = [...(record?.silenced ?? []), ...(silencedAcross.get(below) ?? [])];
    const left = [...(record?.problems ?? []), ...(across.get(below) ?? [])];
    const problems: Problem<Line>[] = [];
    const report = lineReport(comment, problems);
    comment.ignores.forEach((word, index) => {
      if (!scriptCodes.has(word.value) || silenced.includes(word.value)) return;
      const values = { code: word.value };
      // Alone, it takes the comment with it.
      const before = comment.ignores[index - 1]?.end ?? comment.content.start + 'tableread-ignore'.length;
      const start = comment.ignores.length === 1 ? 0 : before;
      const end = comment.ignores.length === 1 ? comment.text.length : word.end;
      const edits = [{ start, end, newText: '' }];
      const fix = { title: 'fix/remove' as const, values: { text: word.value }, edits };
      if (left.some(({ code }) => code === word.value)) report('voice/ignored-error', word, values, [fix]);
      else report('voice/idle-ignore', word, values, [fix], { unnecessary: true });
    });
    return problems;
  }

  /** Problems between lines, by the index of the line that they stand on (that of the cue for lines that go on with it). */
  #problemsAcross(): ReadonlyMap<number, readonly Problem<Line>[]> {
    const result = new Map<number, Problem<Line>[]>();
    const add = (entry: number, problems: readonly Problem<Line>[]): void => {
      addAt(this.#script.entryLines[entry] ?? 0, problems);
    };
    const addAt = (line: number, problems: readonly Problem<Line>[]): void => {
      const there = result.get(line);
      if (there === undefined) result.set(line, [...problems]);
      else for (const problem of problems) there.push(problem);
    };
    for (const [entry, problems] of this.#markProblems) add(entry, problems);
    for (const overlap of this.#overlaps) add(overlap.entry, this.#overlapProblem(overlap));
    for (const early of this.#earlyStarts) {
      const { place, line } = this.#startPlace(early.entry);
      const seconds = Math.max(0.1, Math.round(early.seconds * 10) / 10);
      if (place !== undefined) addAt(line, [screenplayProblem('voice/before-start', place, { seconds })]);
    }
    for (const entry of this.otherIds.repeated) add(entry, this.#repeatedId(entry));
    const asked = new Set<Line>();
    for (const entry of this.#firstOfUnknown.values()) {
      for (const problem of this.#unknownSpeaker(entry)) {
        // Lines without a name whose `@speaker` is unknown: one problem, where the name stands.
        if (asked.has(problem.line)) continue;
        asked.add(problem.line);
        addAt(lineIndex(this.#tree, problem.line), [problem]);
      }
    }
    return result;
  }

  /** Where the start of an entry is written: in its own line, or as a pause above it. */
  #startPlace(entry: number): { readonly place: Place<Line> | undefined; readonly line: number } {
    const { lines, entryLines } = this.#script;
    const own = entryLines[entry] ?? 0;
    const { startPlace } = this.#resolved(entry);
    if (startPlace !== undefined) return { place: startPlace, line: own };
    for (let at = own - 1; at >= 0; at--) {
      const line = lines[at];
      if (line?.kind === 'cue') break;
      if (line?.kind !== 'pause' || !((line.seconds?.value ?? 0) < 0)) continue;
      return { place: { line, start: line.seconds?.start ?? 0, end: line.seconds?.end ?? 0 }, line: at };
    }
    return { place: undefined, line: own };
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

  #repeatedId(entry: number): readonly Problem<Line>[] {
    const { id: free, repeats } = this.otherIds.byEntry.get(entry) ?? {};
    if (free === undefined || repeats === undefined) return [];
    const resolved = this.#resolved(entry);
    const other = this.#resolved(repeats);
    if (resolved.kind !== 'cue' || other.kind !== 'cue') return [];
    const { explicitId, cue } = resolved;
    if (explicitId === undefined || other.explicitId === undefined) return [];
    const { start, end, value } = other.explicitId;
    const related = [{ line: other.cue.line, start, end, title: 'related/id' as const, values: { id: value } }];
    const problems: Problem<Line>[] = [];
    const edits = [{ start: explicitId.start, end: explicitId.end, newText: free }];
    lineReport(cue.line, problems)(
      'voice/id-twice',
      explicitId,
      { id: value, line: lineIndex(this.#tree, other.cue.line) + 1 },
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
    // Who is in a cast that cannot be read nobody knows.
    if (front.own.source.isFaulty) return [];
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
    const slotFixes = addToCastFix(castSlot(this.#tree, front.own), name);
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
    for (const speaker of front.speakers) {
      const { member, own, place } = speaker;
      // The narrator stands in for whoever has no voice.
      if (!own || speaker === front.narrator || uses.has(speaker.useKey)) continue;
      problems.push(screenplayProblem('voice/unused-speaker', place, { name: member.name }, { unnecessary: true }));
    }
    for (const [key, { name, own, place }] of front.moods) {
      if (!own || uses.has(`m:${key}`) || front.usedMoods.has(key)) continue;
      problems.push(screenplayProblem('voice/unused-mood', place, { name }, { unnecessary: true }));
    }
    return problems;
  }

  #findUnknown(): ReadonlyMap<number, number> {
    const { entryFlags, speakers } = this.#script;
    const first = new Map<number, number>();
    for (let entry = 0; entry < entryFlags.length; entry++) {
      if (((entryFlags[entry] ?? 0) & entryFlag.unknown) === 0) continue;
      const speaker = speakers[entry] ?? -1;
      if (!first.has(speaker)) first.set(speaker, entry);
    }
    return first;
  }

  /** See `WholeEntries`. */
  #changedEntries(): ReadonlySet<number> {
    const changed = new Set(this.#markProblems.keys());
    if (this.#firstOfUnknown.size === 0) return changed;
    const { entryFlags } = this.#script;
    for (let entry = 0; entry < entryFlags.length; entry++) {
      if (this.#otherSpelling(entry) !== undefined) changed.add(entry);
    }
    return changed;
  }

  /** The first entry of an unknown speaker whose name is spelled otherwise here. */
  #otherSpelling(entry: number): number | undefined {
    const { entryFlags, speakers, spellings } = this.#script;
    if (((entryFlags[entry] ?? 0) & entryFlag.unknown) === 0) return undefined;
    const first = this.#firstOfUnknown.get(speakers[entry] ?? -1);
    return first === undefined || spellings[first] === spellings[entry] ? undefined : first;
  }

  /** The first spelling of an unknown speaker's name, where the entry has another. */
  #speakerName(entry: number): string | undefined {
    const first = this.#otherSpelling(entry);
    const cue = first === undefined ? undefined : this.#resolved(first).cue;
    return cue?.kind === 'cue' ? cue.speaker : undefined;
  }

  /** The entry as the whole script has it: the object that is there, when that is it already. */
  #finished(entry: number, section: number, there: Cue | SoundCue | undefined): Cue | SoundCue {
    const { cue } = this.#resolved(entry);
    const other = this.otherIds.byEntry.get(entry);
    const broken = other?.repeats !== undefined || this.#markProblems.get(entry)?.some(isError) === true;
    const id = other?.id ?? cue.id;
    const sound = cue.sound && !broken;
    if (cue.kind === 'sound') {
      if (id === cue.id && sound === cue.sound && section === cue.section) return cue;
      const isThere = there?.kind === 'sound' && there.start === cue.start && there.id === id && there.sound === sound;
      return isThere && there.section === section ? there : { ...cue, id, sound, section };
    }
    const speaker = this.#speakerName(entry) ?? cue.speaker;
    if (id === cue.id && sound === cue.sound && section === cue.section && speaker === cue.speaker) return cue;
    const isThere =
      there?.kind === 'cue' &&
      // Both made from the same record.
      there.spoken === cue.spoken &&
      there.id === id &&
      there.sound === sound &&
      there.speaker === speaker &&
      there.section === section;
    return isThere ? there : { ...cue, id, sound, speaker, section };
  }

  #resolved(entry: number): ResolvedCue | ResolvedSound {
    return resolvedIn(this.#script, entry);
  }
}

function isError({ severity }: Problem<Line>): boolean {
  return severity === 'error';
}

function resolvedIn({ records, entryLines }: ScriptLines, entry: number): ResolvedCue | ResolvedSound {
  const resolved = records[entryLines[entry] ?? -1]?.resolved;
  if (resolved === undefined) throw new Error(`no entry ${entry}`);
  return resolved;
}

/** Whether two entries ask for the same id in the same way. */
function isSameId(was: ResolvedCue | ResolvedSound | undefined, is: ResolvedCue | ResolvedSound): boolean {
  if (was?.cue.id !== is.cue.id) return false;
  const [before, after] = [was, is].map((each) => each.kind === 'cue' && each.explicitId !== undefined);
  return before === after;
}
