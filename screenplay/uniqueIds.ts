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
 * @param ownId of an entry
 * @param sectionTitle of the section that an entry stands in; undefined: none
 */
export function otherIds(
  { idHashes, entryFlags }: ScriptLines,
  ownId: (entry: number) => string,
  sectionTitle: (entry: number) => string | undefined,
): ReadonlyMap<number, OtherId> {
  const table = new IdTable(idHashes);
  const result = new Map<number, OtherId>();
  for (const entries of table.repeated()) {
    for (const same of groupBy(entries, (entry) => nameKey(ownId(entry))).values()) {
      if (same.length > 1) renameAll(same, entryFlags, ownId, sectionTitle, table, result);
    }
  }
  return result;
}

function renameAll(
  same: readonly number[],
  flags: Uint8Array,
  ownId: (entry: number) => string,
  sectionTitle: (entry: number) => string | undefined,
  table: IdTable,
  result: Map<number, OtherId>,
): void {
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
      // The first of another section needs no number; in the keeper's own the keeper is the first.
      const number = mark !== '' && count === 2 ? '' : `-${count}`;
      id = `${ownId(entry)}${mark}${number}`;
    } while (table.has(id));
    table.add(id);
    result.set(entry, { id, repeats: isExplicit(entry) ? keeper : undefined });
  }
}

/** Entries by the hash of their id: open addressing in one array of numbers. */
class IdTable {
  readonly #hashes: Uint32Array;
  /** Entry + 1 of the first with the hash of its slot; 0: free. */
  readonly #slots: Int32Array;
  readonly #repeated = new Map<number, number[]>();
  readonly #added = new Set<string>();

  constructor(hashes: Uint32Array) {
    this.#hashes = hashes;
    let size = 16;
    while (size < hashes.length * 2) size *= 2;
    this.#slots = new Int32Array(size);
    for (let entry = 0; entry < hashes.length; entry++) this.#put(entry, hashes[entry] ?? 0);
  }

  #put(entry: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let there = this.#slots[slot] ?? 0; there !== 0; there = this.#slots[slot] ?? 0) {
      if (this.#hashes[there - 1] === hash) {
        const list = this.#repeated.get(hash);
        if (list === undefined) this.#repeated.set(hash, [there - 1, entry]);
        else list.push(entry);
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = entry + 1;
  }

  /** Entries that share a hash, each group in the order of the script. */
  repeated(): Iterable<readonly number[]> {
    return this.#repeated.values();
  }

  /** Whether an id may be taken: by hash, so that in doubt it is. */
  has(id: string): boolean {
    const key = nameKey(id);
    if (this.#added.has(key)) return true;
    const hash = textHash(key);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let there = this.#slots[slot] ?? 0; there !== 0; there = this.#slots[slot] ?? 0) {
      if (this.#hashes[there - 1] === hash) return true;
      slot = (slot + 1) & mask;
    }
    return false;
  }

  add(id: string): void {
    this.#added.add(nameKey(id));
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
