import { Range, window, workspace } from 'vscode';
import { editorLocale } from '../editorLocale.ts';
import { newScriptText } from '../newScriptText.ts';

/** Opens a new script that can be heard at once: the cursor stands behind its first line, for keys and direction editor. */
export async function newScript(): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'voice', content: newScriptText(editorLocale) });
  const narration = document
    .getText()
    .split(/\r?\n/)
    .findIndex((line) => /^[:：]/.test(line));
  const { end } = document.lineAt(Math.max(0, narration)).range;
  await window.showTextDocument(document, { selection: new Range(end, end) });
}
