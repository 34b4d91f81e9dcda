/** Rows are made longer by this many steps at a time. */
const growth = 128;

export interface CacheSize {
  readonly layers: number;
  readonly heads: number;
  readonly headSize: number;
}

/** Keys and values of new steps: [2 · layers, rows, heads, steps, headSize], keys and values in turn. */
export interface AddedSteps {
  readonly elements: Float32Array;
  readonly rows: number;
  readonly steps: number;
}

/**
 * Keys and values of the rows that are being decoded: lines and their beams. A row lives in a slot of the arrays that
 * are fed to the decoder; `slots` says which. Beams that go on from one row share its past: when rows are taken over,
 * only what differs is copied, which for beams is the last few steps and not the whole past (246 kB a step at full
 * size).
 */
export class KeyValueCache {
  readonly #size: CacheSize;
  /** For every layer keys, then values: [slots, heads, capacity, headSize]. */
  readonly #arrays: Float32Array[];
  #capacity = 0;
  /** Steps held by every slot. */
  #lengths: number[] = [];
  /** How many of their first steps two slots have in common: shared[a][b]. */
  #shared: number[][] = [];
  #slots: number[] = [];

  constructor(size: CacheSize) {
    this.#size = size;
    this.#arrays = Array.from({ length: 2 * size.layers }, () => new Float32Array(0));
  }

  /** Slot of every row. Slots are 0 … rows − 1, in some order. */
  get slots(): readonly number[] {
    return this.#slots;
  }

  get rows(): number {
    return this.#slots.length;
  }

  /** Steps that a slot has room for: the third dimension of the arrays. */
  get capacity(): number {
    return this.#capacity;
  }

  /** Steps held by a slot; the rest of it is unused. */
  length(slot: number): number {
    return this.#lengths[slot] ?? 0;
  }

  keys(layer: number): Float32Array {
    return this.#array(2 * layer);
  }

  values(layer: number): Float32Array {
    return this.#array(2 * layer + 1);
  }

  /** Adds a row that begins with the steps of `added` (one row). */
  addRow(added: AddedSteps): void {
    const slot = this.rows;
    this.#resize(slot + 1, Math.max(this.#capacity, roundUp(added.steps)));
    this.#slots.push(slot);
    this.#lengths[slot] = 0;
    this.#shared[slot] = new Array<number>(slot + 1).fill(0);
    for (const row of this.#shared) row[slot] = 0;
    this.#write(slot, 0, added);
  }

  /** Appends new steps, one row of `added` for every slot, in the order of slots. */
  append(added: AddedSteps): void {
    const longest = Math.max(...this.#lengths);
    if (longest + added.steps > this.#capacity) this.#resize(this.rows, roundUp(longest + added.steps));
    for (let slot = 0; slot < this.rows; slot++) this.#write(slot, slot, added);
  }

  /** Replaces the rows: row i goes on from what was row `parents[i]`. Rows without a child end. */
  takeOver(parents: readonly number[]): void {
    const from = parents.map((parent) => {
      const slot = this.#slots[parent];
      if (slot === undefined) throw new RangeError(`there is no row ${parent}`);
      return slot;
    });
    if (parents.length > this.rows) this.#resize(parents.length, this.#capacity);
    // Who can stay stays: the first child of every slot that will still exist. Slots of the others are free to be
    // written, and never read from, except those beyond the end, which are left behind.
    const taken = new Set<number>();
    const to = from.map((slot) => {
      if (slot >= parents.length || taken.has(slot)) return undefined;
      taken.add(slot);
      return slot;
    });
    const free = Array.from({ length: parents.length }, (_, slot) => slot).filter((slot) => !taken.has(slot));
    this.#slots = to.map((slot, row) => {
      if (slot !== undefined) return slot;
      const source = from[row] ?? 0;
      // The free slot that has most in common needs the least copying.
      free.sort((a, b) => this.#common(source, a) - this.#common(source, b));
      const target = free.pop();
      if (target === undefined) throw new Error('as many free slots as rows without one');
      this.#copy(source, target);
      return target;
    });
    if (parents.length < this.#lengths.length) this.#resize(parents.length, this.#capacity);
  }

  #array(index: number): Float32Array {
    const array = this.#arrays[index];
    if (array === undefined) throw new RangeError(`there is no layer ${index >> 1}`);
    return array;
  }

  #common(a: number, b: number): number {
    return this.#shared[a]?.[b] ?? 0;
  }

  /** Appends row `row` of `added` to a slot. */
  #write(slot: number, row: number, { elements, rows, steps }: AddedSteps): void {
    const { heads, headSize } = this.#size;
    const start = this.length(slot);
    const stretch = steps * headSize;
    for (const [index, array] of this.#arrays.entries()) {
      for (let head = 0; head < heads; head++) {
        const source = ((index * rows + row) * heads + head) * stretch;
        const target = ((slot * heads + head) * this.#capacity + start) * headSize;
        array.set(elements.subarray(source, source + stretch), target);
      }
    }
    this.#lengths[slot] = start + steps;
  }

  #copy(source: number, target: number): void {
    const { heads, headSize } = this.#size;
    const start = this.#common(source, target);
    const end = this.length(source);
    for (const array of this.#arrays) {
      for (let head = 0; head < heads; head++) {
        const from = (source * heads + head) * this.#capacity;
        const to = (target * heads + head) * this.#capacity;
        array.copyWithin((to + start) * headSize, (from + start) * headSize, (from + end) * headSize);
      }
    }
    this.#lengths[target] = end;
    for (const [slot, row] of this.#shared.entries()) {
      const common = slot === source ? end : this.#common(source, slot);
      row[target] = common;
      const own = this.#shared[target];
      if (own !== undefined) own[slot] = common;
    }
  }

  #resize(slots: number, capacity: number): void {
    const { heads, headSize } = this.#size;
    const kept = Math.min(slots, this.#lengths.length);
    // One after the other: all of them twice would be gigabytes.
    for (const [index, old] of this.#arrays.entries()) {
      if (capacity === this.#capacity && slots < this.#lengths.length) {
        this.#arrays[index] = old.slice(0, slots * heads * capacity * headSize);
        continue;
      }
      const array = new Float32Array(slots * heads * capacity * headSize);
      for (let slot = 0; slot < kept; slot++) {
        for (let head = 0; head < heads; head++) {
          const from = (slot * heads + head) * this.#capacity * headSize;
          const stretch = old.subarray(from, from + this.length(slot) * headSize);
          array.set(stretch, (slot * heads + head) * capacity * headSize);
        }
      }
      this.#arrays[index] = array;
    }
    this.#capacity = capacity;
    this.#lengths = Array.from({ length: slots }, (_, slot) => this.#lengths[slot] ?? 0);
    const shared = this.#shared;
    this.#shared = this.#lengths.map((_, a) => this.#lengths.map((__, b) => shared[a]?.[b] ?? 0));
  }
}

function roundUp(steps: number): number {
  return Math.ceil(steps / growth) * growth;
}
