import { dirname, join } from 'node:path';
import { readLockedTakes } from './lockedTakes.ts';
import { outputBytes } from './outputBytes.ts';
import { placeOutcomes, type Outcome } from './placing.ts';
import { productionSettings } from './productionSettings.ts';
import { failuresOf } from './failuresOf.ts';
import type { EngineSource, Failure, ProductionOptions, Script } from './productionTypes.ts';
import { readySound } from './readySound.ts';
import { select } from './selection.ts';
import { JobMaker } from './takeJob.ts';
import { TakeStore } from './takeStore.ts';

/** What a render would do with a cue. */
export interface PlanCue {
  readonly id: string;
  /** 1-based line of the script. */
  readonly line: number;
  readonly speaker: string;
  readonly text: string;
  readonly engine: string;
  /** `kept`: its take is there. `new`: it would be spoken. `failed`: it cannot be rendered as it stands. */
  readonly state: 'kept' | 'new' | 'failed';
  /** Seconds from the start of the timeline, and seconds long; told, not measured, where the take is new. */
  readonly start: number;
  readonly seconds: number;
}

/** What a render would do. Nothing was spoken or written. */
export interface ProductionPlan {
  readonly cues: readonly PlanCue[];
  /** Seconds of the whole, as far as can be told. */
  readonly seconds: number;
  /** Bytes of the finished sound files, about. */
  readonly bytes: number;
  /** Seconds of speech that would be made. */
  readonly secondsToSpeak: number;
  readonly kept: number;
  /** Takes that would be made: lines that are the same share one. */
  readonly new: number;
  readonly failures: readonly Failure[];
}

/**
 * Tells what `produce` would do with the same arguments.
 *
 * @param engines are asked only where a take's address needs it
 * @throws TablereadError as `produce` does for options and selections
 */
export async function plan(script: Script, options: ProductionOptions, engines: EngineSource): Promise<ProductionPlan> {
  const { screenplay } = script;
  const settings = productionSettings(screenplay.render, options);
  const { sampleRate } = settings;
  const selection = select(screenplay, options);
  const folder = dirname(script.path);
  const store = new TakeStore(options.store ?? join(folder, '.tableread'));
  const { takes } = await readLockedTakes(script.path);
  const maker = new JobMaker(script, sampleRate, engines, { engine: options.engine, locks: { takes, store } });

  const outcomes: Outcome[] = [];
  const states: PlanCue['state'][] = [];
  const missing = new Set<string>();
  for (const entry of selection.entries) {
    options.signal?.throwIfAborted();
    if (entry.kind === 'sound') {
      outcomes.push(await readySound(entry, maker.line(entry.line), folder, sampleRate));
      continue;
    }
    const { cue, line, asked, job } = await maker.cue(entry);
    const failure = 'take' in job ? undefined : job;
    const fitted = 'take' in job ? await store.readFitted(job.fitted) : 'missing';
    const made =
      'take' in job && typeof fitted === 'object'
        ? { job, header: fitted.header, frames: fitted.samples.length }
        : undefined;
    const kept = made !== undefined || ('take' in job && typeof (await store.readTake(job.take)) === 'object');
    if ('take' in job && !kept) missing.add(job.take);
    states.push(failure !== undefined ? 'failed' : kept ? 'kept' : 'new');
    outcomes.push({ kind: 'cue', cue, line, asked, made, failure });
  }

  const placed = placeOutcomes(outcomes, screenplay.sections, sampleRate, selection.name !== undefined);
  const cues = outcomes.flatMap((outcome, index): PlanCue[] => {
    if (outcome.kind !== 'cue') return [];
    const { cue, line } = outcome;
    const { start, length } = placed[index] ?? { start: 0, length: 0 };
    return [
      {
        id: cue.id,
        line,
        speaker: cue.speaker,
        text: cue.text,
        engine: options.engine ?? cue.settings.engine,
        state: states.shift() ?? 'new',
        start: start / sampleRate,
        seconds: length / sampleRate,
      },
    ];
  });
  return {
    cues,
    seconds: placed.reduce((end, { start, length }) => Math.max(end, start + length), 0) / sampleRate,
    bytes: outputBytes(outcomes, placed, settings),
    secondsToSpeak: cues.reduce((sum, { state, seconds }) => (state === 'new' ? sum + seconds : sum), 0),
    kept: cues.filter(({ state }) => state === 'kept').length,
    new: missing.size,
    failures: failuresOf(outcomes),
  };
}
