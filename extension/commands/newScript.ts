import { window, workspace } from 'vscode';
import { editorLocale } from '../editorLocale.ts';
import { newScriptText } from '../newScriptText.ts';

/** Opens a new script that can be heard at once. */
export async function newScript(): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'voice', content: newScriptText(editorLocale) });
  await window.showTextDocument(document);
}
