import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue } from '../../models/catalogue.ts';
import type { Cue } from '../../screenplay/cue.ts';
import type { LockedTakes } from '../lockedTakes.ts';
import type { TakeState } from '../productionService.ts';
import type { Script } from '../productionTypes.ts';
import { filesOf } from '../speakRequest.ts';
import { readSpokenCues } from '../spokenCues.ts';
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
  const folder = storeFolder(script.path);
  const [names, spoken] = await Promise.all([
    readdir(join(folder, 'takes')).catch((): string[] => []),
    readSpokenCues(folder, script.path),
  ]);
  const kept = new Set(names);
  const { hashes } = studio;
  const maker = new JobMaker(script, script.screenplay.render.sampleRate, studio.play.engine, { engine, hashes });
  const states: TakeState[] = [];
  for (const cue of cues) {
    signal.throwIfAborted();
    const lock = locked.takes.get(cue.id);
    const address = lock?.take ?? studio.addresses.get(cue) ?? (await addressOf(cue));
    const isKept = address !== undefined && kept.has(`${address}.take`);
    const hasChanged = lock === undefined ? !isKept && spoken.has(cue.id) : await maker.hasChanged(cue, lock);
    const hasFailed = studio.failed.has(script.path, cue);
    states.push({
      cue: cue.id,
      line: maker.line(cue.line),
      state: hasFailed ? 'failed' : hasChanged ? 'stale' : isKept ? 'cached' : 'none',
      locked: lock !== undefined,
      take: cue.settings.take,
      ...(isKept && cue.estimate.measured ? { seconds: cue.estimate.seconds } : {}),
    });
  }
  return states;

  async function addressOf(cue: Cue): Promise<string | undefined> {
    const { job } = await maker.ownCue(cue);
    if (!('take' in job)) return undefined;
    const isFixed = filesOf(job.request).length === 0 && catalogue.get(job.engine)?.embedded === true;
    if (isFixed) studio.addresses.set(cue, job.take);
    return job.take;
  }
}
