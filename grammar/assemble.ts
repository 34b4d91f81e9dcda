import { fenceLine, frontMatterLine, isFence, parseLine, withOrphan } from './line.ts';
import type { RawLine } from './splitLines.ts';
import type { Line, Mistake, Tree } from './tree.ts';

/** Lines of which some are to be parsed: a `Line` is a raw line too, and stays when it stands where it stood. */
export type Draft = (Line | RawLine)[];

/** A stretch of lines by index; `to` is exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Makes every line of the given stretches (ascending) what it is at its place, parsing what must be parsed, and goes on
 * below a stretch only while continuations there change sides. All other lines must be right already.
 */
export function assemble(draft: Draft, frontMatterLines: number, stretches: readonly Stretch[]): Tree {
  for (const { from, to } of stretches) {
    let isOpen = openAbove(draft, from);
    for (let index = from; index < to; index++) {
      const line = placed(draft[index] ?? endOfText, index, frontMatterLines, isOpen);
      draft[index] = line;
      isOpen = opens(line, isOpen);
    }
    for (let index = to; index < draft.length; index++) {
      const line = draft[index];
      // A raw line below belongs to a later stretch.
      if (line === undefined || !isLine(line)) break;
      if (line.kind === 'blank') continue;
      if (line.kind !== 'continuation' || line.orphan !== isOpen) break;
      draft[index] = withOrphan(line, !isOpen);
    }
  }
  return { lines: draft as Line[], frontMatterLines };
}

/**
 * How many lines belong to the front matter when line 1 is a fence: up to the first fence from `from` on; 0 when there
 * is none.
 */
export function closingFence(draft: Draft, from: number, to = draft.length): number {
  for (let index = from; index < to; index++) {
    if (isFence(draft[index]?.text ?? '')) return index + 1;
  }
  return 0;
}

const endOfText: RawLine = { text: '', ending: '' };

const unclosedFrontMatter: readonly Mistake[] = [
  { code: 'voice/unclosed-front-matter', values: {}, severity: 'error', start: 0, end: 3, fixes: [] },
];

/** The line as it reads at its place: the same one when it is right there already. */
function placed(line: Line | RawLine, index: number, frontMatterLines: number, isOpen: boolean): Line {
  const { text, ending } = line;
  const kind = isLine(line) ? line.kind : undefined;
  if (index === 0 && isFence(text)) {
    const isClosed = frontMatterLines > 0;
    if (isLine(line) && line.kind === 'fence' && line.opens && (line.mistakes.length === 0) === isClosed) return line;
    return fenceLine(text, ending, true, isClosed ? [] : unclosedFrontMatter);
  }
  if (index < frontMatterLines - 1) {
    return isLine(line) && kind === 'frontMatter' ? line : frontMatterLine(text, ending);
  }
  if (index === frontMatterLines - 1) {
    return isLine(line) && line.kind === 'fence' && !line.opens ? line : fenceLine(text, ending, false, []);
  }
  const parsed = isLine(line) && kind !== 'fence' && kind !== 'frontMatter' ? line : parseLine(text, ending);
  return parsed.kind === 'continuation' ? withOrphan(parsed, !isOpen) : parsed;
}

/** Whether a continuation at this place has a cue above. A continuation above knows; blank lines do not count. */
function openAbove(draft: Draft, index: number): boolean {
  for (let above = index - 1; above >= 0; above--) {
    const line = draft[above];
    if (line === undefined || !isLine(line)) break;
    if (line.kind === 'continuation') return !line.orphan;
    if (line.kind !== 'blank') return opens(line, false);
  }
  return false;
}

/**
 * Whether a continuation below this line goes on with something. Below a line that could not be read it does: that may
 * well be a cue with a mistake, and one mistake is enough.
 */
function opens(line: Line, isOpen: boolean): boolean {
  switch (line.kind) {
    case 'cue':
    case 'unknown':
      return true;
    case 'blank':
    case 'continuation':
      return isOpen;
    default:
      return false;
  }
}

function isLine(line: Line | RawLine): line is Line {
  return 'kind' in line;
}
