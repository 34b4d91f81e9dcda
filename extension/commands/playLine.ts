import { window } from 'vscode';
import { commandTarget } from '../commandTarget.ts';
import { mayRender } from '../mayRender.ts';
import { say } from '../say.ts';
import type { Services } from '../services.ts';

/** Plays a cue: of a lens (address and cue), else the one at the cursor. */
export async function playLine(services: Services, target?: unknown, cue?: unknown): Promise<void> {
  const { scripts, sources, language, player } = services;
  const document = await commandTarget(scripts, target);
  if (document === undefined || !(await mayRender(document, sources))) return;
  if (typeof cue === 'string') {
    await player.play(document, { kind: 'cue', cue });
    return;
  }
  const position = scripts.editor?.selection.active;
  const found = position === undefined ? null : await language.cueAt(document, position);
  if (found?.sound !== true) {
    void window.showInformationMessage(say(found === null ? 'editor/no-cue-here' : 'editor/cue-not-spoken'));
    return;
  }
  await player.play(document, { kind: 'cue', cue: found.id });
}
