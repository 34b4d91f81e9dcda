import type { Graph } from './graph.ts';
import { quantiseBlocks, blockSize } from './quantiseBlocks.ts';
import { quantiseColumns } from './quantiseColumns.ts';
import { toFloat16 } from './float16.ts';
import type { Value } from './value.ts';
import { fusedWeight, normalisedWeight } from './weightNorm.ts';
import type { Weights } from './weights.ts';

/** Order of the dimensions of a matrix of weights: torch's Linear stores [out, in], GPT-2's Conv1D [in, out]. */
export type MatrixLayout = 'out-in' | 'in-out';

/**
 * x·W + b over the last dimension of x, with `weight` (or `weight_g` and `weight_v` under weight normalisation) and
 * `bias` (where there is one) of `weights`, in the precision of the graph. Matrices whose inner dimension is no whole number of blocks, and single columns, stay in float32.
 */
export function linear(graph: Graph, x: Value, weights: Weights, layout: MatrixLayout = 'out-in'): Value {
  const bias = weights.has('bias') ? weights.tensor('bias') : undefined;
  return graph.within(weights.path(''), () => multiplied(graph, x, weights, layout, bias));
}

function multiplied(graph: Graph, x: Value, weights: Weights, layout: MatrixLayout, bias: Value | undefined): Value {
  // 1×1 convolutions store [out, in, 1].
  const names = weights.has('weight') ? ['weight'] : ['weight_g', 'weight_v'];
  const [first = 1, second = 1] = weights.shape(names.at(-1) ?? '');
  const [columns, inner] = layout === 'out-in' ? [first, second] : [second, first];
  const precision = inner % blockSize === 0 && columns > 1 ? graph.target.precision : 'float32';
  /** Elements as [out, in]. */
  const rows = (): Float32Array => {
    const stored = fusedWeight(weights);
    return layout === 'out-in' ? stored : transposed(stored, inner, columns);
  };
  const shape = [...x.shape.slice(0, -1), columns];
  const recipe = `${precision}-${layout}`;

  if (precision === 'block8') {
    const blocks = inner / blockSize;
    const quantised = forTwo(() => quantiseBlocks(rows(), columns, inner));
    const codes = weights.derived(
      `${recipe}-codes`,
      names,
      [columns, blocks, blockSize],
      () => quantised().codes,
      'uint8',
    );
    const scales = weights.derived(`${recipe}-scales`, names, [columns * blocks], () => quantised().scales);
    // accuracy_level 4 multiplies in 8 bits; the others are 20 times slower on a CPU.
    const attributes = { K: inner, N: columns, bits: 8, block_size: blockSize, accuracy_level: 4 };
    const operands = [x, codes, scales, undefined, undefined, bias];
    return single(graph.node('MatMulNBits', operands, [{ type: 'float32', shape }], attributes, 'com.microsoft'));
  }
  if (precision === 'column8') {
    const quantised = forTwo(() => quantiseColumns(rows(), columns, inner));
    const codes = weights.derived(`${recipe}-codes`, names, [inner, columns], () => quantised().codes, 'int8');
    const scales = weights.derived(`${recipe}-scales`, names, [columns], () => quantised().scales);
    const operands = [x, codes, scales, undefined, bias];
    return single(graph.node('DynamicQuantizeMatMul', operands, [{ type: 'float32', shape }], {}, 'com.microsoft'));
  }
  if (precision === 'float16') {
    const halves = weights.derived(recipe, names, [first, second], () => toFloat16(fusedWeight(weights)), 'float16');
    return withBias(graph, product(graph, x, graph.cast(halves, 'float32'), layout), bias);
  }
  return withBias(graph, product(graph, x, normalisedWeight(weights, [first, second]), layout), bias);
}

function product(graph: Graph, x: Value, matrix: Value, layout: MatrixLayout): Value {
  return layout === 'out-in' ? graph.matmulTransposed(x, matrix) : graph.matmul(x, matrix);
}

function withBias(graph: Graph, x: Value, bias: Value | undefined): Value {
  return bias === undefined ? x : graph.add(x, bias);
}

function single(values: readonly Value[]): Value {
  const [value] = values;
  if (value === undefined) throw new Error('an operator made nothing');
  return value;
}

/** Codes and scales come of one computation; after both were taken its result is let go: it may be gigabytes. */
function forTwo<Result>(compute: () => Result): () => Result {
  let waiting: { readonly result: Result } | undefined;
  return () => {
    const { result } = waiting ?? { result: compute() };
    waiting = waiting === undefined ? { result } : undefined;
    return result;
  };
}

/** [rows, columns] to [columns, rows]. */
function transposed(elements: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(elements.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) out[column * rows + row] = elements[row * columns + column] ?? 0;
  }
  return out;
}
