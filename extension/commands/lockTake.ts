import { Position, window } from 'vscode';
import { applyEdits } from '../applyEdits.ts';
import { cueAtCursor } from '../cueAtCursor.ts';
import { mayRender } from '../mayRender.ts';
import { say } from '../say.ts';
import type { Services } from '../services.ts';

/**
 * Keeps the take of the line at the cursor whatever changes, or lets go of it. A line that is locked gets its id written:
 * without one its id comes from its words, and new words would be another cue.
 */
export async function lockTake(services: Services, locked: boolean): Promise<void> {
  const found = await cueAtCursor(services);
  if (found === undefined || !(await mayRender(found.document, services.sources))) return;
  const { document, cue } = found;
  const script = services.sources.of(document);
  if (script === undefined) return;
  await services.production.lock({ script, cue: cue.id, locked });
  if (locked) {
    const at = new Position(cue.range.start.line, 0);
    await applyEdits(document, await services.language.redirect(document, at, { id: cue.id }));
  }
  window.setStatusBarMessage(
    say(locked ? 'editor/take-is-locked' : 'editor/take-is-unlocked', { speaker: cue.speaker }),
    5000,
  );
  await services.takes.refresh(document);
}
