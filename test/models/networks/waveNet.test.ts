import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openCheckpoint } from '../../../models/checkpoints/checkpoint.ts';
import { waveNet, waveNetReach } from '../../../models/networks/waveNet.ts';
import { Graph } from '../../../models/onnx/graph.ts';
import { Weights } from '../../../models/onnx/weights.ts';
import { load } from '../../parity/networkRun.ts';
import { writeSafetensorsFile } from '../checkpoints/safetensorsFileWriter.ts';
import { hashedElements } from '../checkpoints/syntheticCheckpoints.ts';

const folder = mkdtempSync(join(tmpdir(), 'tableread-wavenet-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const [width, taps, layers, frames] = [2, 3, 3, 11];
const shapes = new Map<string, readonly number[]>([
  ['cond_layer.conv.conv.weight', [2 * width * layers, width, 1]],
  ['cond_layer.conv.conv.bias', [2 * width * layers]],
]);
for (let index = 0; index < layers; index++) {
  const ways = index < layers - 1 ? 2 * width : width;
  shapes.set(`in_layers.${index}.conv.conv.weight`, [2 * width, width, taps]);
  shapes.set(`in_layers.${index}.conv.conv.bias`, [2 * width]);
  shapes.set(`res_skip_layers.${index}.conv.conv.weight`, [ways, width, 1]);
  shapes.set(`res_skip_layers.${index}.conv.conv.bias`, [ways]);
}
const size = (name: string): number => (shapes.get(name) ?? []).reduce((product, each) => product * each, 1);
const floats = (name: string): Float32Array => hashedElements(name, size(name), 0, 1);

/** A layer of weights applied to a row, in plain loops. */
function applied(name: string, input: readonly number[]): number[] {
  const weight = floats(`${name}.weight`);
  return Array.from(floats(`${name}.bias`), (bias, row) =>
    input.reduce((sum, value, column) => sum + value * (weight[row * input.length + column] ?? NaN), bias),
  );
}

const sumOf = (a: readonly number[], b: readonly number[]): number[] => a.map((value, at) => value + (b[at] ?? NaN));
const mirrored = (frame: number): number => frames - 1 - Math.abs(frames - 1 - Math.abs(frame));

/** The same in plain loops: [frames][width]. */
function plain(x: readonly number[][], moment: readonly number[], dilationRate: number): number[][] {
  const condition = applied('cond_layer.conv.conv', moment);
  let total = x.map((row) => row.map(() => 0));
  let state = x;
  for (let index = 0; index < layers; index++) {
    const share = condition.slice(2 * width * index, 2 * width * (index + 1));
    const ways = state.map((row, frame) => {
      // Weights lie channel by channel, within them tap by tap.
      const seen = row.flatMap((_, channel) =>
        [-1, 0, 1].map((tap) => state[mirrored(frame + tap * dilationRate ** index)]?.[channel] ?? NaN),
      );
      const both = sumOf(applied(`in_layers.${index}.conv.conv`, seen), share);
      const gated = row.map((_, at) => Math.tanh(both[at] ?? NaN) / (1 + Math.exp(-(both[width + at] ?? NaN))));
      return applied(`res_skip_layers.${index}.conv.conv`, gated);
    });
    total = total.map((row, frame) => sumOf(row, ways[frame]?.slice(-width) ?? []));
    state = state.map((row, frame) => sumOf(row, ways[frame]?.slice(0, width) ?? []));
  }
  return total;
}

test.each([1, 2])('convolutions that look at every frame, or with a rate of %i', async (dilationRate) => {
  const file = join(folder, `${dilationRate}.safetensors`);
  const tensors = Array.from(shapes, ([name, shape]) => {
    const bytes = (): Uint8Array => new Uint8Array(floats(name).buffer);
    return [name, { type: 'float32' as const, shape, bytes }] as const;
  });
  writeSafetensorsFile(file, new Map(tensors));
  const checkpoint = openCheckpoint(file);
  const graph = new Graph('waveNet');
  const weights = new Weights(graph, checkpoint);
  const moment = graph.input('moment', [1, width]);
  graph.output('y', waveNet(graph, graph.input('x', [1, 'frames', width]), moment, weights, dilationRate));
  expect(waveNetReach(weights, dilationRate)).toBe(dilationRate === 1 ? 3 : 1 + 2 + 4);

  const elements = hashedElements('x', frames * width, 0, 1);
  const time = hashedElements('moment', width, 0, 1);
  const session = await load(graph);
  const { y } = await session.run({
    x: { elements, shape: [1, frames, width] },
    moment: { elements: time, shape: [1, width] },
  });
  await session.release();
  checkpoint.close();
  const rows = Array.from({ length: frames }, (_, frame) => [...elements.subarray(frame * width, (frame + 1) * width)]);
  const wanted = plain(rows, [...time], dilationRate).flat();
  const error = Array.from(y?.elements ?? [], Number).map((value, at) => Math.abs(value - (wanted[at] ?? NaN)));
  expect(error).toHaveLength(frames * width);
  expect(Math.max(...error)).toBeLessThan(1e-5);
});
