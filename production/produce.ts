import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { removeStaleTemporaries } from '../foundation/atomicFile.ts';
import { makeFolder } from '../foundation/makeFolder.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { SoundCue } from '../screenplay/cue.ts';
import { naturalFactor } from '../screenplay/timing.ts';
import { addAudibleLabel, type LabelEvent } from './addAudibleLabel.ts';
import { bringTakes, type BroughtTakes } from './bringTakes.ts';
import { failuresOf } from './failuresOf.ts';
import { fileError } from './fileError.ts';
import { findMastering } from './mastering.ts';
import { measured } from './measured.ts';
import { mix } from './mix.ts';
import { mixPlan } from './mixPlan.ts';
import { noteMeasuredLengths } from './noteMeasuredLengths.ts';
import { lockedTakesPath, readLockedTakes, type LockedTakes } from './lockedTakes.ts';
import { outputBytes } from './outputBytes.ts';
import { placeOutcomes, type Outcome } from './placing.ts';
import { productionSettings, type ProductionSettings } from './productionSettings.ts';
import type {
  EngineSource,
  Notice,
  Production,
  ProductionOptions,
  ProductionProgress,
  Script,
} from './productionTypes.ts';
import { refuseFullDisk } from './refuseFullDisk.ts';
import { cuesWithTake, noteSpokenCues } from './spokenCues.ts';
import { select } from './selection.ts';
import { readySound } from './readySound.ts';
import { JobMaker, type PlannedCue, type TakeJob } from './takeJob.ts';
import { TakeStore } from './takeStore.ts';
import { writeProduction } from './writeProduction.ts';

/** Of a size that was foreseen: all lines may turn out shorter than foreseen, as short as still sounds natural. */
const surely = naturalFactor.least;

/** Where sound files lie, relative to the output. */
const outputFolders = ['', 'chapters', 'scenes', 'stems', 'cues'];

/**
 * Renders a script: brings its takes (from the store where they are, else from their engines), places them on the timeline,
 * mixes, brings the mix to its loudness and writes the deliverables. Yields what goes on; returns what was made.
 *
 * A line that fails is told and leaves silence in its place. Finished takes are kept whatever happens; every file appears
 * whole or not at all, so that an earlier one stays until then. Equal scripts and options give equal bytes.
 *
 * @param engines gives the engines; they are left open
 * @throws TablereadError `production/…`, `audio/…` for an output that cannot be written, options out of range, nothing to
 * render; the signal's reason when it aborts
 */
export async function* produce(
  script: Script,
  options: ProductionOptions,
  engines: EngineSource,
): AsyncGenerator<ProductionProgress, Production> {
  const { screenplay } = script;
  const { signal } = options;
  signal?.throwIfAborted();
  const settings = productionSettings(screenplay.render, options);
  const { sampleRate } = settings;
  const selection = select(screenplay, options);
  const isPart = selection.name !== undefined;
  const folder = dirname(script.path);
  const out = isPart ? join(resolve(options.out), 'selections', selection.name) : resolve(options.out);
  const storeFolder = options.store ?? join(folder, '.tableread');
  if (isInside(out, resolve(storeFolder))) throw new TablereadError('production/out-in-store', { path: out });
  await prepareOutput(out);
  const store = await TakeStore.open(storeFolder);
  const locked = await readLockedTakes(script.path);
  const maker = new JobMaker(script, sampleRate, engines, {
    engine: options.engine,
    locks: { takes: locked.takes, store },
  });
  const notices: Notice[] = [...locked.notices, ...locksWithoutCue(script, locked.takes)];
  yield* notices;

  const ready = (sound: SoundCue) => readySound(sound, maker.line(sound.line), folder, sampleRate);
  const planned: (PlannedCue | SoundCue)[] = [];
  const foreseen: Outcome[] = [];
  const jobs = new Map<string, TakeJob>();
  for (const entry of selection.entries) {
    signal?.throwIfAborted();
    if (entry.kind === 'sound') {
      planned.push(entry);
      foreseen.push(await ready(entry));
      continue;
    }
    const plan = await maker.cue(entry);
    planned.push(plan);
    foreseen.push(foreseenOutcome(plan));
    if ('take' in plan.job) jobs.set(entry.id, plan.job);
    if (plan.notice === undefined) continue;
    notices.push(plan.notice);
    yield plan.notice;
  }
  const place = (outcomes: readonly Outcome[]) => placeOutcomes(outcomes, screenplay.sections, sampleRate, isPart);
  await refuseFullDisk(out, outputBytes(foreseen, place(foreseen), settings), surely);
  const brought = yield* noticed(bringTakes(jobs, maker.engines, store, sampleRate, signal), notices);

  const outcomes: Outcome[] = [];
  for (const each of planned) {
    // Speaking may take hours: sounds are looked at as they are now.
    outcomes.push('job' in each ? cueOutcome(each, brought) : await ready(each));
  }
  const failures = failuresOf(outcomes);
  yield* failures;
  await noteMeasuredLengths(store.folder, outcomes, sampleRate);
  await noteSpokenCues(store.folder, script.path, cuesWithTake(outcomes));

  const placed = place(outcomes);
  await refuseFullDisk(out, outputBytes(outcomes, placed, settings));
  const end = placed.reduce((latest, { start, length }) => Math.max(latest, start + length), 0);
  let label: LabelEvent | undefined;
  if (settings.label !== 'metadata') {
    const order = { kind: settings.label, outcomes, end, store, maker, sampleRate, signal };
    label = yield* noticed(addAudibleLabel(order), notices);
  }
  const frames = label === undefined ? end : label.start + label.length;
  if (frames === 0) throw new TablereadError('production/nothing-to-render');

  const plan = mixPlan(outcomes, placed, label, store, settings);
  const play = (stems: number) => mix(plan.events, { frames, channels: plan.channels, stems, signal });
  const { channels, doubled } = plan;
  const { loudness, truePeak } = settings;
  const finding = findMastering(() => play(0), { sampleRate, channels, doubled, loudness, truePeak });
  const mastering = yield* measured(finding, frames);
  const written = yield* writeProduction({
    script,
    settings,
    selection: selection.name,
    out,
    store,
    outcomes,
    placed,
    label,
    plan,
    play,
    mastering,
    frames,
    signal,
  });
  const notice = loudnessNotice(written.loudness.lufs, settings);
  if (notice !== undefined) {
    notices.push(notice);
    yield notice;
  }
  const finished = outcomes.flatMap((outcome) =>
    outcome.kind === 'cue' && outcome.made !== undefined ? [outcome.made.job.take] : [],
  );
  const takes = {
    made: brought.spoken.size + (label?.made ?? 0),
    reused: finished.filter((take) => !brought.spoken.has(take)).length,
  };
  return { ...written, failures, notices, takes, finishedCues: finished.length };
}

function isInside(path: string, folder: string): boolean {
  const within = relative(folder, path);
  return within === '' || (!isAbsolute(within) && within.split(sep)[0] !== '..');
}

async function prepareOutput(out: string): Promise<void> {
  try {
    await makeFolder(out);
  } catch (error) {
    throw fileError(error, out);
  }
  for (const folder of outputFolders) await removeStaleTemporaries(join(out, folder));
}

/** Passes events on and keeps the notices among them. */
async function* noticed<Result>(
  events: AsyncGenerator<ProductionProgress, Result>,
  notices: Notice[],
): AsyncGenerator<ProductionProgress, Result> {
  try {
    for (;;) {
      const step = await events.next();
      if (step.done === true) return step.value;
      if (step.value.kind === 'notice') notices.push(step.value);
      yield step.value;
    }
  } finally {
    // Whoever stops listening stops the work behind, too.
    await events.return(undefined as never);
  }
}

/** Of a cue whose take is not there yet. */
function foreseenOutcome({ cue, line, asked, job }: PlannedCue): Outcome {
  return { kind: 'cue', cue, line, asked, made: undefined, failure: 'take' in job ? undefined : job };
}

function cueOutcome({ cue, line, asked, job }: PlannedCue, brought: BroughtTakes): Outcome {
  const outcome = { kind: 'cue', cue, line, asked } as const;
  if (!('take' in job)) return { ...outcome, made: undefined, failure: job };
  const made = brought.finished.get(job.fitted);
  if (made !== undefined) return { ...outcome, made, failure: undefined };
  const reason = brought.failed.get(job.take) ?? {
    code: 'production/no-answer' as const,
    values: { engine: job.engine },
  };
  return { ...outcome, made: undefined, failure: { kind: 'failure', cue: cue.id, line, ...reason } };
}

function locksWithoutCue({ path, screenplay }: Script, locked: LockedTakes['takes']): Notice[] {
  const known = new Set(screenplay.cues.map(({ id }) => id));
  const file = basename(lockedTakesPath(path));
  return [...locked.keys()].flatMap((cue) =>
    known.has(cue) ? [] : [{ kind: 'notice', code: 'production/locked-cue-gone', values: { cue, file } } as const],
  );
}

function loudnessNotice(lufs: number, { loudness, truePeak }: ProductionSettings): Notice | undefined {
  if (lufs === -Infinity) {
    return { kind: 'notice', code: 'production/too-short-for-loudness', values: { target: loudness } };
  }
  // Delivery specifications allow a tenth and more.
  if (Math.abs(lufs - loudness) <= 0.1) return undefined;
  return {
    kind: 'notice',
    code: 'production/loudness-not-reached',
    values: { reached: lufs.toFixed(1), target: loudness, ceiling: truePeak },
  };
}
