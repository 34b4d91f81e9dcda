import { describe, expect, test } from 'vitest';
import { bytesInMemory } from '../../../models/checkpoints/byteSource.ts';
import { Checkpoint } from '../../../models/checkpoints/checkpoint.ts';
import { elementCount } from '../../../models/checkpoints/tensorEntry.ts';
import { toFloat16 } from '../../../models/onnx/float16.ts';
import { Graph, type Precision } from '../../../models/onnx/graph.ts';
import { linear } from '../../../models/onnx/linear.ts';
import { blockSize, quantiseBlocks } from '../../../models/onnx/quantiseBlocks.ts';
import { quantiseColumns } from '../../../models/onnx/quantiseColumns.ts';
import { fusedWeight } from '../../../models/onnx/weightNorm.ts';
import { SharedFactor } from '../../../models/onnx/sharedFactor.ts';
import type { Value } from '../../../models/onnx/value.ts';
import { Weights } from '../../../models/onnx/weights.ts';
import { load } from '../../parity/networkRun.ts';
import { safetensorsFileBytes } from '../checkpoints/safetensorsFileWriter.ts';
import { hashedElements } from '../checkpoints/syntheticCheckpoints.ts';

function checkpoint(tensors: Readonly<Record<string, { shape: readonly number[]; values: Float32Array }>>): Checkpoint {
  const written = Object.entries(tensors).map(
    ([name, { shape, values }]) =>
      [name, { type: 'float32' as const, shape, bytes: () => new Uint8Array(values.buffer) }] as const,
  );
  return new Checkpoint(bytesInMemory('test.safetensors', safetensorsFileBytes(new Map(written))));
}

const inner = 256;
const columns = 8;
const x = hashedElements('x', 3 * inner, 0, 1);
const matrix = hashedElements('matrix', columns * inner, 0, 1); // [out, in]
const bias = hashedElements('bias', columns, 0, 1);

function expected(): number[] {
  return Array.from({ length: 3 * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    let sum = bias[column] ?? 0;
    for (let i = 0; i < inner; i++) sum += (x[row * inner + i] ?? 0) * (matrix[column * inner + i] ?? 0);
    return sum;
  });
}

/** Relative errors: rounding of float32; of 11-bit mantissas; of 8 bits in weights and activations. */
const cases: readonly [Precision, number][] = [
  ['float32', 1e-6],
  ['float16', 1e-3],
  ['block8', 2e-2],
  ['column8', 2e-2],
];

describe.each(cases)('a linear layer in %s', (precision, tolerance) => {
  const layouts = ['out-in', 'in-out'] as const;
  const parts = [undefined, { first: 3, count: 4 }] as const;
  const forms = layouts.flatMap((layout) =>
    parts.map((outputs) => ({ layout, outputs, name: outputs ? 'a part' : 'whole' })),
  );
  test.each(forms)('stored $layout, $name', async ({ layout, outputs }) => {
    const stored =
      layout === 'out-in'
        ? { shape: [columns, inner], values: matrix }
        : {
            shape: [inner, columns],
            values: Float32Array.from(
              matrix,
              (_, index) => matrix[(index % columns) * inner + Math.floor(index / columns)] ?? 0,
            ),
          };
    const graph = new Graph(`linear-${precision}-${layout}-${outputs?.first ?? 'all'}`, { precision, cpu: true });
    // Weights of a file in memory cannot be pointed at: they are copied into the side file.
    const weights = new Weights(graph, checkpoint({ weight: stored, bias: { shape: [columns], values: bias } }), '');
    const spied = inSideFile(weights);
    graph.output('y', linear(graph, graph.input('x', [1, 3, inner]), spied, layout, outputs));
    const session = await load(graph);
    const { y } = await session.run({ x: { elements: x, shape: [1, 3, inner] } });
    await session.release();
    const ours = Array.from(y?.elements ?? [], Number);
    const { first, count } = outputs ?? { first: 0, count: columns };
    const reference = expected().filter((_, index) => index % columns >= first && index % columns < first + count);
    expect(ours).toHaveLength(reference.length);
    const error = Math.hypot(...ours.map((value, index) => value - (reference[index] ?? NaN)));
    expect(error / Math.hypot(...reference)).toBeLessThan(tolerance);
  });
});

test.each(cases)(
  'a factor of two products is moved and multiplied in %s as by itself',
  async (precision, tolerance) => {
    const graph = new Graph(`linear-${precision}-shared`, { precision, cpu: true });
    const file = checkpoint({ weight: { shape: [columns, inner], values: matrix } });
    const weights = inSideFile(new Weights(graph, file, ''));
    const later = new SharedFactor(graph.input('x', [1, 3, inner]), (value) => graph.slice(value, 1, 1, undefined, 2));
    graph.output('low', linear(graph, later, weights, 'out-in', { first: 0, count: 3 }));
    graph.output('high', linear(graph, later, weights, 'out-in', { first: 3, count: 5 }));
    expect(graph.nodes.filter(({ operator }) => operator === 'Slice')).toHaveLength(1);
    const session = await load(graph);
    const { low, high } = await session.run({ x: { elements: x, shape: [1, 3, inner] } });
    await session.release();
    const ours = [0, 1].flatMap((row) => [
      ...Array.from(low?.elements ?? [], Number).slice(3 * row, 3 * row + 3),
      ...Array.from(high?.elements ?? [], Number).slice(5 * row, 5 * row + 5),
    ]);
    const reference = expected()
      .map((value, index) => value - (bias[index % columns] ?? 0))
      .slice(columns);
    const error = Math.hypot(...ours.map((value, index) => value - (reference[index] ?? NaN)));
    expect(error / Math.hypot(...reference)).toBeLessThan(tolerance);
  },
);

function inSideFile(weights: Weights): Weights {
  const copy = (name: string, shape = weights.shape(name), first = 0): Value =>
    weights.derived(`copy from ${first}`, [name], shape, () =>
      weights.floats(name).subarray(first, first + elementCount(shape)),
    );
  weights.tensor = copy;
  return weights;
}

test('codes and scales give the matrix back to half a step', () => {
  const blocks = quantiseBlocks(matrix, columns, inner);
  const byColumn = quantiseColumns(matrix, columns, inner);
  for (let i = 0; i < matrix.length; i++) {
    const scale = Math.abs(blocks.scales[Math.floor(i / blockSize)] ?? 0);
    const block = ((blocks.codes[i] ?? 0) - 128) * (blocks.scales[Math.floor(i / blockSize)] ?? 0);
    // The block's extreme is exact; a value near its opposite is cut at 127 steps: one whole step.
    expect(Math.abs(block - (matrix[i] ?? 0))).toBeLessThanOrEqual(scale * 1.0001);
    const [column, row] = [Math.floor(i / inner), i % inner];
    const step = byColumn.scales[column] ?? 0;
    const code = (byColumn.codes[row * columns + column] ?? 0) * step;
    expect(Math.abs(code - (matrix[i] ?? 0))).toBeLessThanOrEqual(step * 0.5001);
  }
  expect(quantiseBlocks(new Float32Array(blockSize), 1, blockSize).scales).toEqual(Float32Array.of(-0));
});

test.each([
  [0, 0x0000],
  [-0, 0x8000],
  [1, 0x3c00],
  [-2, 0xc000],
  [65504, 0x7bff],
  [65519, 0x7bff],
  [65520, 0x7c00],
  [Infinity, 0x7c00],
  [NaN, 0x7e00],
  [2 ** -24, 0x0001],
  [2 ** -25, 0x0000],
  [1.0001 * 2 ** -25, 0x0001],
  [2 ** -14, 0x0400],
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  [2 - 2 ** -12, 0x4000],
])('%f in half precision is %i', (value, bits) => {
  expect(toFloat16(Float32Array.of(value))).toEqual(Uint16Array.of(bits));
});

test('weight normalisation divides by the norm of every row', () => {
  const file = checkpoint({
    weight_g: { shape: [2, 1, 1], values: Float32Array.of(10, 1) },
    weight_v: { shape: [2, 2, 1], values: Float32Array.of(3, 4, 0, 2) },
  });
  expect(Array.from(fusedWeight(new Weights(new Graph('g'), file)))).toEqual([6, 8, 0, 1]);
});
