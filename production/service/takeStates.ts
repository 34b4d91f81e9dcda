import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cue } from '../../screenplay/cue.ts';
import type { LockedTakes } from '../lockedTakes.ts';
import type { TakeState } from '../productionService.ts';
import type { Script } from '../productionTypes.ts';
import { JobMaker } from '../takeJob.ts';
import { storeFolder, type Studio } from './studio.ts';

export interface TakeStatesOrder {
  readonly script: Script;
  readonly cues: readonly Cue[];
  readonly locked: LockedTakes;
  /** Speaks every cue, whatever the script says. */
  readonly engine: string | undefined;
  readonly signal: AbortSignal;
}

/** What there is of the takes of cues: one look into the store, however many they are. */
export async function takeStates(
  studio: Studio,
  { script, cues, locked, engine, signal }: TakeStatesOrder,
): Promise<TakeState[]> {
  const kept = new Set(await readdir(join(storeFolder(script.path), 'takes')).catch(() => []));
  const maker = new JobMaker(script, script.screenplay.render.sampleRate, studio.play.engine, engine);
  const states: TakeState[] = [];
  for (const cue of cues) {
    signal.throwIfAborted();
    const lock = locked.takes.get(cue.id);
    const { line, job } = await maker.ownCue(cue);
    const address = lock?.take ?? ('take' in job ? job.take : undefined);
    const isKept = address !== undefined && kept.has(`${address}.take`);
    const isStale = lock !== undefined && (await maker.hasChanged(cue, lock));
    const hasFailed = studio.failed.has(script.path, cue);
    states.push({
      cue: cue.id,
      line,
      state: isStale ? 'stale' : isKept ? 'cached' : hasFailed ? 'failed' : 'none',
      locked: lock !== undefined,
      take: cue.settings.take,
      ...(isKept && cue.estimate.measured ? { seconds: cue.estimate.seconds } : {}),
    });
  }
  return states;
}
