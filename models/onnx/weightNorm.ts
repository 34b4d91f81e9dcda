import { elementCount } from '../checkpoints/tensorEntry.ts';
import type { Value } from './value.ts';
import type { Weights } from './weights.ts';

/**
 * The kernel of a layer under torch's weight normalisation, fused: g·v/‖v‖₂, the norm over all dimensions but the
 * first (for transposed convolutions that is the input channel). A file whose layers are fused already (`weight`) is
 * taken as it is.
 */
export function normalisedWeight(weights: Weights, shape?: readonly number[]): Value {
  if (weights.has('weight')) return weights.tensor('weight', shape);
  const stored = weights.shape('weight_v');
  return weights.derived('weight-norm', ['weight_g', 'weight_v'], shape ?? stored, () => fusedWeight(weights));
}

/** The same as numbers, in the order of `weight_v`. */
export function fusedWeight(weights: Weights): Float32Array {
  if (weights.has('weight')) return weights.floats('weight');
  const magnitudes = weights.floats('weight_g');
  const kernel = weights.floats('weight_v');
  const size = elementCount(weights.shape('weight_v').slice(1));
  for (let row = 0; row < magnitudes.length; row++) {
    let squares = 0;
    for (let i = row * size; i < (row + 1) * size; i++) squares += (kernel[i] ?? 0) ** 2;
    const factor = (magnitudes[row] ?? 0) / Math.sqrt(squares);
    for (let i = row * size; i < (row + 1) * size; i++) kernel[i] = (kernel[i] ?? 0) * factor;
  }
  return kernel;
}
