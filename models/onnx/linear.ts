import type { Graph } from './graph.ts';
import { matrixProduct } from './matrixProduct.ts';
import type { SharedFactor } from './sharedFactor.ts';
import type { Value } from './value.ts';
import { fusedWeight } from './weightNorm.ts';
import type { Weights } from './weights.ts';

/** Order of the dimensions of a matrix of weights: torch's Linear stores [out, in], GPT-2's Conv1D [in, out]. */
export type MatrixLayout = 'out-in' | 'in-out';

/** Some of the outputs of a layer: from `first` on, `count` of them. */
export interface Outputs {
  readonly first: number;
  readonly count: number;
}

/**
 * x·W + b over the last dimension of x, with `weight` (or `weight_g` and `weight_v` under weight normalisation) and
 * `bias` (where there is one) of `weights`, in the precision of the graph. A 1×1 convolution [out, in, 1] is one too.
 * Layers that files hold as one are had apart with `outputs`: to split what they make would be a pass over all of it.
 */
export function linear(
  graph: Graph,
  x: Value | SharedFactor,
  weights: Weights,
  layout: MatrixLayout = 'out-in',
  outputs?: Outputs,
): Value {
  const plain = weights.has('weight');
  const names = plain ? ['weight'] : ['weight_g', 'weight_v'];
  const [rows = 1, width = 1] = weights.shape(plain ? 'weight' : 'weight_v');
  const transposed = layout === 'in-out';
  const [all, inner] = transposed ? [width, rows] : [rows, width];
  const { first, count: columns } = outputs ?? { first: 0, count: all };
  const elements = (): Float32Array => {
    const stored = fusedWeight(weights);
    return (transposed ? swapped(stored, inner, all) : stored).subarray(first * inner, (first + columns) * inner);
  };
  const inPlace =
    outputs === undefined
      ? { value: () => weights.tensor('weight', [rows, width]), transposed }
      : { value: () => weights.tensor('weight', [columns, inner], first * inner), transposed };
  const recipe = outputs === undefined ? layout : `${layout}, outputs from ${first}`;
  const held = plain && (outputs === undefined || !transposed);
  const matrix = { weights, recipe, names, columns, inner, elements, ...(held ? { inPlace } : {}) };
  const bias = weights.has('bias') ? weights.tensor('bias', [columns], outputs && first) : undefined;
  return graph.within(weights.path(''), () => matrixProduct(graph, x, matrix, bias));
}

/** [rows, columns] to [columns, rows]. */
function swapped(elements: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(elements.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) out[column * rows + row] = elements[row * columns + column] ?? 0;
  }
  return out;
}
