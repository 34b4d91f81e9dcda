import type { Position, Range } from 'vscode-languageserver/node';
import type { Place } from '../foundation/problem.ts';
import { lineIndex, lineIndexAt, lineStarts, type Line, type Tree } from '../grammar/index.ts';

/** How columns are counted; UTF-16 is what every client knows. */
export type ColumnEncoding = 'utf-16' | 'utf-8';

/**
 * Positions of the protocol for places in a tree and back. Columns of the tree count UTF-16 units; with UTF-8 columns
 * they are counted out along the line.
 */
export class Ranges {
  readonly #tree: Tree;
  readonly #encoding: ColumnEncoding;

  constructor(tree: Tree, encoding: ColumnEncoding) {
    this.#tree = tree;
    this.#encoding = encoding;
  }

  get encoding(): ColumnEncoding {
    return this.#encoding;
  }

  /** The range of a place; a line that is not in the tree any more gives the start of the script. */
  ofPlace(place: Place<Line>): Range {
    const line = lineIndex(this.#tree, place.line);
    if (line < 0) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return this.inLine(line, place.start, place.end);
  }

  /** A stretch of the line with this index, columns in UTF-16 units. */
  inLine(line: number, start: number, end: number): Range {
    const text = this.#tree.lines[line]?.text ?? '';
    return {
      start: { line, character: toEncoding(text, start, this.#encoding) },
      end: { line, character: toEncoding(text, end, this.#encoding) },
    };
  }

  /** A column (UTF-16) of any line of text, counted as the client counts. */
  character(text: string, column: number): number {
    return toEncoding(text, column, this.#encoding);
  }

  /** The text of the line with this index, without its ending. */
  ofLine(line: number): Range {
    return this.inLine(line, 0, this.#tree.lines[line]?.text.length ?? 0);
  }

  /** From the start of one line to the end of the text of another. */
  ofLines(from: number, to: number): Range {
    return { start: { line: from, character: 0 }, end: this.ofLine(to).end };
  }

  /** The column (UTF-16) of a position; past the end of its line counts as its end. */
  column(position: Position): number {
    const text = this.#tree.lines[position.line]?.text ?? '';
    return fromEncoding(text, position.character, this.#encoding);
  }

  /** The offset (UTF-16) of a position in the text; a line past the last counts as the end. */
  offset(position: Position): number {
    const starts = lineStarts(this.#tree);
    if (position.line >= this.#tree.lines.length) return starts[this.#tree.lines.length] ?? 0;
    return (starts[position.line] ?? 0) + this.column(position);
  }

  /** The position of an offset (UTF-16) of the text. */
  position(offset: number): Position {
    const line = lineIndexAt(this.#tree, offset);
    const column = offset - (lineStarts(this.#tree)[line] ?? 0);
    return this.inLine(line, column, column).start;
  }
}

function toEncoding(text: string, column: number, encoding: ColumnEncoding): number {
  const within = Math.min(Math.max(0, column), text.length);
  return encoding === 'utf-16' ? within : Buffer.byteLength(text.slice(0, within), 'utf8');
}

function fromEncoding(text: string, character: number, encoding: ColumnEncoding): number {
  if (encoding === 'utf-16') return Math.min(Math.max(0, character), text.length);
  let bytes = 0;
  let column = 0;
  for (const point of text) {
    bytes += Buffer.byteLength(point, 'utf8');
    // Inside a character: its start, as the protocol asks.
    if (bytes > character) return column;
    column += point.length;
  }
  return column;
}
