import { labelPauseSeconds, rhythmLabel, spokenLabel } from './audibleLabel.ts';
import { bringTakes, type FinishedTake } from './bringTakes.ts';
import type { Outcome } from './placing.ts';
import type { Notice, ProductionProgress } from './productionTypes.ts';
import { message } from '../foundation/message.ts';
import type { JobMaker, TakeJob } from './takeJob.ts';
import type { TakeStore } from './takeStore.ts';

/** The audible notice on the timeline. */
export interface LabelEvent {
  readonly kind: 'spoken' | 'rhythm';
  readonly start: number;
  readonly length: number;
  readonly pan: number;
  /** dB */
  readonly gain: number;
  /** Of the spoken notice. */
  readonly take: FinishedTake | undefined;
  /** How many takes were spoken for it. */
  readonly made: number;
  samples(): Promise<Float32Array>;
}

export interface LabelOrder {
  readonly kind: 'spoken' | 'rhythm';
  readonly outcomes: readonly Outcome[];
  /** Of everything else on the timeline, samples. */
  readonly end: number;
  readonly store: TakeStore;
  readonly maker: JobMaker;
  readonly sampleRate: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Adds the audible notice of machine-made speech after everything else, so that no start moves: spoken in the voice of the
 * last line, as loud as it. Where that cannot be spoken, the rhythm stands in its place. Without any speech there is none.
 */
export async function* addAudibleLabel(order: LabelOrder): AsyncGenerator<ProductionProgress, LabelEvent | undefined> {
  const { kind, outcomes, end, store, sampleRate } = order;
  const last = outcomes.findLast((outcome) => outcome.kind === 'cue' && outcome.made !== undefined);
  if (last?.kind !== 'cue' || last.made === undefined) return undefined;
  const { pan, gain } = last.cue.settings;
  const start = end + Math.round(labelPauseSeconds * sampleRate);
  if (kind === 'spoken') {
    const spoken = yield* speakLabel(order, last.made.job);
    if ('take' in spoken) {
      const { take, made } = spoken;
      const samples = () => store.fittedSamples(take.job.fitted);
      return { kind, start, length: take.frames, pan, gain, take, made, samples };
    }
    yield spoken;
  }
  const level = rootMeanSquare(await store.fittedSamples(last.made.job.fitted));
  const tones = rhythmLabel(sampleRate, level);
  const samples = () => Promise.resolve(tones);
  return { kind: 'rhythm', start, length: tones.length, pan, gain, take: undefined, made: 0, samples };
}

async function* speakLabel(
  { store, maker, sampleRate, signal }: LabelOrder,
  like: TakeJob,
): AsyncGenerator<ProductionProgress, { take: FinishedTake; made: number } | Notice> {
  const facts = await maker.engines.facts(like.engine);
  const job = await maker.job(facts, spokenLabel(like.request), { kind: 'natural' });
  const brought = yield* bringTakes(new Map([['label', job]]), maker.engines, store, sampleRate, signal);
  const take = brought.finished.get(job.fitted);
  if (take !== undefined) return { take, made: brought.spoken.size };
  const failure = brought.failed.get(job.take);
  const reason = failure === undefined ? '–' : message(failure.code, failure.values).text;
  return { kind: 'notice', code: 'production/spoken-label-failed', values: { reason } };
}

function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < samples.length; n++) sum += (samples[n] as number) ** 2;
  return Math.sqrt(sum / Math.max(1, samples.length));
}
