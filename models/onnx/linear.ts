import type { Graph } from './graph.ts';
import { matrixProduct } from './matrixProduct.ts';
import type { Value } from './value.ts';
import { fusedWeight } from './weightNorm.ts';
import type { Weights } from './weights.ts';

/** Order of the dimensions of a matrix of weights: torch's Linear stores [out, in], GPT-2's Conv1D [in, out]. */
export type MatrixLayout = 'out-in' | 'in-out';

/**
 * x·W + b over the last dimension of x, with `weight` (or `weight_g` and `weight_v` under weight normalisation) and
 * `bias` (where there is one) of `weights`, in the precision of the graph. A 1×1 convolution [out, in, 1] is one too.
 */
export function linear(graph: Graph, x: Value, weights: Weights, layout: MatrixLayout = 'out-in'): Value {
  const plain = weights.has('weight');
  const names = plain ? ['weight'] : ['weight_g', 'weight_v'];
  const [first = 1, second = 1] = weights.shape(plain ? 'weight' : 'weight_v');
  const transposed = layout === 'in-out';
  const [columns, inner] = transposed ? [second, first] : [first, second];
  const elements = (): Float32Array => {
    const stored = fusedWeight(weights);
    return transposed ? swapped(stored, inner, columns) : stored;
  };
  const inPlace = { value: () => weights.tensor('weight', [first, second]), transposed };
  const matrix = { weights, recipe: layout, names, columns, inner, elements, ...(plain ? { inPlace } : {}) };
  const bias = weights.has('bias') ? weights.tensor('bias') : undefined;
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
