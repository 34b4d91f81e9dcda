/**
 * Triangular dither of ±1 step (TPDF), the same sequence in every file, so that equal sound gives equal bytes.
 * The generator is Mulberry32 (T. Ettinger, public domain): 32 bits of state, ample for noise below hearing.
 */
export class Dither {
  #state: number;

  /** @param seed another one per channel, so that the channels' noise does not add up in the middle */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** −1 … 1, in steps of the quantiser. */
  next(): number {
    return (this.#uniform() + this.#uniform()) / 0x100000000 - 1;
  }

  #uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }
}
