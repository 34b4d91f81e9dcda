import type { Line } from '../grammar/index.ts';

/** Lines `from` to `oldTo` (exclusive) of the lines before became `from` to `to`; all others are the same objects. */
export interface ChangedLines {
  readonly from: number;
  readonly oldTo: number;
  readonly to: number;
}

/** What an edit left as it was at both ends, told by identity. */
export function changedLines(before: readonly Line[], after: readonly Line[]): ChangedLines {
  const least = Math.min(before.length, after.length);
  let from = 0;
  while (from < least && before[from] === after[from]) from++;
  let below = 0;
  while (below < least - from && before[before.length - 1 - below] === after[after.length - 1 - below]) below++;
  return { from, oldTo: before.length - below, to: after.length - below };
}
