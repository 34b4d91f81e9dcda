import { nameKey } from '../grammar/index.ts';
import { shortHash, textHash } from './cueId.ts';
import { entryFlag, type ScriptLines } from './scriptLines.ts';

/** The id of an entry where its own is taken. */
export interface OtherId {
  readonly id: string;
  /** The entry whose `id` of the script it repeats: an error. */
  readonly repeats: number | undefined;
}

export interface OtherIds {
  readonly byEntry: ReadonlyMap<number, OtherId>;
  /** Entries that repeat an id of the script. */
  readonly repeated: readonly number[];
}

/** What is asked about an entry. */
export interface IdSource {
  /** Its own id. */
  readonly id: (entry: number) => string;
  /** `nameKey` of that. */
  readonly key: (entry: number) => string;
  /** The section that it stands in; 0: none. */
  readonly section: (entry: number) => number;
  readonly sectionTitle: (section: number) => string;
}

/**
 * Makes ids unique without regard to case: gives those that entries get in place of their own. Ids of the script keep
 * their name; of equal lines the first has the plain id, the others one with a mark of their section and, within it, a
 * number: a line more or less renumbers only the equal lines below it in its own section.
 *
 * @param index of the hashes of the script's ids
 */
export function otherIds({ idHashes, entryFlags }: ScriptLines, index: IdIndex, source: IdSource): OtherIds {
  const result = new Map<number, OtherId>();
  const sectionMarks = new Map<number, string>();
  const markOf = (section: number): string => {
    const known = sectionMarks.get(section);
    if (known !== undefined) return known;
    const mark = section === 0 ? '' : `-${shortHash(nameKey(source.sectionTitle(section)))}`;
    sectionMarks.set(section, mark);
    return mark;
  };
  const added = new Set<string>();
  for (const entries of index.repeatedAmong(idHashes)) {
    for (const same of groupBy(entries, source.key).values()) {
      if (same.length > 1) rename(same, entryFlags, source, markOf, index, added, result);
    }
  }
  const repeated = [...result.keys()].filter((entry) => result.get(entry)?.repeats !== undefined);
  return { byEntry: result, repeated };
}

/** The same ids when entries from one on have moved. */
export function movedIds({ byEntry, repeated }: OtherIds, from: number, shift: number): OtherIds {
  if (shift === 0 || byEntry.size === 0) return { byEntry, repeated };
  const moved = (entry: number): number => (entry < from ? entry : entry + shift);
  const result = new Map<number, OtherId>();
  for (const [entry, other] of byEntry) {
    const repeats = other.repeats === undefined ? undefined : moved(other.repeats);
    result.set(moved(entry), repeats === other.repeats ? other : { ...other, repeats });
  }
  return { byEntry: result, repeated: repeated.map(moved) };
}

function rename(
  same: readonly number[],
  flags: Uint8Array,
  source: IdSource,
  markOf: (section: number) => string,
  index: IdIndex,
  added: Set<string>,
  result: Map<number, OtherId>,
): void {
  const isExplicit = (entry: number): boolean => ((flags[entry] ?? 0) & entryFlag.explicitId) !== 0;
  const keeper = same.find(isExplicit) ?? same[0];
  const counts = new Map<string, number>();
  for (const entry of same) {
    if (entry === keeper) continue;
    const mark = markOf(source.section(entry));
    let suffix: string;
    let key: string;
    do {
      const count = (counts.get(mark) ?? (mark === '' ? 1 : 0)) + 1;
      counts.set(mark, count);
      suffix = count === 1 ? mark : `${mark}-${count}`;
      // Suffixes are in small letters: they need no folding.
      key = source.key(entry) + suffix;
    } while (added.has(key) || index.has(textHash(key)));
    added.add(key);
    result.set(entry, { id: source.id(entry) + suffix, repeats: isExplicit(entry) ? keeper : undefined });
  }
}

/** How often each hash of an id is there. Changed in place: it belongs to the newest screenplay alone. */
export class IdIndex {
  readonly #counts = new Map<number, number>();
  readonly #repeated = new Set<number>();

  /**
   * Takes hashes out and others in. `changes`: this may change which ids are repeated; `kept`: how many stayed at the start.
   *
   * @param stays whether what was at an index of `gone` is what is at an index of `come`: then neither is touched
   */
  replace(
    gone: Uint32Array,
    come: Uint32Array,
    stays: (gone: number, come: number) => boolean,
  ): { readonly changes: boolean; readonly kept: number } {
    let start = 0;
    while (start < gone.length && start < come.length && stays(start, start)) start++;
    let goneEnd = gone.length;
    let comeEnd = come.length;
    while (goneEnd > start && comeEnd > start && stays(goneEnd - 1, comeEnd - 1)) {
      goneEnd--;
      comeEnd--;
    }
    let changes = false;
    for (const hash of gone.subarray(start, goneEnd)) changes = this.#remove(hash) || changes;
    for (const hash of come.subarray(start, comeEnd)) changes = this.#add(hash) || changes;
    return { changes, kept: start };
  }

  /** True: it was there more than once. */
  #remove(hash: number): boolean {
    const count = this.#counts.get(hash) ?? 0;
    if (count <= 1) this.#counts.delete(hash);
    else this.#counts.set(hash, count - 1);
    if (count === 2) this.#repeated.delete(hash);
    return count > 1;
  }

  /** True: it was there before. */
  #add(hash: number): boolean {
    const count = this.#counts.get(hash) ?? 0;
    this.#counts.set(hash, count + 1);
    if (count === 1) this.#repeated.add(hash);
    return count > 0;
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
