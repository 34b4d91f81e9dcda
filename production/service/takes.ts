import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallContext } from '../../foundation/processCalls.ts';
import type { ProductionService, TakeState } from '../productionService.ts';
import { JobMaker } from '../takeJob.ts';
import type { Studio } from './studio.ts';

/** `ProductionService.takes`. */
export async function takes(
  studio: Studio,
  { script: source, engine }: Parameters<ProductionService['takes']>[0],
  { signal }: CallContext,
): Promise<readonly TakeState[]> {
  const [script, store] = await Promise.all([studio.scripts.read(source, engine), studio.store(source.path)]);
  const kept = new Set(await readdir(join(store.folder, 'takes')));
  const maker = new JobMaker(script, script.screenplay.render.sampleRate, studio.play.engine, engine);
  const states: TakeState[] = [];
  for (const cue of script.screenplay.cues) {
    signal.throwIfAborted();
    const { line, job } = await maker.cue(cue);
    const isKept = 'take' in job && kept.has(`${job.take}.take`);
    const state = isKept ? 'cached' : studio.failed.has(script.path, cue) ? 'failed' : 'none';
    states.push({
      cue: cue.id,
      line,
      state,
      locked: false,
      take: cue.settings.take,
      ...(isKept && cue.estimate.measured ? { seconds: cue.estimate.seconds } : {}),
    });
  }
  return states;
}
