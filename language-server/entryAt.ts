import { lineIndex } from '../grammar/index.ts';
import type { Script } from './script.ts';

/** Index of the entry (cue or sound) on the line with this index or, where there is none, of the last one above; undefined: none. */
export function entryAt({ tree, screenplay: { entries } }: Script, line: number): number | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry !== undefined && lineIndex(tree, entry.line) <= line) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : low - 1;
}
