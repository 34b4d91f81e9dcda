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

/**
 * Attention of query [batch, steps, heads · size] over keys and values [batch, others, heads · size], every step over
 * all of them, scaled by 1 / √size: [batch, steps, heads · size]. On CPUs one operator, which never holds all scores; in
 * its WebGPU form (ONNX Runtime 1.30, SwiftShader) it errs by 5e-2 at 40 steps.
 */
export function attention(graph: Graph, query: Value, keys: Value, values: Value, heads: number): Value {
  if (!graph.target.cpu) {
    const [split, splitKeys, splitValues] = [query, keys, values].map((part) => splitHeads(graph, part, heads));
    if (split === undefined || splitKeys === undefined || splitValues === undefined)
      throw new Error('three were split');
    const scale = 1 / Math.sqrt(Number(split.shape[3]));
    return attend(graph, graph.matmulTransposed(split, splitKeys, scale), splitValues);
  }
  const made = [{ type: 'float32' as const, shape: query.shape }];
  const operands = [query, keys, values].map((part) => graph.wide(part));
  const [mixed] = graph.node('MultiHeadAttention', operands, made, { num_heads: heads }, 'com.microsoft');
  if (mixed === undefined) throw new Error('attention makes one value');
  return mixed;
}
