/** How early two neighbouring parts of a text are merged: lower first, undefined = never. */
export type MergeRank = (start: number, middle: number, end: number) => number | undefined;

/**
 * Byte-pair merging: starting from single characters, the neighbours with the lowest rank are merged (the leftmost of
 * equals) until none can be. Returns the borders of the parts, `[0, …, length]`.
 * A heap of candidates keeps a piece of n characters at n log n steps, so that a page without a space takes no minutes.
 */
export function mergePairs(length: number, rankOf: MergeRank): number[] {
  const next = Int32Array.from({ length: length + 1 }, (_, i) => i + 1);
  const previous = Int32Array.from({ length: length + 1 }, (_, i) => i - 1);
  /** Rank of the merge of the part that starts here with its neighbour; −1 = none, or the part is gone. */
  const current = new Float64Array(length + 1).fill(-1);
  const heap = new Heap();
  const offer = (start: number): void => {
    const middle = next[start] ?? length;
    const rank = middle < length ? rankOf(start, middle, next[middle] ?? length) : undefined;
    current[start] = rank ?? -1;
    if (rank !== undefined) heap.push(rank, start);
  };
  for (let start = 0; start < length; start++) offer(start);
  for (let top = heap.pop(); top !== undefined; top = heap.pop()) {
    const { rank, start } = top;
    if (current[start] !== rank) continue;
    const middle = next[start] ?? length;
    const end = next[middle] ?? length;
    next[start] = end;
    previous[end] = start;
    current[middle] = -1;
    offer(start);
    const before = previous[start] ?? -1;
    if (before >= 0) offer(before);
  }
  const borders: number[] = [];
  for (let at = 0; at < length; at = next[at] ?? length) borders.push(at);
  borders.push(length);
  return borders;
}

/** A binary heap of (rank, start), lowest first, then leftmost. */
class Heap {
  readonly #ranks: number[] = [];
  readonly #starts: number[] = [];

  push(rank: number, start: number): void {
    let at = this.#ranks.length;
    this.#ranks.push(rank);
    this.#starts.push(start);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): { readonly rank: number; readonly start: number } | undefined {
    const last = this.#ranks.length - 1;
    if (last < 0) return undefined;
    this.#swap(0, last);
    const rank = this.#ranks.pop() ?? 0;
    const start = this.#starts.pop() ?? 0;
    for (let at = 0; ;) {
      let least = at;
      if (2 * at + 1 < last && this.#before(2 * at + 1, least)) least = 2 * at + 1;
      if (2 * at + 2 < last && this.#before(2 * at + 2, least)) least = 2 * at + 2;
      if (least === at) return { rank, start };
      this.#swap(at, least);
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    const difference = (this.#ranks[a] ?? 0) - (this.#ranks[b] ?? 0);
    return difference === 0 ? (this.#starts[a] ?? 0) < (this.#starts[b] ?? 0) : difference < 0;
  }

  #swap(a: number, b: number): void {
    [this.#ranks[a], this.#ranks[b]] = [this.#ranks[b] ?? 0, this.#ranks[a] ?? 0];
    [this.#starts[a], this.#starts[b]] = [this.#starts[b] ?? 0, this.#starts[a] ?? 0];
  }
}
