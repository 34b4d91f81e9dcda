import { toFloat16 } from './float16.ts';
import type { Graph, Precision } from './graph.ts';
import { blockSize, quantiseBlocks } from './quantiseBlocks.ts';
import { quantiseColumns } from './quantiseColumns.ts';
import { SharedFactor } from './sharedFactor.ts';
import type { Value } from './value.ts';
import type { Weights } from './weights.ts';

/** A matrix of weights, and how its elements are come by. */
export interface WeightMatrix {
  readonly weights: Weights;
  /** Names the computation of `elements` from the tensors `names`. */
  readonly recipe: string;
  readonly names: readonly string[];
  readonly columns: number;
  readonly inner: number;
  /** [columns, inner], row-major. */
  readonly elements: () => Float32Array;
  /** The matrix where the file holds it as float32 already: [columns, inner], or [inner, columns] if `transposed`. */
  readonly inPlace?: { readonly value: () => Value; readonly transposed: boolean };
}

/**
 * `factor` [..., inner] times a matrix of weights, plus `bias` [columns], in the precision of the graph. Of matrices whose inner
 * dimension is no whole number of blocks, and of single columns, nothing is quantised. Only CPUs have kernels for
 * `column8`; elsewhere blocks stand for it.
 */
export function matrixProduct(
  graph: Graph,
  factor: Value | SharedFactor,
  matrix: WeightMatrix,
  bias: Value | undefined,
): Value {
  const { weights, names, columns, inner, elements } = matrix;
  const precision = precisionOf(graph, matrix);
  const recipe = `${precision} ${matrix.recipe}`;

  if (precision === 'column8') {
    const quantised = forTwo(() => quantiseColumns(elements(), columns, inner));
    const codes = weights.derived(`${recipe} codes`, names, [inner, columns], () => quantised().codes, 'int8');
    const scales = weights.derived(`${recipe} scales`, names, [columns], () => quantised().scales);
    if (!(factor instanceof SharedFactor)) {
      const product = { type: 'float32' as const, shape: [...factor.shape.slice(0, -1), columns] };
      const operands = [factor, codes, scales, undefined, bias];
      return single(graph.node('DynamicQuantizeMatMul', operands, [product], {}, 'com.microsoft'));
    }
    const { codes: rows, scale, zero } = factor.quantised(graph);
    const product = { type: 'float32' as const, shape: [...rows.shape.slice(0, -1), columns] };
    const operands = [rows, codes, scale, scales, zero, undefined, bias];
    return single(graph.node('MatMulIntegerToFloat', operands, [product], {}, 'com.microsoft'));
  }
  const x = factor instanceof SharedFactor ? factor.plain() : factor;
  const made = { type: 'float32' as const, shape: [...x.shape.slice(0, -1), columns] };

  if (precision === 'block8') {
    const blocks = inner / blockSize;
    const quantised = forTwo(() => quantiseBlocks(elements(), columns, inner));
    const layout = [columns, blocks, blockSize];
    const codes = weights.derived(`${recipe} codes`, names, layout, () => quantised().codes, 'uint8');
    const scales = weights.derived(`${recipe} scales`, names, [columns * blocks], () => quantised().scales);
    // accuracy_level 4 multiplies in 8 bits; the others are 20 times slower on a CPU.
    const attributes = { K: inner, N: columns, bits: 8, block_size: blockSize, accuracy_level: 4 };
    const operands = [x, codes, scales, undefined, undefined, bias];
    return single(graph.node('MatMulNBits', operands, [made], attributes, 'com.microsoft'));
  }
  if (precision === 'float16') {
    const halves = weights.derived(recipe, names, [columns, inner], () => toFloat16(elements()), 'float16');
    const value = graph.half ? halves : graph.wide(halves);
    return withBias(graph, graph.matmulTransposed(x, value), bias === undefined ? undefined : graph.narrow(bias));
  }
  if (matrix.inPlace === undefined) {
    const value = weights.derived(recipe, names, [columns, inner], elements);
    return withBias(graph, graph.matmulTransposed(x, value), bias);
  }
  const value = matrix.inPlace.value();
  return withBias(graph, matrix.inPlace.transposed ? graph.matmul(x, value) : graph.matmulTransposed(x, value), bias);
}

function precisionOf({ target }: Graph, { inner, columns }: WeightMatrix): Precision {
  const { precision, cpu } = target;
  const quantised = precision === 'block8' || precision === 'column8';
  if (!quantised) return precision;
  if (inner % blockSize !== 0 || columns === 1) return 'float32';
  return cpu ? precision : 'block8';
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
