import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCheckpoint } from '../../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../../models/checkpoints/configuration.ts';
import { diffusionTransformer } from '../../../models/networks/diffusionTransformer.ts';
import type { Tensor } from '../../../models/onnx/session.ts';
import { openGoldens } from '../../parity/goldens.ts';
import { load } from '../../parity/networkRun.ts';
import { hashedElements, syntheticCheckpoints } from '../checkpoints/syntheticCheckpoints.ts';

const goldens = openGoldens();
if (goldens === undefined) console.warn('no goldens (TABLEREAD_GOLDENS): the mel network is not run');

test.skipIf(goldens === undefined)('behind a prompt the velocity is that of the whole', async () => {
  if (goldens === undefined) return;
  const folder = syntheticCheckpoints(goldens, 'v2');
  const checkpoint = openCheckpoint(join(folder, 's2mel.pth'));
  const graph = diffusionTransformer(checkpoint, readConfiguration(join(folder, 'config.yaml')));
  const [, mels] = graph.inputs.find(({ name }) => name === 'x')?.shape ?? [];
  const [, , width] = graph.inputs.find(({ name }) => name === 'condition')?.shape ?? [];
  const session = await load(graph);
  const frames = 40;
  const random = (name: string, ...shape: number[]): Tensor => ({
    elements: hashedElements(
      name,
      shape.reduce((product, size) => product * size, 1),
      0,
      1,
    ),
    shape,
  });
  const velocity = async (first: number): Promise<Tensor | undefined> => {
    const feeds = {
      x: random('x', 1, Number(mels), frames),
      time: { elements: Float32Array.of(0.3), shape: [1] },
      condition: random('condition', 2, frames, Number(width)),
      first: { elements: BigInt64Array.of(BigInt(first)), shape: [1] },
    };
    return (await session.run(feeds))['velocity'];
  };
  const whole = Array.from((await velocity(0))?.elements ?? [], Number);
  expect(whole).toHaveLength(2 * Number(mels) * frames);
  // Within what the convolutions see of the first frame, at its end, and beyond.
  for (const first of [1, 5, 15, 16, 17, 30, frames - 1]) {
    const part = await velocity(first);
    const made = frames - first;
    expect(part?.shape).toEqual([2, mels, made]);
    const error = Array.from(part?.elements ?? [], Number).map((value, index) =>
      Math.abs(value - (whole[Math.floor(index / made) * frames + first + (index % made)] ?? NaN)),
    );
    expect(Math.max(...error)).toBeLessThan(1e-5);
  }
  await session.release();
  checkpoint.close();
});
