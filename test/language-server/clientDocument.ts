import type { Position, Range, TextEdit } from 'vscode-languageserver-protocol/node';
import type { ColumnEncoding } from '../../language-server/ranges.ts';

/** A document as a client has it, with positions worked out apart from the server. */
export class ClientDocument {
  readonly text: string;
  readonly #encoding: ColumnEncoding;
  /** Where each line starts, and where its text ends. */
  readonly #lines: readonly { readonly start: number; readonly end: number }[];

  constructor(text: string, encoding: ColumnEncoding) {
    this.text = text;
    this.#encoding = encoding;
    const lines: { start: number; end: number }[] = [];
    let start = 0;
    for (const match of text.matchAll(/\r\n|\r|\n/g)) {
      lines.push({ start, end: match.index });
      start = match.index + match[0].length;
    }
    this.#lines = [...lines, { start, end: text.length }];
  }

  /** The nearest place at or before an offset at which an editor can have its cursor. */
  snapped(offset: number): number {
    const within = Math.min(Math.max(0, offset), this.text.length);
    const isInside = /^[\ud800-\udbff][\udc00-\udfff]$|^\r\n$/.test(this.text.slice(within - 1, within + 1));
    return isInside ? within - 1 : within;
  }

  position(offset: number): Position {
    let line = 0;
    while ((this.#lines[line + 1]?.start ?? Infinity) <= offset) line++;
    const start = this.#lines[line]?.start ?? 0;
    return { line, character: this.#columns(this.text.slice(start, offset)) };
  }

  /** The offset of a position; undefined: it is not in the document, or within a character. */
  offset({ line, character }: Position): number | undefined {
    const there = this.#lines[line];
    if (there === undefined) return undefined;
    for (let offset = there.start; offset <= there.end; offset++) {
      if (this.snapped(offset) !== offset) continue;
      if (this.#columns(this.text.slice(there.start, offset)) === character) return offset;
    }
    return undefined;
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** All of it, and a stretch of it as a client sees it. */
  get whole(): Range {
    return this.range(0, this.text.length);
  }

  /** @throws Error for edits that overlap or lie outside */
  edited(edits: readonly TextEdit[]): string {
    const placed = edits.map(({ range, newText }) => {
      const [start, end] = [this.offset(range.start), this.offset(range.end)];
      if (start === undefined || end === undefined || start > end)
        throw new Error(`no range: ${JSON.stringify(range)}`);
      return { start, end, newText };
    });
    placed.sort((a, b) => a.start - b.start || a.end - b.end);
    let result = '';
    let at = 0;
    for (const { start, end, newText } of placed) {
      if (start < at) throw new Error(`edits overlap: ${JSON.stringify(edits)}`);
      result += this.text.slice(at, start) + newText;
      at = end;
    }
    return result + this.text.slice(at);
  }

  #columns(text: string): number {
    return this.#encoding === 'utf-16' ? text.length : Buffer.byteLength(text);
  }
}
