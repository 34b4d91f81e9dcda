import { window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import type { ScriptEdit } from './languageService.ts';

/** Where an edit belongs in the history of a script. */
export interface UndoStops {
  /** Undoing it leaves what was edited before. True by default. */
  readonly before?: boolean;
  /** What is edited next is undone by itself. True by default. */
  readonly after?: boolean;
}

/** Edits a script as a user would: one step of its history, and nothing is saved. False: it had changed meanwhile. */
export async function applyEdits(
  document: TextDocument,
  edits: readonly ScriptEdit[],
  { before = true, after = true }: UndoStops = {},
): Promise<boolean> {
  if (edits.length === 0) return true;
  const editor = window.visibleTextEditors.find((each) => each.document === document);
  if (editor !== undefined) {
    return editor.edit(
      (builder) => {
        for (const { range, newText } of edits) builder.replace(range, newText);
      },
      { undoStopBefore: before, undoStopAfter: after },
    );
  }
  const edit = new WorkspaceEdit();
  for (const { range, newText } of edits) edit.replace(document.uri, range, newText);
  return workspace.applyEdit(edit);
}
