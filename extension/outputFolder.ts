import { dirname, resolve } from 'node:path';
import { workspace, type TextDocument } from 'vscode';

/** Where the finished files of a script go; undefined: it was never saved, or lies in a virtual workspace. */
export function outputFolder(document: TextDocument): string | undefined {
  if (document.uri.scheme !== 'file') return undefined;
  const folder = workspace.getConfiguration('tableread', document).get<string>('output.folder', 'out');
  return resolve(dirname(document.uri.fsPath), folder.trim() === '' ? 'out' : folder.trim());
}
