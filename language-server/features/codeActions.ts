import {
  CodeActionKind,
  type CodeAction,
  type CodeActionContext,
  type Range,
  type TextEdit,
} from 'vscode-languageserver/node';
import { message } from '../../foundation/message.ts';
import type { Fix, TextEdit as PlacedEdit } from '../../foundation/problem.ts';
import type { Line } from '../../grammar/index.ts';
import { convertFullWidth } from '../refactorings/convertFullWidth.ts';
import { convertLength } from '../refactorings/convertLength.ts';
import { extractMood } from '../refactorings/extractMood.ts';
import { inlineMood } from '../refactorings/inlineMood.ts';
import { organiseCast } from '../refactorings/organiseCast.ts';
import type { Refactoring } from '../refactorings/refactoring.ts';
import { splitCue } from '../refactorings/splitCue.ts';
import type { Script } from '../script.ts';

const fixAllKind = `${CodeActionKind.SourceFixAll}.tableread`;
/** As *organise imports* elsewhere: the cast is what a script takes in. */
const organiseKind = `${CodeActionKind.SourceOrganizeImports}.tableread`;

/** Every kind of action that there is. */
export const codeActionKinds = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  CodeActionKind.RefactorRewrite,
  fixAllKind,
  organiseKind,
] as const;

/** What can be done where a range stands. Actions on the whole script come only when they are asked for by their kind. */
export function codeActions(script: Script, range: Range, { diagnostics, only }: CodeActionContext): CodeAction[] {
  const isAsked = (kind: string): boolean =>
    only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`) || asked === '');
  const actions: CodeAction[] = [];
  if (isAsked(CodeActionKind.QuickFix))
    for (const action of quickFixes(script, range, diagnostics)) actions.push(action);
  if (isAsked(CodeActionKind.Refactor) || only?.some((kind) => kind.startsWith(CodeActionKind.Refactor)) === true) {
    actions.push(
      ...refactorings(script, range)
        .filter(({ kind }) => isAsked(kind))
        .map(({ title, values, kind, edits }) =>
          action(script, message(title, values, script.locale).text, kind, edits),
        ),
    );
  }
  if (only === undefined) return actions;
  if (isAsked(fixAllKind)) {
    const edits = fixAllEdits(script);
    if (edits.length > 0)
      actions.push(action(script, message('lsp/fix-all', {}, script.locale).text, fixAllKind, edits));
  }
  if (isAsked(organiseKind)) {
    const edits = organiseCast(script);
    const title = message('lsp/action-organise-cast', {}, script.locale).text;
    if (edits.length > 0) actions.push(action(script, title, organiseKind, edits));
  }
  return actions;
}

function action(script: Script, title: string, kind: string, edits: readonly TextEdit[]): CodeAction {
  return { title, kind, edit: { changes: { [script.uri]: [...edits] } } };
}

/** Fixes of the problems that a range touches. */
function quickFixes(script: Script, range: Range, shown: CodeActionContext['diagnostics']): CodeAction[] {
  const actions: CodeAction[] = [];
  const lines = new Set(script.tree.lines.slice(range.start.line, range.end.line + 1));
  for (const problem of script.screenplay.problems) {
    if (problem.fixes.length === 0 || !lines.has(problem.line)) continue;
    const at = script.ranges.ofPlace(problem);
    if (!touches(at, range)) continue;
    const diagnostics = shown.filter(({ code, range: there }) => code === problem.code && sameRange(there, at));
    for (const fix of problem.fixes) {
      const edits = fix.edits.map((edit) => protocolEdit(script, edit));
      actions.push({
        ...action(script, message(fix.title, fix.values, script.locale).text, CodeActionKind.QuickFix, edits),
        diagnostics,
        ...(fix.preferred === true ? { isPreferred: true } : {}),
      });
    }
  }
  return actions;
}

function refactorings(script: Script, range: Range): readonly Refactoring[] {
  const index = range.start.line;
  const column = script.ranges.column(range.start);
  const last = range.end.character === 0 && range.end.line > index ? range.end.line - 1 : range.end.line;
  return [
    extractMood(script, index, column),
    inlineMood(script, index, column),
    ...(last === index ? convertLength(script, index) : []),
    splitCue(script, index),
    convertFullWidth(script, index, last),
  ].filter((each) => each !== undefined);
}

/** The preferred fix of every problem; fixes that would touch the same text are left for another time. */
function fixAllEdits(script: Script): readonly TextEdit[] {
  // What was taken so far, by the line that it stands in: a fix of a problem of one line stays within it, or nearly.
  const taken = new Map<number, Range[]>();
  const edits: TextEdit[] = [];
  for (const { fixes } of script.screenplay.problems) {
    const fix: Fix<Line> | undefined = fixes.find(({ preferred }) => preferred === true);
    if (fix === undefined) continue;
    const its = fix.edits.map((edit) => protocolEdit(script, edit));
    if (its.some(({ range }) => taken.get(range.start.line)?.some((other) => touches(other, range)) === true)) continue;
    for (const { range } of its) taken.set(range.start.line, [...(taken.get(range.start.line) ?? []), range]);
    for (const edit of its) edits.push(edit);
  }
  return edits;
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
