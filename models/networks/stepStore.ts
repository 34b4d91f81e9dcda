/** Sizes of what a decoder keeps of a step. */
export interface StepSize {
  readonly layers: number;
  readonly heads: number;
  readonly headSize: number;
}

/** Keys and values of new steps: [2 · layers · lines, heads, lanes, steps, headSize], keys and values in turn. */
export interface AddedSteps {
  readonly elements: Float32Array;
  readonly lines: number;
  readonly lanes: number;
  readonly steps: number;
}

/**
 * Keys and values by line and lane: for every layer two arrays [lines, heads, lanes, room, headSize], as they are fed to
 * a decoder. It does not know how many steps of a lane are in use: whoever uses it says so.
 */
export class StepStore {
  readonly #size: StepSize;
  readonly #arrays: Float32Array[];
  #lines = 0;
  #lanes = 1;
  #room = 0;

  constructor(size: StepSize) {
    this.#size = size;
    this.#arrays = Array.from({ length: 2 * size.layers }, () => new Float32Array(0));
  }

  /** [lines, heads, lanes, room, headSize] */
  get shape(): readonly number[] {
    return [this.#lines, this.#size.heads, this.#lanes, this.#room, this.#size.headSize];
  }

  get lanes(): number {
    return this.#lanes;
  }

  /** Steps that a lane has room for. */
  get room(): number {
    return this.#room;
  }

  keys(layer: number): Float32Array {
    return this.#array(2 * layer);
  }

  values(layer: number): Float32Array {
    return this.#array(2 * layer + 1);
  }

  /** Writes steps behind the `length` that a lane holds; they come from a line and lane of `added`. */
  write(line: number, lane: number, length: number, added: AddedSteps, from: { line: number; lane: number }): void {
    const { heads, headSize } = this.#size;
    const stretch = added.steps * headSize;
    for (const [index, array] of this.#arrays.entries()) {
      for (let head = 0; head < heads; head++) {
        const row = ((index * added.lines + from.line) * heads + head) * added.lanes + from.lane;
        const steps = added.elements.subarray(row * stretch, (row + 1) * stretch);
        array.set(steps, this.#start(line, head, lane) + length * headSize);
      }
    }
  }

  /**
   * Copies the steps from `start` to before `end` of a lane, to `to` of a lane of the same line in this store or another.
   */
  copy(
    line: number,
    lane: number,
    start: number,
    end: number,
    to: { store: StepStore; lane: number; at: number },
  ): void {
    const { heads, headSize } = this.#size;
    for (const [index, array] of this.#arrays.entries()) {
      for (let head = 0; head < heads; head++) {
        const from = this.#start(line, head, lane);
        const [first, behind] = [from + start * headSize, from + end * headSize];
        const target = to.store.#start(line, head, to.lane) + to.at * headSize;
        // Within an array without a view of it, of which there would be a thousand a step.
        if (to.store === this) array.copyWithin(target, first, behind);
        else to.store.#array(index).set(array.subarray(first, behind), target);
      }
    }
  }

  /**
   * Gives the store other lines (each what was the line of that number, or a new one), lanes and room. `lengthOf` says
   * how many steps of a lane are kept.
   */
  layOut(
    lines: readonly (number | undefined)[],
    lanes: number,
    room: number,
    lengthOf: (line: number, lane: number) => number,
  ): void {
    const same = lines.length === this.#lines && lines.every((line, index) => line === index);
    if (same && lanes === this.#lanes && room === this.#room) return;
    const { heads, headSize } = this.#size;
    const shared = Math.min(lanes, this.#lanes);
    // One array after the other: all of them twice would be gigabytes.
    for (const [index, old] of this.#arrays.entries()) {
      const array = new Float32Array(lines.length * heads * lanes * room * headSize);
      for (const [place, line] of lines.entries()) {
        if (line === undefined) continue;
        for (let head = 0; head < heads; head++) {
          for (let lane = 0; lane < shared; lane++) {
            const from = this.#start(line, head, lane);
            const kept = old.subarray(from, from + lengthOf(line, lane) * headSize);
            array.set(kept, ((place * heads + head) * lanes + lane) * room * headSize);
          }
        }
      }
      this.#arrays[index] = array;
    }
    this.#lines = lines.length;
    this.#lanes = lanes;
    this.#room = room;
  }

  #array(index: number): Float32Array {
    const array = this.#arrays[index];
    if (array === undefined) throw new RangeError(`there is no layer ${index >> 1}`);
    return array;
  }

  #start(line: number, head: number, lane: number): number {
    return ((line * this.#size.heads + head) * this.#lanes + lane) * this.#room * this.#size.headSize;
  }
}
