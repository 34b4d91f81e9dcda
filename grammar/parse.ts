import { assemble, closingFence } from './assemble.ts';
import { isFence } from './line.ts';
import { splitLines } from './splitLines.ts';
import type { Tree } from './tree.ts';

/** Parses a script. Never throws; the tree covers every character of the text. */
export function parse(text: string): Tree {
  const lines = splitLines(text);
  const frontMatterLines = isFence(lines[0]?.text ?? '') ? closingFence(lines, 1) : 0;
  return assemble(lines, frontMatterLines, [{ from: 0, to: lines.length }]);
}
