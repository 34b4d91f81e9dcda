import type { Tree } from '../grammar/index.ts';
import type { Cue } from './cue.ts';
import { readFrontMatter, type FrontMatter } from './frontMatter.ts';
import type { Screenplay } from './screenplayTypes.ts';
import { entryFlag, readScript } from './scriptLines.ts';
import type { Surroundings } from './surroundings.ts';
import { IdIndex } from './uniqueIds.ts';
import { WholeScript, type Kept } from './wholeScript.ts';
import { reuseBetween, withSharedSpeakers } from './reuse.ts';
import { sameFront, snapshotOf, type Snapshot } from './snapshot.ts';
import { worldOf, type World } from './world.ts';

/** What is kept of a screenplay for the next one. */
interface Memory {
  readonly world: World;
  readonly snapshot: Snapshot;
  readonly kept: Kept;
  /** Goes to the next screenplay; whoever starts from this one again has to make it anew. */
  ids: IdIndex | undefined;
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
  const snapshot = snapshotOf(tree, surroundings);
  const world = readWorld(tree, surroundings, snapshot, memory);
  const reuse = memory === undefined ? 'none' : reuseBetween(memory, { world, snapshot });
  const { script, change } = readScript(tree.lines, world, memory?.kept.script, reuse);

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
  const kept = { sections, sectionOf, script, otherIds, entries, changed };
  memories.set(result, { world, snapshot, kept, ids });
  return result;
}

/**
 * What the front matter of a screenplay says, with its places: for whoever changes it. The same object while nothing in
 * it changes.
 *
 * @throws Error for an object that `screenplay()` did not make
 */
export function frontMatterOf(made: Screenplay): FrontMatter {
  const memory = memories.get(made);
  if (memory === undefined) throw new Error('not a screenplay of screenplay()');
  return memory.world.front;
}

function takeIds(memory: Memory): IdIndex {
  const ids = memory.ids ?? new IdIndex();
  if (memory.ids === undefined) ids.replace(new Uint32Array(), memory.kept.script.idHashes, () => false);
  memory.ids = undefined;
  return ids;
}

function readWorld(tree: Tree, surroundings: Surroundings, snapshot: Snapshot, memory: Memory | undefined): World {
  if (memory === undefined) return worldOf(readFrontMatter(tree, surroundings), surroundings);
  const { front } = memory.world;
  if (sameFront(memory.snapshot, snapshot)) {
    return memory.world.surroundings === surroundings ? memory.world : worldOf(front, surroundings);
  }
  return worldOf(withSharedSpeakers(readFrontMatter(tree, surroundings), front), surroundings);
}

/** The cues among the entries; the entries themselves when there is no sound among them. */
function cuesOf(entries: Screenplay['entries'], flags: Uint8Array): readonly Cue[] {
  if (flags.every((flag) => (flag & entryFlag.sound) === 0)) return entries as readonly Cue[];
  const cues: Cue[] = [];
  for (const entry of entries) if (entry.kind === 'cue') cues.push(entry);
  return cues;
}
