import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatMeasuredLengths, measuredLengthsFile, readMeasuredLengths } from '../foundation/measuredLengths.ts';
import { fileError } from './fileError.ts';
import type { Outcome } from './placing.ts';

/**
 * Notes the lengths of finished takes that the file of measured lengths does not have yet. The lines are appended in one
 * write, so two renders at once do not cut into each other; whatever is lost all the same, the next render adds again.
 *
 * @param store folder of the take store
 */
export async function noteMeasuredLengths(
  store: string,
  outcomes: readonly Outcome[],
  sampleRate: number,
): Promise<void> {
  const path = join(store, measuredLengthsFile);
  const text = await readFile(path, 'utf8').catch(() => '');
  const known = readMeasuredLengths(text);
  const fresh = new Map<string, number>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'cue' || outcome.made === undefined) continue;
    const seconds = outcome.made.frames / sampleRate;
    const before = known.get(outcome.cue.digest);
    // The file keeps microseconds.
    if (before === undefined || Math.abs(before - seconds) > 1e-5) fresh.set(outcome.cue.digest, seconds);
  }
  if (fresh.size === 0) return;
  // A line that a killed render left unfinished is ended first.
  const start = text === '' || text.endsWith('\n') ? '' : '\n';
  try {
    const file = await open(path, 'a');
    try {
      await file.write(start + formatMeasuredLengths(fresh));
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(error, path);
  }
}
