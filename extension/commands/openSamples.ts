import { join } from 'node:path';
import { commands, env, Uri, ViewColumn, window, workspace, type TextDocument } from 'vscode';
import { copySamples, samples } from '../samples.ts';
import { say } from '../say.ts';
import type { Services } from '../services.ts';

/** Offers the sample scripts: one is opened in a copy of its own, or all are copied to a folder. */
export async function openSamples({ context }: Services): Promise<void> {
  const from = join(context.extensionPath, 'samples');
  const copy = { label: `$(folder) ${say('editor/copy-samples')}`, name: undefined };
  const found = (await samples(from)).map(({ name, title }) => ({ label: title, description: name, name }));
  const chosen = await window.showQuickPick([...found, copy], { title: say('editor/choose-sample') });
  if (chosen === undefined) return;
  if (chosen.name !== undefined) {
    await openSample(context, chosen.name);
    return;
  }
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: say('editor/copy-here'),
    })) ?? [];
  if (folder === undefined) return;
  const to = Uri.joinPath(folder, 'tableread-samples');
  await copySamples(from, to.fsPath);
  if (workspace.getWorkspaceFolder(to) === undefined) await commands.executeCommand('vscode.openFolder', to, true);
  else await window.showTextDocument(Uri.joinPath(to, 'two-hander.voice'));
}

/** Opens a sample in the extension's own storage, where it can be changed and its takes are kept. */
export async function openSample(
  context: Services['context'],
  name: string,
  column: ViewColumn = ViewColumn.Active,
): Promise<TextDocument> {
  const to = Uri.joinPath(context.globalStorageUri, 'samples');
  await copySamples(join(context.extensionPath, 'samples'), to.fsPath);
  const { document } = await window.showTextDocument(Uri.joinPath(to, name), { preview: false, viewColumn: column });
  return document;
}

/** The sample that the first steps are shown with, in the language of the editor. */
export function firstSample(): string {
  return env.language.toLowerCase().startsWith('zh') ? 'chinese-scene.voice' : 'two-hander.voice';
}
