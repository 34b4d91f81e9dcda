import { readdir, readFile, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { removeStaleTemporaries, writeFileAtomically } from '../foundation/atomicFile.ts';
import { formatMeasuredLengths, measuredLengthsFile, readMeasuredLengths } from '../foundation/measuredLengths.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import { fileError } from './fileError.ts';
import { readLockedTakes } from './lockedTakes.ts';
import type { EngineSource, Script } from './productionTypes.ts';
import { peaksFolder } from './outputPeaks.ts';
import { productionSettings } from './productionSettings.ts';
import { soundsFolder } from './seekableSound.ts';
import { spokenCuesFile } from './spokenCues.ts';
import { JobMaker } from './takeJob.ts';

export interface PruneOptions {
  /** Take store: `.tableread` beside the scripts. */
  readonly store: string;
  /** All scripts of the folder: what any of them uses stays. */
  readonly scripts: readonly Script[];
  /** What the scripts use goes as well: only locked takes stay. */
  readonly everything?: boolean;
  /** Days that a take stays after it was last made, used or not: 0. */
  readonly days?: number;
  /** Only tells what would go. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

export interface Pruned {
  readonly removed: number;
  readonly kept: number;
  /** Of what was removed. */
  readonly bytes: number;
}

/**
 * Removes takes that no script of the folder uses any more, and what killed renders left behind. Only files whose names are
 * those of takes are touched. Locked takes stay, whatever became of their lines.
 *
 * @param engines are asked only where a take's address needs it
 * @throws TablereadError `production/locked-take…`: what a file locks cannot be read, so nothing goes
 */
export async function prune(options: PruneOptions, engines: EngineSource): Promise<Pruned> {
  const { store, scripts, everything = false, days = 0, dryRun = false, signal } = options;
  const locked = await lockedBy(scripts);
  const { takes, digests } = await inUse(everything ? [] : scripts, engines, signal);
  for (const take of locked) takes.add(take);
  const oldest = Date.now() - days * 86_400_000;
  let removed = 0;
  let kept = 0;
  let bytes = 0;
  for (const [folder, pattern] of [
    ['takes', /^([0-9a-f]{64})\.take$/],
    ['fitted', /^([0-9a-f]{64})-[0-9a-f]{16}\.fitted$/],
  ] as const) {
    for (const name of await namesIn(join(store, folder))) {
      signal?.throwIfAborted();
      const take = pattern.exec(name)?.[1];
      if (take === undefined) continue;
      const path = join(store, folder, name);
      const facts = await stat(path).catch(() => undefined);
      if (facts === undefined) continue;
      if (takes.has(take) || facts.mtimeMs > oldest) {
        kept++;
        continue;
      }
      if (!dryRun) await remove(path);
      removed++;
      bytes += facts.size;
    }
    if (!dryRun) await removeStaleTemporaries(join(store, folder));
  }
  if (everything && !dryRun) {
    await remove(join(store, spokenCuesFile));
    for (const cache of [peaksFolder, soundsFolder]) await rm(join(store, cache), { recursive: true, force: true });
  }
  if (!dryRun) {
    await removeStaleTemporaries(store);
    await shortenLengths(join(store, measuredLengthsFile), digests);
  }
  return { removed, kept, bytes };
}

async function lockedBy(scripts: readonly Script[]): Promise<Set<string>> {
  const locked = new Set<string>();
  for (const { path } of scripts) {
    const { takes, notices } = await readLockedTakes(path);
    const [notice] = notices;
    if (notice !== undefined) throw new TablereadError(notice.code, notice.values);
    for (const { take } of takes.values()) locked.add(take);
  }
  return locked;
}

async function inUse(
  scripts: readonly Script[],
  engines: EngineSource,
  signal: AbortSignal | undefined,
): Promise<{ takes: Set<string>; digests: Set<string> }> {
  const takes = new Set<string>();
  const digests = new Set<string>();
  for (const script of scripts) {
    const { sampleRate } = productionSettings(script.screenplay.render, { out: '' });
    const maker = new JobMaker(script, sampleRate, engines, { engine: undefined });
    for (const cue of script.screenplay.cues) {
      signal?.throwIfAborted();
      digests.add(cue.digest);
      const { job } = await maker.cue(cue);
      if ('take' in job) takes.add(job.take);
    }
  }
  return { takes, digests };
}

async function shortenLengths(path: string, digests: ReadonlySet<string>): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const used = new Map([...readMeasuredLengths(text)].filter(([digest]) => digests.has(digest)));
  const shorter = formatMeasuredLengths(used);
  if (shorter.length < text.length) await writeFileAtomically(path, shorter);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function remove(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fileError(error, path);
  }
}
