import type { Line, Tree } from './tree.ts';

/** A place in a text as editors count: line from 0, column in UTF-16 units from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

// What is worked out about a tree goes with it. Line starts: `lines + 1` offsets, the last is the length of the text.
const startsOf = new WeakMap<Tree, Uint32Array>();
// Where a line stood when it was last asked for. Only a hint: the lines are shared between trees.
const lastIndex = new WeakMap<Line, number>();
/** How far lines had moved from their hint at the last look-up: an edit moves all lines below it alike. */
let lastShift = 0;
/** Where the last look-up ended: a line that was never asked for is mostly near. */
let lastFound = 0;

/** Offsets of the lines' starts in the text; the last entry is the length of the text. */
export function lineStarts(tree: Tree): Uint32Array {
  const known = startsOf.get(tree);
  if (known !== undefined) return known;
  const starts = new Uint32Array(tree.lines.length + 1);
  let offset = 0;
  let index = 0;
  for (const line of tree.lines) {
    offset += line.text.length + line.ending.length;
    starts[++index] = offset;
  }
  startsOf.set(tree, starts);
  return starts;
}

/** Hands the starts of a tree over that an edit made from another: the rest of the lines only moves. */
export function setLineStarts(tree: Tree, starts: Uint32Array): void {
  startsOf.set(tree, starts);
}

/** The index of the line that holds an offset. An offset outside the text counts as its nearest end. */
export function lineIndexAt(tree: Tree, offset: number): number {
  const starts = lineStarts(tree);
  let low = 0;
  let high = tree.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Line and column of an offset. Within a line's ending the column is past its text. */
export function positionAt(tree: Tree, offset: number): Position {
  const line = lineIndexAt(tree, offset);
  return { line, column: Math.max(0, offset - (lineStarts(tree)[line] ?? 0)) };
}

/** The offset of a position. A column past the end of a line's text counts as its end, a line past the last as the end. */
export function offsetAt(tree: Tree, position: Position): number {
  const starts = lineStarts(tree);
  const line = tree.lines[position.line];
  if (line === undefined) return position.line < 0 ? 0 : (starts[tree.lines.length] ?? 0);
  return (starts[position.line] ?? 0) + Math.min(Math.max(0, position.column), line.text.length);
}

/**
 * The index of a line of the tree, by identity; −1 when it is not in the tree. It looks first where the line was seen
 * last, moved as far as the line asked for before had moved (a line never asked for: where the last one was found), then
 * further and further around: asked in order, each look-up is a step or two even after lines were put in above.
 */
export function lineIndex(tree: Tree, line: Line): number {
  const hint = lastIndex.get(line);
  const start = Math.min(Math.max(0, hint === undefined ? lastFound : hint + lastShift), tree.lines.length - 1);
  for (let distance = 0; distance < tree.lines.length; distance++) {
    const index = tree.lines[start + distance] === line ? start + distance : start - distance;
    if (tree.lines[index] !== line) continue;
    if (hint !== undefined) lastShift = index - hint;
    lastFound = index;
    if (index !== hint) lastIndex.set(line, index);
    return index;
  }
  return -1;
}
