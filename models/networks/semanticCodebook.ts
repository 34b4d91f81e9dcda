import type { Graph } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import type { Value } from '../onnx/value.ts';
import type { Weights } from '../onnx/weights.ts';

/** Both semantic codecs have one quantiser. */
const quantiser = 'quantizer.quantizers.0';

/** The features that codes [1, n] stand for: rows of the codebook, projected to [1, n, width]. */
export function embedCodes(graph: Graph, codes: Value, codec: Weights): Value {
  const weights = codec.in(quantiser);
  return linear(graph, graph.gather(weights.tensor('codebook.weight'), codes), weights.in('out_project'));
}

/**
 * Nearest codes of features [1, frames, width], by cosine after projection, and the features that the codes stand for.
 * The codebook is looked up as it is; only the comparison is between unit vectors.
 */
export function quantise(graph: Graph, features: Value, codec: Weights): { codes: Value; quantised: Value } {
  const weights = codec.in(quantiser);
  const projected = linear(graph, features, weights.in('in_project'));
  // torch's normalize: x / max(‖x‖, 1e-12)
  const direction = graph.divide(projected, graph.maximum(graph.norm(projected, [-1]), 1e-12));
  const rows = weights.shape('codebook.weight');
  const directions = weights.derived('unit-rows', ['codebook.weight'], rows, () =>
    unitRows(weights.floats('codebook.weight'), rows[1] ?? 1),
  );
  const codes = graph.argmax(graph.matmulTransposed(direction, directions));
  const found = graph.gather(weights.tensor('codebook.weight'), codes);
  // The straight-through form of training, kept for its rounding: z + (q − z).
  const through = graph.add(projected, graph.subtract(found, projected));
  return { codes, quantised: linear(graph, through, weights.in('out_project')) };
}

function unitRows(elements: Float32Array, width: number): Float32Array {
  const unit = new Float32Array(elements.length);
  for (let start = 0; start < elements.length; start += width) {
    const row = elements.subarray(start, start + width);
    const length = Math.max(Math.sqrt(row.reduce((sum, value) => sum + value ** 2, 0)), 1e-12);
    unit.set(
      row.map((value) => value / length),
      start,
    );
  }
  return unit;
}
