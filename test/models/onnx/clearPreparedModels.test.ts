import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processMark } from '../../../foundation/processMark.ts';
import { bytesInMemory } from '../../../models/checkpoints/byteSource.ts';
import { Checkpoint } from '../../../models/checkpoints/checkpoint.ts';
import { clearPreparedModels } from '../../../models/onnx/clearPreparedModels.ts';
import { Graph } from '../../../models/onnx/graph.ts';
import { prepareModel } from '../../../models/onnx/preparedModel.ts';
import { Weights } from '../../../models/onnx/weights.ts';
import { safetensorsFileBytes } from '../checkpoints/safetensorsFileWriter.ts';

let cache = '';
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'tableread-clear-'));
});
afterEach(() => rm(cache, { recursive: true }));

const day = 24 * 3_600_000;
const weights = (letter: string): string => `gpt2-${letter.repeat(24)}.weights`;

async function age(name: string, days: number): Promise<void> {
  const time = new Date(Date.now() - days * day);
  await utimes(join(cache, name), time, time);
}

async function file(name: string, days: number): Promise<string> {
  await writeFile(join(cache, name), 'twelve bytes');
  await age(name, days);
  return name;
}

/** A graph with computed weights. */
function toy(): Graph {
  const values = Float32Array.of(1, 2);
  const stored = { type: 'float32' as const, shape: [2], bytes: () => new Uint8Array(values.buffer) };
  const bytes = safetensorsFileBytes(new Map([['bias', stored]]));
  const graph = new Graph('toy');
  const found = new Weights(graph, new Checkpoint(bytesInMemory('toy.safetensors', bytes)));
  graph.output(
    'y',
    graph.add(
      graph.input('x', [2]),
      found.derived('same', ['bias'], [2], () => values),
    ),
  );
  return graph;
}

test('what was not used for long goes, the rest stays', async () => {
  const kept = [await file(weights('a'), 29), await file('notes.txt', 400), await file('gpt2.weights', 400)];
  await file(weights('b'), 31);
  await file(weights('c'), 400);
  expect(await clearPreparedModels(cache, 30)).toBe(24);
  expect((await readdir(cache)).sort()).toEqual(kept.sort());
});

test('a model that is prepared again counts as used', async () => {
  await prepareModel(toy(), cache);
  const [name = ''] = await readdir(cache);
  await age(name, 100);
  await prepareModel(toy(), cache);
  expect(await clearPreparedModels(cache, 30)).toBe(0);
  expect(await readdir(cache)).toEqual([name]);
});

test('what killed processes left goes, what living ones are at stays', async () => {
  // No process has this id: it is above the greatest that systems give.
  await file(`${weights('d')}.${processMark.replace(/\d+$/, '99999999')}.leaving`, 1);
  const living = await file(`${weights('e')}.${processMark}.leaving`, 1);
  expect(await clearPreparedModels(cache, 30)).toBe(12);
  expect(await readdir(cache)).toEqual([living]);
});

test('several clear and prepare at once', async () => {
  for (let round = 0; round < 20; round++) {
    for (const letter of 'abcdef') await file(weights(letter), 100);
    const [, ...freed] = await Promise.all([
      prepareModel(toy(), cache),
      ...Array.from({ length: 4 }, () => clearPreparedModels(cache, 30)),
    ]);
    expect(freed.reduce((sum, bytes) => sum + bytes, 0)).toBe(6 * 12);
    expect(await readdir(cache)).toHaveLength(1);
  }
});

test('no cache, nothing to do', async () => {
  expect(await clearPreparedModels(join(cache, 'absent'), 30)).toBe(0);
});
