/** What the network is run on next: the code of every row, and the row of the step before that it continues. */
export interface NextCodes {
  readonly codes: Int32Array;
  readonly parents: Int32Array;
}

/** Chooses codes from logits, step by step. */
export interface Decoder {
  /**
   * Takes the logits of a step, [rows, codes], or one row at the first step, where all are equal. Returns what to run
   * next, or undefined when the sequence is complete.
   */
  advance(logits: Float32Array): NextCodes | undefined;
  /** The chosen codes; the stop code is the last of them where the network stopped by itself. */
  result(): number[];
}

/**
 * Exponential noise of one draw, by step and by place in the flattened [rows, codes]: a table in tests, a seeded stream
 * in the product. The draw without replacement takes the greatest p / E.
 */
export type DrawNoise = (step: number, place: number) => number;
