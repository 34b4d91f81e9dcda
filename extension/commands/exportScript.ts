import { Uri, window, type QuickPickItem } from 'vscode';
import { audioFormats, deliverables, type AudioFormat, type Deliverable } from '../../production/productionTypes.ts';
import { commandTarget } from '../commandTarget.ts';
import { mayRender } from '../mayRender.ts';
import { outputFolder } from '../outputFolder.ts';
import { deliverSetting } from '../rendering.ts';
import { renderScript } from '../renderScript.ts';
import { say } from '../say.ts';
import type { Services } from '../services.ts';

/** Asks what is to be written, in which formats and where, and renders it. */
export async function exportScript(services: Services, target?: unknown): Promise<void> {
  const document = await commandTarget(services.scripts, target);
  if (document === undefined || !(await mayRender(document, services.sources))) return;
  const usual = deliverSetting(document).deliver ?? ['whole', 'cues'];
  const deliver = await choose<Deliverable>(
    deliverables.map((id) => ({ id, label: say(`editor/deliver-${id}`), picked: usual.includes(id) })),
    say('editor/export-what'),
  );
  if (deliver === undefined) return;
  const formats = await choose<AudioFormat>(
    audioFormats.map((id) => ({ id, label: say(`editor/format-${id}`), picked: id === 'wav' })),
    say('editor/export-formats'),
  );
  if (formats === undefined) return;
  const usually = outputFolder(document);
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: say('editor/export-where'),
      openLabel: say('editor/export-here'),
      ...(usually === undefined ? {} : { defaultUri: Uri.file(usually) }),
    })) ?? [];
  if (folder === undefined) return;
  await renderScript(services, document, { deliver, formats, out: folder.fsPath });
}

/** At least one of several; undefined: it was cancelled. */
async function choose<Id extends string>(
  items: readonly (QuickPickItem & { readonly id: Id })[],
  placeHolder: string,
): Promise<readonly Id[] | undefined> {
  const chosen = await window.showQuickPick(items, { canPickMany: true, placeHolder });
  return chosen === undefined || chosen.length === 0 ? undefined : chosen.map(({ id }) => id);
}
