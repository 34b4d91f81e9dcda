import type { Tree } from './tree.ts';

/** The text of a tree: exactly what was parsed. */
export function print(tree: Tree): string {
  const pieces: string[] = [];
  for (const line of tree.lines) pieces.push(line.text, line.ending);
  return pieces.join('');
}
