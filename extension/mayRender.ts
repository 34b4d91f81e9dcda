import { commands, window, workspace, type TextDocument } from 'vscode';
import { say } from './say.ts';
import type { ScriptSources } from './scriptSources.ts';

/**
 * Whether sound may be made of a script: the workspace is trusted, and production can reach the script. Says what stands
 * in the way otherwise, with the way out.
 */
export async function mayRender(document: TextDocument, sources: ScriptSources): Promise<boolean> {
  if (sources.of(document) === undefined) {
    void window.showWarningMessage(say('editor/virtual'));
    return false;
  }
  if (workspace.isTrusted) return true;
  const manage = say('editor/manage-trust');
  const chosen = await window.showWarningMessage(say('editor/untrusted'), manage);
  if (chosen === manage) await commands.executeCommand('workbench.trust.manage');
  return workspace.isTrusted;
}
