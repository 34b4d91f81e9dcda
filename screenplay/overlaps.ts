/** A cue that starts before another of the same speaker, which stands above it, has ended. */
export interface Overlap {
  readonly entry: number;
  readonly other: number;
  readonly seconds: number;
}

/** Less than this is not heard, and less than estimates can tell. Seconds. */
const smallestOverlap = 0.02;

/** Where the entries of a script lie, seconds, and whose they are. What belongs to someone lasts some time. */
export interface Placement {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** −1: nobody's, so that it overlaps nothing. */
  readonly speakers: Int32Array;
  /** Entries that take their turn after everything above: those overlap nothing above them. */
  readonly afterAll: Uint8Array;
}

/**
 * Every entry that lies over one above it of the same speaker, and of these the one that ends last. Speakers whose lines
 * start one after the other, which is the rule, cost one look a line; the others n log n.
 */
export function findOverlaps(placement: Placement, speakerCount: number): readonly Overlap[] {
  const { starts, ends, speakers, afterAll } = placement;
  const lastOf = new Int32Array(speakerCount).fill(-1);
  const latestStart = new Float64Array(speakerCount).fill(-Infinity);
  const isMixed = new Uint8Array(speakerCount);
  const overlaps: Overlap[] = [];
  let mixed = 0;
  for (let entry = 0; entry < starts.length; entry++) {
    const speaker = speakers[entry] ?? -1;
    if (speaker < 0) continue;
    const start = starts[entry] ?? 0;
    const end = ends[entry] ?? 0;
    if (start < (latestStart[speaker] ?? 0)) {
      if (isMixed[speaker] === 0) mixed++;
      isMixed[speaker] = 1;
    } else {
      latestStart[speaker] = start;
    }
    const other = lastOf[speaker] ?? -1;
    // What stands above starts no later, so whatever ends last is the one.
    if (other >= 0 && afterAll[entry] === 0) {
      const seconds = (ends[other] ?? 0) - start;
      if (seconds > smallestOverlap) overlaps.push({ entry, other, seconds });
    }
    if (other < 0 || end > (ends[other] ?? 0)) lastOf[speaker] = entry;
  }
  if (mixed === 0) return overlaps;
  const inOrder = overlaps.filter(({ entry }) => isMixed[speakers[entry] ?? 0] === 0);
  return [...inOrder, ...mixedOverlaps(placement, isMixed)].sort((a, b) => a.entry - b.entry);
}

/** The same for speakers whose lines start in another order than they stand. */
function mixedOverlaps({ starts, ends, speakers, afterAll }: Placement, isMixed: Uint8Array): readonly Overlap[] {
  const entriesOf = new Map<number, number[]>();
  for (const [entry, speaker] of speakers.entries()) {
    if (speaker < 0 || isMixed[speaker] === 0) continue;
    const entries = entriesOf.get(speaker);
    if (entries === undefined) entriesOf.set(speaker, [entry]);
    else entries.push(entry);
  }
  const overlaps: Overlap[] = [];
  for (const entries of entriesOf.values()) {
    const byStart = entries.toSorted((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0));
    const rankOf = new Map(byStart.map((entry, rank) => [entry, rank]));
    const latest = new LatestEnd(byStart.length, ends);
    for (const entry of entries) {
      const end = ends[entry] ?? 0;
      const other = latest.among(countBelow(byStart, starts, end));
      const seconds = other < 0 ? 0 : (ends[other] ?? 0) - (starts[entry] ?? 0);
      if (afterAll[entry] === 0 && seconds > smallestOverlap) overlaps.push({ entry, other, seconds });
      latest.add(rankOf.get(entry) ?? 0, entry);
    }
  }
  return overlaps;
}

/** How many of the entries, sorted by their starts, start before a time. */
function countBelow(byStart: readonly number[], starts: Float64Array, time: number): number {
  let low = 0;
  let high = byStart.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[byStart[middle] ?? 0] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Which of the first so many ranks ends last, as entries are added: a binary indexed tree (Fenwick 1994) of maxima. */
class LatestEnd {
  readonly #entries: Int32Array;
  readonly #ends: Float64Array;

  constructor(count: number, ends: Float64Array) {
    this.#entries = new Int32Array(count + 1).fill(-1);
    this.#ends = ends;
  }

  add(rank: number, entry: number): void {
    for (let at = rank + 1; at < this.#entries.length; at += at & -at) {
      this.#entries[at] = this.#later(this.#entries[at] ?? -1, entry);
    }
  }

  /** −1: none was added. */
  among(count: number): number {
    let latest = -1;
    for (let at = count; at > 0; at -= at & -at) latest = this.#later(latest, this.#entries[at] ?? -1);
    return latest;
  }

  #later(one: number, other: number): number {
    if (one < 0 || other < 0) return Math.max(one, other);
    return (this.#ends[other] ?? 0) > (this.#ends[one] ?? 0) ? other : one;
  }
}
