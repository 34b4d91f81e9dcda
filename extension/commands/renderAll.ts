import { commandTarget } from '../commandTarget.ts';
import { mayRender } from '../mayRender.ts';
import { renderScript } from '../renderScript.ts';
import type { Services } from '../services.ts';

/** Renders a whole script: of the explorer (a file), else the active one. */
export async function renderAll(services: Services, target?: unknown): Promise<void> {
  const document = await commandTarget(services.scripts, target);
  if (document === undefined || !(await mayRender(document, services.sources))) return;
  await renderScript(services, document);
}
