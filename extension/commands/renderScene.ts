import { window } from 'vscode';
import { commandTarget } from '../commandTarget.ts';
import { mayRender } from '../mayRender.ts';
import { renderScript } from '../renderScript.ts';
import { say } from '../say.ts';
import { sectionAt } from '../sectionAt.ts';
import type { Services } from '../services.ts';

/** Renders the scene of a heading (of a lens: address and 0-based line), else the one that the cursor stands in. */
export async function renderScene(services: Services, target?: unknown, line?: unknown): Promise<void> {
  const { scripts, sources, language } = services;
  const document = await commandTarget(scripts, target);
  if (document === undefined || !(await mayRender(document, sources))) return;
  const list = await language.cues(document);
  const at = typeof line === 'number' ? line : (scripts.editor?.selection.active.line ?? 0);
  const section = list === null ? undefined : sectionAt(list.sections, at);
  if (section === undefined || section.title === '') {
    void window.showInformationMessage(say('editor/no-scene-here'));
    return;
  }
  await renderScript(services, document, { scenes: [section.title] });
}
