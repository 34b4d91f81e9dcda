import { assemble, closingFence, type Draft, type Stretch } from './assemble.ts';
import { isFence } from './line.ts';
import { lineIndexAt, lineStarts, setLineStarts } from './positions.ts';
import { splitLines, type RawLine } from './splitLines.ts';
import type { Edit, Line, Tree } from './tree.ts';

/**
 * The tree of the text after an edit; equal to `parse` of that text. Lines that stay as they are keep their identity.
 * Only lines that the edit touches are parsed, unless it makes or breaks a fence of the front matter. Offsets outside the
 * text count as its nearest end.
 */
export function reparse(tree: Tree, edit: Edit): Tree {
  const region = regionOf(tree, edit);
  const { first, last, lines } = region;
  const draft = draftOf(tree, region);
  const frontMatterLines = frontMatterAfter(tree, draft, region);

  // Lines of the front matter that are still there, in the count of the new lines.
  const before =
    tree.frontMatterLines < last
      ? Math.min(tree.frontMatterLines, first)
      : tree.frontMatterLines - last + first + lines.length;
  const stretches = ascending([
    { from: 0, to: 1 },
    { from: first, to: first + lines.length },
    { from: Math.max(0, Math.min(before, frontMatterLines) - 1), to: Math.max(before, frontMatterLines) },
  ]);
  const after = assemble(draft, frontMatterLines, stretches);
  setLineStarts(after, startsAfter(tree, region));
  return after;
}

/** Lines `first` to `last` (exclusive) of the old tree and the lines in their place; some may be the same. */
interface Region {
  readonly first: number;
  readonly last: number;
  readonly lines: readonly (Line | RawLine)[];
}

function regionOf(tree: Tree, edit: Edit): Region {
  const starts = lineStarts(tree);
  const length = starts[tree.lines.length] ?? 0;
  const start = Math.min(Math.max(0, edit.start), length);
  const end = Math.min(Math.max(start, edit.end), length);
  let first = lineIndexAt(tree, start);
  let last = lineIndexAt(tree, end) + 1;

  let text =
    fullText(tree.lines[first]).slice(0, start - (starts[first] ?? 0)) +
    edit.newText +
    fullText(tree.lines[last - 1]).slice(end - (starts[last - 1] ?? 0));
  // A CR before or an LF after may have become, or ceased to be, one half of CRLF; a line may have lost its ending.
  if (text.startsWith('\n') && tree.lines[first - 1]?.ending === '\r') text = fullText(tree.lines[--first]) + text;
  if (last < tree.lines.length && !hasOwnEnding(text, tree.lines[last])) text += fullText(tree.lines[last++]);

  const lines: (Line | RawLine)[] = splitLines(text);
  // What follows the last ending is the start of the next line, which is not part of the region.
  if (last < tree.lines.length) lines.pop();
  reuse(tree, first, last, lines);
  return { first, last, lines };
}

function fullText(line: Line | undefined): string {
  return line === undefined ? '' : line.text + line.ending;
}

function hasOwnEnding(text: string, next: Line | undefined): boolean {
  return text.endsWith('\n') || (text.endsWith('\r') && !fullText(next).startsWith('\n'));
}

/** Puts old lines in the place of equal new ones, from both ends inwards. */
function reuse(tree: Tree, first: number, last: number, lines: (Line | RawLine)[]): void {
  const most = Math.min(last - first, lines.length);
  let above = 0;
  for (; above < most; above++) {
    const old = tree.lines[first + above];
    if (old === undefined || !isSame(old, lines[above])) break;
    lines[above] = old;
  }
  for (let below = 1; below <= most - above; below++) {
    const old = tree.lines[last - below];
    if (old === undefined || !isSame(old, lines[lines.length - below])) break;
    lines[lines.length - below] = old;
  }
}

function isSame(old: Line, line: RawLine | undefined): boolean {
  return old.text === line?.text && old.ending === line.ending;
}

/** More values than this are not spread into a call: they would not fit the stack. */
const mostArguments = 10_000;

/** The lines after the edit. In a long script copying them is what an edit costs, so they are copied once. */
function draftOf(tree: Tree, { first, last, lines }: Region): Draft {
  const old: Draft = tree.lines as Line[];
  if (lines.length <= mostArguments) return old.toSpliced(first, last - first, ...lines);
  return old.slice(0, first).concat(lines, old.slice(last));
}

/** `Tree.frontMatterLines` after the edit. Lines are only looked through for a fence where one may have come or gone. */
function frontMatterAfter(tree: Tree, draft: Draft, { first, last, lines }: Region): number {
  if (!isFence(draft[0]?.text ?? '')) return 0;
  const end = first + lines.length;
  const began = tree.lines[0]?.kind === 'fence';
  if (!began) return closingFence(draft, 1);

  // Outside the region all fences up to the old closing one are known.
  const closing = tree.frontMatterLines - 1;
  if (closing > 0 && closing < first) return closing + 1;
  const inRegion = closingFence(draft, Math.max(1, first), end);
  if (inRegion > 0 || closing < 0) return inRegion;
  return closing >= last ? closing + 1 - last + end : closingFence(draft, Math.max(1, end));
}

/** Joins stretches that touch, empty ones left out. */
function ascending(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const previous = joined.at(-1);
    if (previous === undefined || stretch.from > previous.to) joined.push(stretch);
    else joined[joined.length - 1] = { from: previous.from, to: Math.max(previous.to, stretch.to) };
  }
  return joined;
}

function startsAfter(tree: Tree, { first, last, lines }: Region): Uint32Array {
  const before = lineStarts(tree);
  const count = tree.lines.length - (last - first) + lines.length;
  const after = new Uint32Array(count + 1);
  after.set(before.subarray(0, first + 1));
  let offset = before[first] ?? 0;
  lines.forEach((line, index) => {
    after[first + index] = offset;
    offset += line.text.length + line.ending.length;
  });
  const moved = offset - (before[last] ?? 0);
  for (let index = last; index <= tree.lines.length; index++) {
    after[index - last + first + lines.length] = (before[index] ?? 0) + moved;
  }
  return after;
}
