/** One figure of `npm run bench`. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** For example `< 150` or `>= 80`. Printed beside the figure, never asserted. */
  readonly goal?: string;
}

/** A group of figures: every `test/bench/*.bench.ts` exports one as its default. */
export interface Bench {
  readonly name: string;
  run(report: (row: Row) => void): Promise<void>;
}
