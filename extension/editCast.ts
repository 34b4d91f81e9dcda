import { Range, window, type TextDocument } from 'vscode';
import { applyEdits } from './applyEdits.ts';
import { castEdit } from './castEdit.ts';
import { say } from './say.ts';

/** Writes a value into a speaker's entry of the cast; tells when the front matter cannot be read. */
export async function editCast(
  document: TextDocument,
  speaker: string,
  key: 'voice' | 'consent',
  value: string,
): Promise<void> {
  const edit = castEdit(document.getText(), speaker, key, value);
  if (edit === undefined) {
    void window.showWarningMessage(say('editor/front-matter-unreadable'));
    return;
  }
  const range = new Range(document.positionAt(edit.start), document.positionAt(edit.end));
  await applyEdits(document, [{ range, newText: edit.newText }]);
}
