import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCheckpoint } from '../../../models/checkpoints/checkpoint.ts';
import { Graph } from '../../../models/onnx/graph.ts';
import { prepareModel } from '../../../models/onnx/preparedModel.ts';
import { openSession } from '../../../models/onnx/session.ts';
import { Weights } from '../../../models/onnx/weights.ts';
import { torchFileBytes } from '../checkpoints/torchFileWriter.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tableread-prepared-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** y = x·W + doubled, W straight from the file, `doubled` computed. */
async function toy(first: number, count: () => void = () => undefined): Promise<Graph> {
  const path = join(folder, `toy${first}.pth`);
  const floats = (values: readonly number[]) => () => new Uint8Array(Float32Array.from(values).buffer);
  await writeFile(
    path,
    torchFileBytes({
      weight: { type: 'float32', shape: [2, 2], bytes: floats([first, 2, 3, 4]) },
      bias: { type: 'float32', shape: [2], bytes: floats([10, 20]) },
    }),
  );
  const graph = new Graph('toy');
  const weights = new Weights(graph, openCheckpoint(path));
  const doubled = weights.derived('doubled', ['bias'], [2], () => {
    count();
    return weights.floats('bias').map((value) => value * 2);
  });
  graph.output('y', graph.add(graph.matmul(graph.input('x', [1, 2]), weights.tensor('weight')), doubled));
  return graph;
}

test('weights are used where they lie; computed ones are written once', async () => {
  let computed = 0;
  const cache = join(folder, 'cache');
  for (let start = 0; start < 2; start++) {
    const session = await openSession(await prepareModel(await toy(1, () => computed++), cache), { provider: 'cpu' });
    const { y } = await session.run({ x: { elements: Float32Array.of(1, 1), shape: [1, 2] } });
    expect(Array.from(y?.elements ?? [], Number)).toEqual([24, 46]);
    await session.release();
  }
  expect(computed).toBe(1);
  expect(await readdir(cache)).toHaveLength(1);
  // Another checkpoint is another file.
  await prepareModel(await toy(5), cache);
  expect(await readdir(cache)).toHaveLength(2);
});

test('stopping leaves nothing behind', async () => {
  const cache = join(folder, 'stopped');
  const signal = AbortSignal.abort();
  await expect(prepareModel(await toy(1), cache, { signal })).rejects.toThrow('aborted');
  expect(await readdir(cache)).toEqual([]);
});

test('a provider that cannot be had is replaced by the CPU, and the session says why', async () => {
  const model = await prepareModel(await toy(1), join(folder, 'cache'));
  const absent = process.platform === 'win32' ? 'coreml' : 'dml';
  const session = await openSession(model, { provider: absent });
  expect(session.provider).toBe('cpu');
  expect(session.fallback?.code).toBe('onnx/provider-absent');
  await session.release();
});

test('a model that cannot be loaded names its network in one line', async () => {
  const model = { name: 'broken', bytes: new Uint8Array(9), folder };
  await expect(openSession(model)).rejects.toMatchObject({ code: 'onnx/load-failed' });
  await expect(openSession(model)).rejects.toThrow(/^[^\n]*broken[^\n]*$/);
});
