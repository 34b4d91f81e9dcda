/** An array that is made once and grows when more is needed: thousands of short-lived ones keep the collector busy. */
export class Scratch {
  #array = new Float64Array(0);

  /** Its content is left over from before. */
  of(length: number): Float64Array {
    if (this.#array.length < length) this.#array = new Float64Array(2 * length);
    return this.#array.subarray(0, length);
  }
}
