import type { CallContext } from '../../foundation/processCalls.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { readLockedTakes, writeLockedTake } from '../lockedTakes.ts';
import type { ProductionService, TakeState } from '../productionService.ts';
import { JobMaker } from '../takeJob.ts';
import { TakeStore } from '../takeStore.ts';
import { storeFolder, type Studio } from './studio.ts';
import { takeStates } from './takeStates.ts';

/**
 * `ProductionService.lock`. One that is locked already stays as it is: to lock what the line says now, let go of it first.
 *
 * @throws TablereadError `production/unknown-cue`, `production/lock-without-take`, `production/locked-takes-damaged`, the
 * reason why the line has no take
 */
export async function lock(
  studio: Studio,
  { script: source, cue: id, locked, engine }: Parameters<ProductionService['lock']>[0],
  { signal }: CallContext,
): Promise<TakeState> {
  const script = await studio.open(source, engine);
  const cue = script.screenplay.cues.find((each) => each.id === id);
  if (cue === undefined && locked) throw new TablereadError('production/unknown-cue', { name: id });
  await studio.locking(async () => {
    if (!locked) return writeLockedTake(script.path, id, undefined);
    if (cue === undefined || (await readLockedTakes(script.path)).takes.has(id)) return;
    const maker = new JobMaker(script, script.screenplay.render.sampleRate, studio.play.engine, {
      engine,
      hashes: studio.hashes,
    });
    const { job } = await maker.ownCue(cue);
    if (!('take' in job)) throw new TablereadError(job.code, job.values);
    if (typeof (await new TakeStore(storeFolder(script.path)).readTake(job.take)) !== 'object') {
      throw new TablereadError('production/lock-without-take', { cue: id });
    }
    const { request, recordingSha256 } = job;
    const { consent } = cue.voice;
    await writeLockedTake(script.path, id, {
      speaker: cue.speaker,
      text: cue.text,
      engine: job.engine,
      model: job.digest,
      take: job.take,
      request,
      ...(recordingSha256 === undefined ? {} : { recordingSha256 }),
      ...(recordingSha256 === undefined || consent === undefined ? {} : { consent }),
    });
  });
  const now = await readLockedTakes(script.path);
  const cues = cue === undefined ? [] : [cue];
  const [state] = await takeStates(studio, { script, cues, locked: now, engine, signal });
  // The line is gone; only its lock was left.
  return state ?? { cue: id, line: 1, state: 'none', locked: false, take: 1 };
}
