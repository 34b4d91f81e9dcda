import { nameKey } from '../grammar/index.ts';
import { shortHash, textHash } from './cueId.ts';
import { entryFlag, type ScriptLines } from './scriptLines.ts';

/** The id of an entry where its own is taken. */
export interface OtherId {
  readonly id: string;
  /** The entry whose `id` of the script it repeats: an error. */
  readonly repeats: number | undefined;
}

/**
 * Makes ids unique without regard to case: gives those that entries get in place of their own. Ids of the script keep
 * their name; of equal lines the first has the plain id, the others one with a mark of their section and, within it, a
 * number: a line more or less renumbers only the equal lines below it in its own section.
 *
 * @param index of the hashes of the script's ids
 * @param ownId of an entry
 * @param sectionTitle of the section that an entry stands in; undefined: none
 */
export function otherIds(
  { idHashes, entryFlags }: ScriptLines,
  index: IdIndex,
  ownId: (entry: number) => string,
  sectionTitle: (entry: number) => string | undefined,
): ReadonlyMap<number, OtherId> {
  const result = new Map<number, OtherId>();
  const added = new Set<string>();
  const isTaken = (id: string): boolean => added.has(nameKey(id)) || index.has(textHash(nameKey(id)));
  for (const entries of index.repeatedAmong(idHashes)) {
    for (const same of groupBy(entries, (entry) => nameKey(ownId(entry))).values()) {
      if (same.length < 2) continue;
      for (const [entry, other] of renamed(same, entryFlags, ownId, sectionTitle, isTaken)) {
        added.add(nameKey(other.id));
        result.set(entry, other);
      }
    }
  }
  return result;
}

function* renamed(
  same: readonly number[],
  flags: Uint8Array,
  ownId: (entry: number) => string,
  sectionTitle: (entry: number) => string | undefined,
  isTaken: (id: string) => boolean,
): Iterable<readonly [number, OtherId]> {
  const isExplicit = (entry: number): boolean => ((flags[entry] ?? 0) & entryFlag.explicitId) !== 0;
  const keeper = same.find(isExplicit) ?? same[0];
  const counts = new Map<string, number>();
  for (const entry of same) {
    if (entry === keeper) continue;
    const title = sectionTitle(entry);
    const mark = title === undefined ? '' : `-${shortHash(nameKey(title))}`;
    let id: string;
    do {
      const count = (counts.get(mark) ?? 1) + 1;
      counts.set(mark, count);
      // The first of a section needs no number.
      const number = mark !== '' && count === 2 ? '' : `-${mark === '' ? count : count - 1}`;
      id = `${ownId(entry)}${mark}${number}`;
    } while (isTaken(id));
    yield [entry, { id, repeats: isExplicit(entry) ? keeper : undefined }];
  }
}

/** How often each hash of an id is there. Changed in place: it belongs to the newest screenplay alone. */
export class IdIndex {
  readonly #counts = new Map<number, number>();
  readonly #repeated = new Set<number>();

  /** Takes hashes out and others in; true: this may change which are repeated. */
  replace(gone: Uint32Array, come: Uint32Array): boolean {
    let changes = false;
    for (const hash of gone) {
      const count = this.#counts.get(hash) ?? 0;
      if (count <= 1) this.#counts.delete(hash);
      else this.#counts.set(hash, count - 1);
      if (count === 2) this.#repeated.delete(hash);
      changes ||= count > 1;
    }
    for (const hash of come) {
      const count = this.#counts.get(hash) ?? 0;
      this.#counts.set(hash, count + 1);
      if (count === 1) this.#repeated.add(hash);
      changes ||= count > 0;
    }
    return changes;
  }

  has(hash: number): boolean {
    return this.#counts.has(hash);
  }

  /** Entries that share a hash, in the order of the script. */
  repeatedAmong(hashes: Uint32Array): Iterable<readonly number[]> {
    const groups = new Map<number, number[]>();
    if (this.#repeated.size === 0) return [];
    // Most entries are told by 16 bits of their hash.
    const low = new Uint8Array(0x10000);
    for (const hash of this.#repeated) low[hash & 0xffff] = 1;
    for (let entry = 0; entry < hashes.length; entry++) {
      const hash = hashes[entry] ?? 0;
      if (low[hash & 0xffff] !== 1 || !this.#repeated.has(hash)) continue;
      const group = groups.get(hash);
      if (group === undefined) groups.set(hash, [entry]);
      else group.push(entry);
    }
    return groups.values();
  }
}

function groupBy(entries: readonly number[], keyOf: (entry: number) => string): ReadonlyMap<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}
