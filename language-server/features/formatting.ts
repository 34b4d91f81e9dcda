import type { Position, Range, TextEdit } from 'vscode-languageserver/node';
import { lineEdits } from '../formatting/lineEdits.ts';
import type { Script } from '../script.ts';

/** Characters after which a line is formatted while it is typed. */
export const formattingTriggers = ['\n'] as const;

/**
 * Brings a script, or the lines that a range touches, into its usual form: spaces on each line (`lineEdits`), one blank line
 * where there are several, none at the end. Front matter stays as it is: YAML has formatters of its own. The script means the
 * same afterwards, and formatting it again changes nothing.
 */
export function* formatting(script: Script, range?: Range): Generator<undefined, TextEdit[], undefined> {
  const { tree, ranges } = script;
  const edits: TextEdit[] = [];
  const last = Math.min(range === undefined ? Infinity : lastLine(range), tree.lines.length - 1);
  for (let index = Math.max(range?.start.line ?? 0, tree.frontMatterLines); index <= last; index++) {
    yield;
    const line = tree.lines[index];
    if (line === undefined) break;
    // The last of several blank lines is the one that stays: at the end of the script it has no line end.
    if (line.kind === 'blank' && index < last && tree.lines[index + 1]?.kind === 'blank') {
      // A byte-order mark stays; and a lone CR above would run together with the line end below into one.
      if ((index === 0 && line.text.startsWith('\uFEFF')) || tree.lines[index - 1]?.ending === '\r') continue;
      edits.push({
        range: { start: { line: index, character: 0 }, end: { line: index + 1, character: 0 } },
        newText: '',
      });
      continue;
    }
    for (const { start, end, newText } of lineEdits(line)) {
      edits.push({ range: ranges.inLine(index, start, end), newText });
    }
  }
  return edits;
}

/** Formats the line that a line end has just finished. */
export function formattingOnType(script: Script, position: Position): TextEdit[] {
  const index = position.line - 1;
  const line = script.tree.lines[index];
  if (line === undefined || index < script.tree.frontMatterLines) return [];
  return lineEdits(line).map(({ start, end, newText }) => ({
    range: script.ranges.inLine(index, start, end),
    newText,
  }));
}

/** A range that ends at the start of a line does not touch it. */
function lastLine({ start, end }: Range): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}
