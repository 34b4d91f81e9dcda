import { commandTarget } from '../commandTarget.ts';
import { mayRender } from '../mayRender.ts';
import type { Services } from '../services.ts';

/** Plays from a line (0-based, of a lens) or the cursor's on to the end of the chapter. */
export async function playFromHere(services: Services, target?: unknown, line?: unknown): Promise<void> {
  const { scripts, sources, player } = services;
  const document = await commandTarget(scripts, target);
  if (document === undefined || !(await mayRender(document, sources))) return;
  const from = typeof line === 'number' ? line : (scripts.editor?.selection.active.line ?? 0);
  await player.play(document, { kind: 'from', line: from + 1 });
}
