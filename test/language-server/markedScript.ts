import type { Position, Range, TextEdit } from 'vscode-languageserver/node';
import type { Script } from '../../language-server/script.ts';
import { scriptAt, type Around } from './scriptAt.ts';

export interface MarkedScript {
  readonly script: Script;
  readonly text: string;
  /** Where the `‸` stands. */
  readonly position: Position;
  /** The stretches between `«` and `»`, in the order of their ends. */
  readonly ranges: readonly Range[];
}

/** A script in whose text `‸` marks the cursor and `«` and `»` stand around what is expected. They may nest. */
export function markedScript(marked: string, around: Around = {}): MarkedScript {
  const spans: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = '';
  let cursor = 0;
  for (const character of marked) {
    if (character === '«') open.push(text.length);
    else if (character === '»') spans.push({ start: open.pop() ?? 0, end: text.length });
    else if (character === '‸') cursor = text.length;
    else text += character;
  }
  const { script } = scriptAt(text, around);
  const ranges = spans.map(({ start, end }) => ({
    start: script.ranges.position(start),
    end: script.ranges.position(end),
  }));
  return { script, text, position: script.ranges.position(cursor), ranges };
}

/** The text after edits, which must not overlap. */
export function edited(script: Script, text: string, edits: readonly TextEdit[]): string {
  const placed = edits
    .map(({ range, newText }) => ({
      start: script.ranges.offset(range.start),
      end: script.ranges.offset(range.end),
      newText,
    }))
    .toSorted((a, b) => a.start - b.start);
  let result = '';
  let at = 0;
  for (const { start, end, newText } of placed) {
    if (start < at) throw new Error('edits overlap');
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/** Ranges in the order in which they end (the inner ones first), as `MarkedScript.ranges` has them. */
export function inOrder(ranges: readonly Range[]): readonly Range[] {
  return ranges.toSorted(
    (a, b) =>
      a.end.line - b.end.line ||
      a.end.character - b.end.character ||
      b.start.line - a.start.line ||
      b.start.character - a.start.character,
  );
}
