import { describe, expect, test } from 'vitest';
import { Graph, type Target } from '../../../models/onnx/graph.ts';
import type { Value } from '../../../models/onnx/value.ts';
import { load } from '../../parity/networkRun.ts';

const targets: readonly Target[] = [
  { precision: 'float32', cpu: true },
  { precision: 'float32', cpu: false },
];

/** Runs what `build` makes of `x` and gives the elements, with the shape that the builder foretold and the true one. */
async function run(
  x: readonly number[],
  shape: readonly number[],
  build: (graph: Graph, x: Value) => Value,
  target: Target = { precision: 'float32', cpu: true },
): Promise<{ elements: number[]; foretold: Value['shape']; shape: readonly number[] }> {
  const graph = new Graph('test', target);
  const value = build(graph, graph.input('x', shape));
  graph.output('y', value);
  const session = await load(graph);
  const { y } = await session.run({ x: { elements: Float32Array.from(x), shape } });
  await session.release();
  if (y === undefined) throw new Error('no output');
  return { elements: Array.from(y.elements, Number), foretold: value.shape, shape: y.shape };
}

describe('an operator makes what the builder foretells', () => {
  const operators: Record<string, [number[], (graph: Graph, x: Value) => Value]> = {
    transpose: [[2, 3, 4], (graph, x) => graph.transpose(x, [2, 0, 1])],
    reshape: [[2, 3, 4], (graph, x) => graph.reshape(x, [2, 12])],
    slice: [[2, 6], (graph, x) => graph.slice(x, -1, 1, undefined, 3, 2)],
    convolution: [
      [1, 2, 7, 9],
      (graph, x) =>
        graph.convolution(x, graph.floats(new Float32Array(4 * 2 * 3 * 3), [4, 2, 3, 3]), undefined, {
          strides: [2, 1],
          dilations: [1, 2],
          pads: [1, 0, 1, 2],
        }),
    ],
    'transposed convolution': [
      [1, 2, 1, 5],
      (graph, x) =>
        graph.transposedConvolution(
          x,
          graph.floats(new Float32Array(2 * 3 * 8), [2, 3, 1, 8]),
          graph.floats([0, 0, 0]),
          {
            strides: [1, 4],
            pads: [0, 2, 0, 2],
          },
        ),
    ],
    pad: [[1, 2, 5], (graph, x) => graph.pad(x, [[2, 1]], 'reflect', [8])],
    mean: [[2, 3, 4], (graph, x) => graph.mean(x, [-1, 0], false)],
    gather: [[5, 3], (graph, x) => graph.gather(x, graph.integers([4, 0, 1, 1], [2, 2]))],
    split: [[2, 6], (graph, x) => graph.split(x, [1, 5], 1)[1] ?? x],
    concat: [[2, 6], (graph, x) => graph.concat([x, x], 0)],
    argmax: [[2, 6], (graph, x) => graph.cast(graph.argmax(x), 'float32')],
  };
  test.each(Object.entries(operators))('%s', async (_, [shape, build]) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const { foretold, shape: real } = await run(Array.from({ length: count }, Math.sin), shape, build);
    expect(real).toEqual(foretold);
  });
});

describe.each(targets)('with CPU kernels $cpu', (target) => {
  test('a product with a transposed matrix is scaled', async () => {
    const build = (graph: Graph, x: Value): Value =>
      graph.matmulTransposed(x, graph.floats([1, 0, 0, 1, 1, 1], [3, 2]), 0.5);
    const { elements, foretold } = await run([2, 4, 6, 8], [2, 2], build, target);
    expect(elements).toEqual([1, 2, 3, 3, 4, 7]);
    expect(foretold).toEqual([2, 3]);
  });

  test('root mean square normalisation', async () => {
    const build = (graph: Graph, x: Value): Value => graph.rootMeanSquareNormalization(x, graph.floats([1, 2]), 0);
    const { elements } = await run([3, 4], [1, 2], build, target);
    expect(elements[0]).toBeCloseTo(3 / Math.sqrt(12.5), 6);
    expect(elements[1]).toBeCloseTo(8 / Math.sqrt(12.5), 6);
  });
});

test('what does not fit is said by name, where the graph is built', () => {
  const graph = new Graph('toy');
  const x = graph.input('x', [1, 'frames', 4]);
  const bad = graph.floats([1, 2, 3], [3]);
  expect(() => graph.within('block.2', () => graph.add(x, bad))).toThrow(/toy\/block\.2: Add cannot take x float32/);
  expect(() => graph.matmul(x, graph.floats([1, 2, 3], [3, 1]))).toThrow(/MatMul/);
  expect(() => graph.expose('nowhere')).toThrow(/toy has no mark nowhere/);
});

test('named sizes follow from the input, whatever its length', async () => {
  const graph = new Graph('lengths');
  const x = graph.input('x', [1, 'frames', 2]);
  graph.output('y', graph.reshape(x, [1, 'frames', 1, 2]));
  const session = await load(graph);
  for (const frames of [1, 5]) {
    const { y } = await session.run({ x: { elements: new Float32Array(frames * 2), shape: [1, frames, 2] } });
    expect(y?.shape).toEqual([1, frames, 1, 2]);
  }
  await session.release();
});
