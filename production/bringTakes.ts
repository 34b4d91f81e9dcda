import type { MessageCode, MessageValues } from '../foundation/message.ts';
import { fitTake } from './fitTake.ts';
import type { Notice, ProductionProgress } from './productionTypes.ts';
import { speakAll } from './speakAll.ts';
import type { TakeJob } from './takeJob.ts';
import type { Engines } from './engines.ts';
import type { FittedHeader, TakeHeader, TakeStore } from './takeStore.ts';

/** A take that lies in the store, fitted to its place. */
export interface FinishedTake {
  readonly job: TakeJob;
  readonly header: FittedHeader;
  readonly frames: number;
}

export interface BroughtTakes {
  /** By the fitted address. */
  readonly finished: ReadonlyMap<string, FinishedTake>;
  /** By the address of the take. */
  readonly failed: ReadonlyMap<string, { readonly code: MessageCode; readonly values: MessageValues }>;
  /** Addresses of the takes that were spoken. */
  readonly spoken: ReadonlySet<string>;
}

/**
 * Brings every take of a production into the store, spoken and fitted: what is there is used, what is damaged is made again,
 * the rest is spoken. While an engine speaks, what it gave is kept and fitted. Each is whole in the store before it is told.
 *
 * @param jobs by the ids of the cues (two cues may need the same take)
 * @param finished by the fitted address: takes that need not be looked for; each that is there is added before it is told
 */
export async function* bringTakes(
  jobs: ReadonlyMap<string, TakeJob>,
  engines: Engines,
  store: TakeStore,
  sampleRate: number,
  signal: AbortSignal | undefined,
  finished: Map<string, FinishedTake> = new Map<string, FinishedTake>(),
): AsyncGenerator<ProductionProgress, BroughtTakes> {
  const failed = new Map<string, { code: MessageCode; values: MessageValues }>();
  /** Jobs whose take has to be spoken, by its address. */
  const missing = new Map<string, TakeJob[]>();

  let done = 0;
  for (const [cue, job] of jobs) {
    signal?.throwIfAborted();
    const corrupt: Notice = { kind: 'notice', code: 'production/take-corrupt', values: { cue } };
    const known = finished.get(job.fitted);
    if (known === undefined) {
      const fitted = await store.readFitted(job.fitted);
      if (typeof fitted === 'object') {
        finished.set(job.fitted, { job, header: fitted.header, frames: fitted.samples.length });
      } else {
        const take = missing.has(job.take) ? 'missing' : await store.readTake(job.take);
        if (typeof take === 'object') await fit(job, take.header, take.samples, take.sha256);
        else missing.set(job.take, [...(missing.get(job.take) ?? []), job]);
        if (take === 'corrupt') yield corrupt;
      }
    }
    const there = finished.get(job.fitted);
    if (there !== undefined) yield { kind: 'take', cue, seconds: there.frames / sampleRate, cached: true };
    yield { kind: 'progress', stage: 'plan', cue, done: ++done, total: jobs.size };
  }

  const spoken = new Set<string>();
  const total = missing.size;
  let answered = 0;
  let seconds = 0;
  // The engine starts now, if it has not: until its first answer nothing else happens.
  if (total > 0) yield { kind: 'progress', stage: 'speak', done: 0, total };
  const started = performance.now();
  for (const group of byEngine(missing)) {
    const byId = new Map(group.map((same) => [same[0].request.id, same]));
    const requests = group.map((same) => same[0].request);
    const { engine } = group[0][0];
    for await (const answer of speakAll(engines, engine, requests, signal)) {
      const same = byId.get(answer.id);
      if (same === undefined) continue;
      if ('take' in answer) {
        const { samples, ...rest } = answer.take;
        const header: TakeHeader = {
          sampleRate: rest.sampleRate,
          words: rest.words.map(({ text, start, end }) => ({ text, start, end })),
          marks: rest.marks,
          naturalSeconds: rest.naturalSeconds,
          ...(rest.tokens === undefined ? {} : { tokens: rest.tokens }),
        };
        const sha256 = await store.writeTake(same[0].take, header, samples);
        for (const job of same) {
          if (!finished.has(job.fitted)) await fit(job, header, samples, sha256);
          yield { kind: 'take', cue: job.request.id, seconds: samples.length / rest.sampleRate, cached: false };
        }
        seconds += samples.length / rest.sampleRate;
        spoken.add(same[0].take);
      } else {
        failed.set(same[0].take, { code: answer.code, values: answer.values });
      }
      answered++;
      const elapsed = (performance.now() - started) / 1000;
      yield {
        kind: 'progress',
        stage: 'speak',
        cue: answer.id,
        done: answered,
        total,
        secondsLeft: (elapsed / answered) * (total - answered),
        timesRealTime: seconds / elapsed,
      };
    }
  }
  return { finished, failed, spoken };

  async function fit(job: TakeJob, take: TakeHeader, samples: Float32Array, sha256: string): Promise<void> {
    const fitted = await fitTake(take, samples, job.asked, sampleRate);
    const header: FittedHeader = { ...fitted.header, take: sha256 };
    await store.writeFitted(job.fitted, header, fitted.samples);
    finished.set(job.fitted, { job, header, frames: fitted.samples.length });
  }
}

/** At least one job; all of them need the same take. */
type SameTake = [TakeJob, ...TakeJob[]];

function byEngine(missing: ReadonlyMap<string, readonly TakeJob[]>): [SameTake, ...SameTake[]][] {
  const groups = new Map<string, [SameTake, ...SameTake[]]>();
  for (const [first, ...rest] of missing.values()) {
    if (first === undefined) continue;
    const same: SameTake = [first, ...rest];
    const group = groups.get(first.engine);
    if (group === undefined) groups.set(first.engine, [same]);
    else group.push(same);
  }
  return [...groups.values()];
}
