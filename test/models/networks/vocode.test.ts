import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCheckpoint } from '../../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../../models/checkpoints/configuration.ts';
import { bigVgan } from '../../../models/networks/bigVgan.ts';
import { vocode, vocoderSize } from '../../../models/networks/vocode.ts';
import { openGoldens } from '../../parity/goldens.ts';
import { cpuDevice, load } from '../../parity/networkRun.ts';
import { hashedElements, syntheticCheckpoints } from '../checkpoints/syntheticCheckpoints.ts';

const goldens = openGoldens();

test.skipIf(goldens === undefined)('a mel made in chunks sounds like one made at once', async () => {
  if (goldens === undefined) return;
  const folder = join(syntheticCheckpoints(goldens, 'v2'), 'hf_cache', 'bigvgan');
  const checkpoint = openCheckpoint(join(folder, 'bigvgan_generator.pt'));
  const configuration = readConfiguration(join(folder, 'config.json'));
  const session = await load(bigVgan(checkpoint, configuration, cpuDevice.target));
  const size = vocoderSize(configuration);
  expect(size.hop).toBe(256);
  const frames = 150;
  const mel = hashedElements('mel', size.mels * frames, -4, 3);
  const whole = await vocode(session, mel, size);
  expect(whole).toHaveLength(frames * size.hop);
  const greatest = (samples: Float32Array): number =>
    Math.max(...Array.from(samples, (sample, index) => Math.abs(sample - (whole[index] ?? NaN))));

  const told: number[] = [];
  const progress = (done: number): unknown => told.push(done);
  expect(greatest(await vocode(session, mel, size, { chunk: 64, progress }))).toBeLessThan(2e-6);
  expect(told).toEqual([64, 128, 150]);
  // The context is no larger than it has to be by much: a third of it is heard.
  const less = { ...size, context: Math.floor(size.context / 3) };
  expect(greatest(await vocode(session, mel, less, { chunk: 64 }))).toBeGreaterThan(1e-5);

  await expect(vocode(session, mel, size, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  await session.release();
  checkpoint.close();
});
