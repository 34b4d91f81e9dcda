import { window } from 'vscode';
import { commandTarget } from '../commandTarget.ts';
import { mayRender } from '../mayRender.ts';
import { say } from '../say.ts';
import type { Services } from '../services.ts';

/** Removes takes: those that no script of the folder needs, or all; locked ones stay. */
export async function clearCache(services: Services, target?: unknown): Promise<void> {
  const document = await commandTarget(services.scripts, target);
  if (document === undefined || !(await mayRender(document, services.sources))) return;
  const chosen = await window.showQuickPick(
    [
      { label: say('editor/clear-unused'), detail: say('editor/clear-unused-detail'), everything: false },
      { label: say('editor/clear-everything'), detail: say('editor/clear-everything-detail'), everything: true },
    ],
    { title: say('editor/clear-cache') },
  );
  const script = services.sources.of(document);
  if (chosen === undefined || script === undefined) return;
  if (chosen.everything) {
    const remove = say('editor/clear-confirm');
    const options = { modal: true, detail: say('editor/clear-everything-detail') };
    const question = say('editor/clear-everything-question');
    if ((await window.showWarningMessage(question, options, remove)) !== remove) return;
  }
  const { files, bytes } = await services.production.prune({ script, everything: chosen.everything });
  void window.showInformationMessage(
    files === 0 ? say('editor/cleared-nothing') : say('editor/cleared', { files, megabytes: (bytes / 1e6).toFixed(1) }),
  );
  await services.takes.refresh(document);
}
