import { dirname, resolve } from 'node:path';
import type { CallContext } from '../../foundation/processCalls.ts';
import { bringTakes, type FinishedTake } from '../bringTakes.ts';
import { failuresOf } from '../failuresOf.ts';
import { readLockedTakes } from '../lockedTakes.ts';
import { noteMeasuredLengths } from '../noteMeasuredLengths.ts';
import type { Outcome } from '../placing.ts';
import type { PlayOrder, ProductionService, Reel, ScriptSource } from '../productionService.ts';
import type { Failure, Notice } from '../productionTypes.ts';
import { readySound } from '../readySound.ts';
import { JobMaker, type TakeJob } from '../takeJob.ts';
import { cuesWithTake, noteSpokenCues } from '../spokenCues.ts';
import { finishedOutput } from './finishedOutput.ts';
import { LiveReel } from './liveReel.ts';
import { playSelection } from './playSelection.ts';
import { OutputReel } from './outputReel.ts';
import { seekableSound } from '../seekableSound.ts';
import { storeFolder, type Studio } from './studio.ts';
import { withNotices } from './withNotices.ts';

/** A preview needs no more than this, Hz. */
const highestRate = 48_000;
/** Takes that are asked for together: first the one that is heard first, then more and more. */
const largestGroup = 32;
/** How long the first reel may wait for takes that are kept. */
const quickMilliseconds = 40;
/** A reel is told again after this, or after this many times what telling it took. */
const pauseMilliseconds = 100;
const pauseFactor = 10;

/** `ProductionService.play`. */
export async function* play(
  studio: Studio,
  { script: source, what, engine }: Parameters<ProductionService['play']>[0],
  { signal }: CallContext,
): AsyncGenerator<Reel | Failure | Notice> {
  if (what.kind === 'output') {
    yield await playOutput(studio, source, what.folder, engine);
    return;
  }
  yield* withNotices(playLive(studio, source, what, engine, signal), studio.play);
}

/** A finished render. Its cues stand where the script has them now. */
async function playOutput(
  studio: Studio,
  source: ScriptSource,
  folder: string,
  engine: string | undefined,
): Promise<Reel> {
  const [output, script] = await Promise.all([finishedOutput(resolve(folder)), studio.open(source, engine)]);
  const reel = await OutputReel.open(studio.reels.newId(), output, storeFolder(source.path));
  studio.reels.add(source.path, reel);
  const lines = new Map(script.tree.lines.map((line, index) => [line, index + 1]));
  const now = new Map(script.screenplay.cues.map(({ id, line }) => [id, lines.get(line)]));
  const made = reel.reel();
  return { ...made, cues: made.cues.map((cue) => ({ ...cue, line: now.get(cue.id) ?? cue.line })) };
}

async function* playLive(
  studio: Studio,
  source: ScriptSource,
  what: Exclude<PlayOrder, { kind: 'output' }>,
  engine: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Reel | Failure | Notice, void> {
  const [script, store] = await Promise.all([studio.open(source, engine), studio.store(source.path)]);
  const { screenplay } = script;
  const sampleRate = Math.min(highestRate, screenplay.render.sampleRate);
  const locked = await readLockedTakes(script.path);
  const maker = new JobMaker(script, sampleRate, studio.play.engine, {
    engine,
    locks: { takes: locked.takes, store },
    hashes: studio.hashes,
  });
  const { title, kind, entries } = playSelection(script, what, (node) => maker.line(node));

  const jobs = new Map<number, TakeJob>();
  const notices: Notice[] = [...locked.notices];
  const outcomes = await Promise.all(
    entries.map(async (entry, index): Promise<Outcome> => {
      if (entry.kind === 'sound') return readySound(entry, maker.line(entry.line), dirname(script.path), sampleRate);
      // Another reading is asked for to be compared with the one that is locked.
      const isOther = what.kind === 'cue' && what.take !== undefined;
      const { cue, line, asked, job, notice } = await (isOther ? maker.ownCue(entry) : maker.cue(entry));
      if (notice !== undefined) notices.push(notice);
      if ('take' in job) jobs.set(index, job);
      return { kind: 'cue', cue, line, asked, made: undefined, failure: 'take' in job ? undefined : job };
    }),
  );
  signal.throwIfAborted();
  const reel = new LiveReel({ id: studio.reels.newId(), title, screenplay, sampleRate, store, kind }, outcomes);
  studio.reels.add(script.path, reel);
  const finished = new Map<string, FinishedTake>();
  await settleKept();
  yield reel.reel();
  yield* notices;
  yield* failuresOf(outcomes);

  const unpacking = unpackSounds();
  // Met where it is awaited; a play that ends before is nobody's unhandled rejection.
  unpacking.catch(() => undefined);
  let due = 0;
  const tell = function* (isDue: boolean): Generator<Reel> {
    const started = performance.now();
    if (!isDue && started < due) return;
    const wasReady = reel.readyFrames;
    reel.place();
    if (!isDue && wasReady === reel.readyFrames) return;
    const now = reel.reel();
    const ended = performance.now();
    due = ended + Math.max(pauseMilliseconds, pauseFactor * (ended - started));
    yield now;
  };
  try {
    const waiting = [...jobs].sort(([a], [b]) => a - b);
    for (let size = 1; waiting.length > 0; size = Math.min(largestGroup, 2 * size)) {
      const group = new Map(waiting.splice(0, size).map(([index, job]) => [job.request.id, { index, job }]));
      const wanted = new Map([...group].map(([id, { job }]) => [id, job]));
      const events = bringTakes(wanted, maker.engines, store, sampleRate, signal, finished);
      const brought = yield* (async function* () {
        try {
          for (;;) {
            const step = await events.next();
            if (step.done === true) return step.value;
            const event = step.value;
            if (event.kind === 'notice') yield event;
            if (event.kind !== 'take') continue;
            const found = group.get(event.cue);
            const made = found === undefined ? undefined : finished.get(found.job.fitted);
            if (found === undefined || made === undefined) continue;
            settle(found.index, made);
            yield* tell(reel.readyFrames === 0);
          }
        } finally {
          // Whoever stops listening stops the engine's work, too.
          await events.return(undefined as never);
        }
      })();
      for (const [id, { index, job }] of group) {
        const reason = brought.failed.get(job.take);
        const outcome = reel.outcomes[index];
        if (reason === undefined || outcome?.kind !== 'cue') continue;
        const failure: Failure = { kind: 'failure', cue: id, line: outcome.line, ...reason };
        studio.failed.failed(script.path, outcome.cue);
        reel.settle(index, { ...outcome, failure });
        yield failure;
      }
    }
    yield* tell(true);
    await unpacking;
  } finally {
    // Whoever stops in the middle keeps what was made, and its lengths.
    await noteMeasuredLengths(store.folder, reel.outcomes, sampleRate);
    await noteSpokenCues(store.folder, script.path, cuesWithTake(reel.outcomes));
  }

  /** What is heard first may be there already: takes in their order up to the first that is missing, as far as that is quick. */
  async function settleKept(): Promise<void> {
    const started = performance.now();
    for (const [index, job] of [...jobs].sort(([a], [b]) => a - b)) {
      if (performance.now() - started > quickMilliseconds) break;
      const kept = await store.readFitted(job.fitted);
      if (typeof kept !== 'object') break;
      const made = { job, header: kept.header, frames: kept.samples.length };
      finished.set(job.fitted, made);
      settle(index, made);
    }
    reel.place();
  }

  /** While takes are made; until then sounds are heard from their own files. */
  async function unpackSounds(): Promise<void> {
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.kind !== 'sound' || outcome.ready === undefined) continue;
      const { ready } = outcome;
      const file = await seekableSound(ready.file, sampleRate, store.folder, signal);
      if (file === ready.file) continue;
      reel.settle(index, { ...outcome, ready: { ...ready, file } });
      reel.place();
    }
  }

  function settle(index: number, made: FinishedTake): void {
    const outcome = reel.outcomes[index];
    if (outcome?.kind !== 'cue') return;
    studio.failed.made(script.path, outcome.cue);
    reel.settle(index, { ...outcome, made });
  }
}
