import type { Line, Tree } from '../grammar/index.ts';
import type { Cue } from './cue.ts';
import { readFrontMatter } from './frontMatter.ts';
import type { Screenplay } from './screenplayTypes.ts';
import { entryFlag, readScript, type ScriptLines } from './scriptLines.ts';
import type { Surroundings } from './surroundings.ts';
import { IdIndex } from './uniqueIds.ts';
import { WholeScript, type Kept } from './wholeScript.ts';
import { worldOf, type World } from './world.ts';

/** What is kept of a screenplay for the next one. */
interface Memory {
  readonly world: World;
  readonly frontLines: readonly Line[];
  readonly snapshot: Snapshot;
  readonly script: ScriptLines;
  readonly kept: Kept;
  /** Goes to the next screenplay; whoever starts from this one again has to make it anew. */
  ids: IdIndex | undefined;
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
  const before = previous === undefined ? undefined : memories.get(previous);
  const snapshot = snapshotOf(surroundings);
  const frontLines = tree.lines.slice(0, tree.frontMatterLines);
  const memory = before !== undefined && isSameWorld(before, frontLines, snapshot) ? before : undefined;
  const world = memory?.world ?? worldOf(readFrontMatter(tree, surroundings), surroundings);
  const { script, change } = readScript(tree.lines, world, memory?.script);

  const ids = memory === undefined ? new IdIndex() : takeIds(memory);
  const whole = new WholeScript(tree, script, world, ids, change, memory?.kept);
  const { entries, changed } = whole.entries(change, memory?.kept);
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
  const { sections, sectionOf, otherIds } = whole;
  const kept = { sections, sectionOf, idHashes: script.idHashes, otherIds, entries, changed };
  memories.set(result, { world, frontLines, snapshot, script, kept, ids });
  return result;
}

function takeIds(memory: Memory): IdIndex {
  const ids = memory.ids ?? new IdIndex();
  if (memory.ids === undefined) ids.replace(new Uint32Array(), memory.script.idHashes);
  memory.ids = undefined;
  return ids;
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

function isSameWorld({ frontLines, snapshot: was }: Memory, lines: readonly Line[], now: Snapshot): boolean {
  return (
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

/** The cues among the entries; the entries themselves when there is no sound among them. */
function cuesOf(entries: Screenplay['entries'], flags: Uint8Array): readonly Cue[] {
  if (flags.every((flag) => (flag & entryFlag.sound) === 0)) return entries as readonly Cue[];
  const cues: Cue[] = [];
  for (const entry of entries) if (entry.kind === 'cue') cues.push(entry);
  return cues;
}
