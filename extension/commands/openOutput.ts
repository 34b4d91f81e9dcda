import { stat } from 'node:fs/promises';
import { window } from 'vscode';
import { commandTarget } from '../commandTarget.ts';
import { openFolder } from '../openFolder.ts';
import { outputFolder } from '../outputFolder.ts';
import { say } from '../say.ts';
import type { Services } from '../services.ts';
import { renderAll } from './renderAll.ts';

/** Shows the folder with the finished files of a script. */
export async function openOutput(services: Services, target?: unknown): Promise<void> {
  const document = await commandTarget(services.scripts, target);
  if (document === undefined) return;
  const folder = outputFolder(document);
  const exists = folder !== undefined && (await stat(folder).catch(() => undefined)) !== undefined;
  if (exists) {
    await openFolder(folder);
    return;
  }
  const render = say('editor/render-all');
  const chosen = await window.showInformationMessage(say('editor/nothing-rendered'), render);
  if (chosen === render) await renderAll(services, document.uri);
}
