/** One line of `npm run bench:models`. */
export interface MeasuredRow {
  readonly name: string;
  readonly figure: string;
  /** The bound or rival, measured in the same run. */
  readonly beside: string;
}
