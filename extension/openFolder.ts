import { commands, env, UIKind, Uri, workspace } from 'vscode';

/** Shows a folder: in the file browser of the system, or in the explorer where the window is somewhere else than the files. */
export async function openFolder(path: string): Promise<void> {
  const uri = Uri.file(path);
  if (env.uiKind === UIKind.Desktop && env.remoteName === undefined) {
    await commands.executeCommand('revealFileInOS', uri);
    return;
  }
  if (workspace.getWorkspaceFolder(uri) === undefined) await env.openExternal(uri);
  else await commands.executeCommand('revealInExplorer', uri);
}
