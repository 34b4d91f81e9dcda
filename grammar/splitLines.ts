import type { Line } from './tree.ts';

/** A line as it stands in a file. */
export type RawLine = Pick<Line, 'text' | 'ending'>;

/**
 * Splits a text at LF, CRLF and lone CR, and at nothing else (U+2028 stands within its line). The last line has no
 * ending; it is empty when the text ends with one.
 */
export function splitLines(text: string): RawLine[] {
  const lines: RawLine[] = [];
  let start = 0;
  // Searched for apart: a regular expression for both is slower, and most files have no CR at all.
  let lf = text.indexOf('\n');
  let cr = text.indexOf('\r');
  while (lf !== -1 || cr !== -1) {
    const end = cr === -1 || (lf !== -1 && lf < cr) ? lf : cr;
    const ending = end === lf ? '\n' : lf === end + 1 ? '\r\n' : '\r';
    lines.push({ text: text.slice(start, end), ending });
    start = end + ending.length;
    if (lf !== -1 && lf < start) lf = text.indexOf('\n', start);
    if (cr !== -1 && cr < start) cr = text.indexOf('\r', start);
  }
  lines.push({ text: text.slice(start), ending: '' });
  return lines;
}
