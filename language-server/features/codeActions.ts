import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver/node';
import { message } from '../../foundation/message.ts';
import type { Fix, TextEdit as PlacedEdit } from '../../foundation/problem.ts';
import type { Line } from '../../grammar/index.ts';
import type { Script } from '../script.ts';

/** Fixes of the problems that a range touches, and *Fix all* where several have a preferred one. */
export function quickFixes(script: Script, range: Range, shown: readonly Diagnostic[]): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const problem of script.screenplay.problems) {
    if (problem.fixes.length === 0) continue;
    const at = script.ranges.ofPlace(problem);
    if (!touches(at, range)) continue;
    const diagnostics = shown.filter(({ code, range: there }) => code === problem.code && sameRange(there, at));
    for (const fix of problem.fixes) {
      actions.push({
        title: message(fix.title, fix.values, script.locale).text,
        kind: CodeActionKind.QuickFix,
        diagnostics,
        ...(fix.preferred === true ? { isPreferred: true } : {}),
        edit: { changes: { [script.uri]: fix.edits.map((edit) => protocolEdit(script, edit)) } },
      });
    }
  }
  return actions;
}

/** One action with the preferred fix of every problem; fixes that would touch the same text are left for another time. */
export function fixAll(script: Script): CodeAction | undefined {
  const taken: Range[] = [];
  const edits: TextEdit[] = [];
  for (const { fixes } of script.screenplay.problems) {
    const fix: Fix<Line> | undefined = fixes.find(({ preferred }) => preferred === true);
    if (fix === undefined) continue;
    const its = fix.edits.map((edit) => protocolEdit(script, edit));
    if (its.some(({ range }) => taken.some((other) => touches(other, range)))) continue;
    taken.push(...its.map(({ range }) => range));
    edits.push(...its);
  }
  if (edits.length === 0) return undefined;
  return {
    title: message('lsp/fix-all', {}, script.locale).text,
    kind: `${CodeActionKind.SourceFixAll}.tableread`,
    edit: { changes: { [script.uri]: edits } },
  };
}

function protocolEdit({ ranges }: Script, edit: PlacedEdit<Line>): TextEdit {
  return { range: ranges.ofPlace(edit), newText: edit.newText };
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function sameRange(a: Range, b: Range): boolean {
  return (
    !isBefore(a.start, b.start) && !isBefore(b.start, a.start) && !isBefore(a.end, b.end) && !isBefore(b.end, a.end)
  );
}
