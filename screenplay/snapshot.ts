import type { Line, Tree } from '../grammar/index.ts';
import type { Surroundings } from './surroundings.ts';

/** What a screenplay was made from, besides its lines. Surroundings may be changed in place between two calls: maps are copies. */
export interface Snapshot {
  readonly frontLines: readonly Line[];
  readonly texts: Surroundings['texts'];
  readonly recordings: Surroundings['recordings'];
  readonly engines: Surroundings['engines'];
  readonly defaultEngine: string;
  readonly engine: string | undefined;
  readonly userSettings: Surroundings['userSettings'];
  /** Not a copy: it has an entry for every take. */
  readonly measured: Surroundings['measured'];
  readonly measuredSize: number;
}

export function snapshotOf(tree: Tree, surroundings: Surroundings): Snapshot {
  const { texts, recordings, engines, defaultEngine, engine, userSettings, measured } = surroundings;
  return {
    frontLines: tree.lines.slice(0, tree.frontMatterLines),
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

/** Whether the front matter can be taken over: it was read from the same lines, files, settings and engines. */
export function sameFront(was: Snapshot, now: Snapshot): boolean {
  return (
    sameItems(was.frontLines, now.frontLines) &&
    sameEngines(was, now) &&
    was.userSettings === now.userSettings &&
    changedKeys(was.texts, now.texts).size === 0 &&
    changedKeys(was.recordings, now.recordings).size === 0
  );
}

/** Whether lines are read with the same engines. */
export function sameEngines(was: Snapshot, now: Snapshot): boolean {
  return was.engines === now.engines && was.defaultEngine === now.defaultEngine && was.engine === now.engine;
}

/** Whether all measured lengths are the same. */
export function sameMeasures(was: Snapshot, now: Snapshot): boolean {
  return was.measured === now.measured && was.measuredSize === now.measuredSize;
}

/** Keys whose value is another in one of two maps, or is only in one. */
export function changedKeys<V>(was: ReadonlyMap<string, V>, now: ReadonlyMap<string, V>): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const [key, value] of now) if (!was.has(key) || was.get(key) !== value) changed.add(key);
  for (const key of was.keys()) if (!now.has(key)) changed.add(key);
  return changed;
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
