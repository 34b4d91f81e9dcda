import { Uri, window, workspace, type TextDocument } from 'vscode';
import type { ActiveScript } from './activeScript.ts';
import { say } from './say.ts';

/**
 * The script that a command is about: of a lens (its address), of the explorer (a file), else the active one. Tells when
 * there is none, and gives undefined.
 */
export async function commandTarget(scripts: ActiveScript, target: unknown): Promise<TextDocument | undefined> {
  const uri = typeof target === 'string' ? Uri.parse(target) : target instanceof Uri ? target : undefined;
  if (uri !== undefined) return workspace.openTextDocument(uri);
  if (scripts.document === undefined) void window.showInformationMessage(say('editor/no-script'));
  return scripts.document;
}
