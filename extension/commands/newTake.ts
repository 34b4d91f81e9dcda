import { cueAtCursor } from '../cueAtCursor.ts';
import { mayRender } from '../mayRender.ts';
import type { Services } from '../services.ts';
import { setTake } from '../setTake.ts';

/** Asks for the next reading of the line at the cursor, and plays it. */
export async function newTake(services: Services): Promise<void> {
  const found = await cueAtCursor(services);
  if (found === undefined) return;
  const { document, cue } = found;
  if (!(await setTake(services, found, cue.direction.settings.take + 1))) return;
  if (await mayRender(document, services.sources)) await services.player.play(document, { kind: 'cue', cue: cue.id });
}
