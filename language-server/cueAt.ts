import { lineIndex } from '../grammar/index.ts';
import type { Cue } from '../screenplay/index.ts';
import type { Script } from './script.ts';

/** The cue whose line or continuation has this index; undefined: another kind of line. */
export function cueAt({ tree, screenplay }: Script, line: number): Cue | undefined {
  // Cues stand in the order of their lines: the last one that does not begin below.
  const { cues } = screenplay;
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const cue = cues[middle];
    if (cue !== undefined && lineIndex(tree, cue.line) <= line) low = middle + 1;
    else high = middle;
  }
  const cue = cues[low - 1];
  if (cue === undefined) return undefined;
  const last = cue.continuations.at(-1) ?? cue.line;
  return lineIndex(tree, last) >= line && lineIndex(tree, cue.line) <= line ? cue : undefined;
}
