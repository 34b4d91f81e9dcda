import { join } from 'node:path';
import { createWavWriter } from '../audio/index.ts';
import type { FinishedCue } from './finishedScript.ts';
import { machineLabel } from './machineLabel.ts';
import type { ProducedFile, ProductionProgress } from './productionTypes.ts';
import type { ReadyProduction } from './readyProduction.ts';

/** Files that are written at once. */
const atOnce = 4;

/**
 * Writes a WAV a cue: its take as it stands on the timeline, without level, place and loudness of the mix. Each gets its name
 * when it is whole.
 *
 * @param files is added to
 */
export async function* writeCueFiles(
  { settings, store, out, signal, script }: ReadyProduction,
  cues: readonly FinishedCue[],
  files: ProducedFile[],
): AsyncGenerator<ProductionProgress> {
  const { sampleRate, bits } = settings;
  const made = cues.filter(({ timeline }) => timeline.file !== null);
  for (let index = 0; index < made.length; index += atOnce) {
    signal?.throwIfAborted();
    const group = made.slice(index, index + atOnce);
    const written = group.map(async ({ timeline, cue, made: take }) => {
      if (take === undefined) return;
      const path = join(out, ...(timeline.file ?? '').split('/'));
      const samples = await store.fittedSamples(take.job.fitted);
      const writer = await createWavWriter(path, {
        sampleRate,
        channels: 1,
        bits,
        frames: samples.length,
        tags: machineLabel(take.job.fitted.slice(0, 32), script.screenplay.language, {
          title: cue.id,
          artist: cue.speaker,
        }),
        markers: timeline.marks.map(({ name, start }) => ({ frame: start - timeline.start, label: name })),
        timeReference: BigInt(timeline.start),
      });
      try {
        await writer.write([unclipped(samples)]);
        await writer.close();
      } catch (error) {
        await writer.abort();
        throw error;
      }
      files.push({ path, kind: 'cues' });
    });
    await Promise.all(written);
    yield {
      kind: 'progress',
      stage: 'write',
      done: Math.min(made.length, index + atOnce),
      total: made.length,
    };
  }
}

/** Samples that fit an integer format: a take that goes over full scale is turned down as a whole. */
function unclipped(samples: Float32Array): Float32Array {
  let largest = 0;
  for (let n = 0; n < samples.length; n++) largest = Math.max(largest, Math.abs(samples[n] as number));
  return largest <= 1 ? samples : samples.map((sample) => sample / largest);
}
