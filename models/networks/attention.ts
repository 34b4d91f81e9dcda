import type { Graph } from '../onnx/graph.ts';
import type { Value } from '../onnx/value.ts';

/** [batch, steps, heads · size] as [batch, heads, steps, size]. */
export function splitHeads(graph: Graph, x: Value, heads: number): Value {
  const [batch = 1, steps = 'steps', width = 0] = x.shape;
  return graph.transpose(graph.reshape(x, [batch, steps, heads, Number(width) / heads]), [0, 2, 1, 3]);
}

/** [batch, heads, steps, size] as [batch, steps, heads · size]. */
export function joinHeads(graph: Graph, x: Value): Value {
  const [batch = 1, heads = 0, steps = 'steps', size = 0] = x.shape;
  return graph.reshape(graph.transpose(x, [0, 2, 1, 3]), [batch, steps, Number(heads) * Number(size)]);
}

/** The mean of the values [batch, heads, keys, size] by scores [batch, heads, steps, keys], heads joined. */
export function attend(graph: Graph, scores: Value, values: Value): Value {
  return joinHeads(graph, graph.matmul(graph.softmax(scores), values));
}
