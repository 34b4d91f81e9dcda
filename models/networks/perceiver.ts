import type { Graph } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import type { Value } from '../onnx/value.ts';
import type { Weights } from '../onnx/weights.ts';
import { attend, splitHeads } from './attention.ts';

/** Width of a head (PerceiverResampler, dim_head). */
const headSize = 64;

/**
 * Sums up a sequence [1, steps, in] in a fixed number of vectors [1, latents, width] by cross-attention.
 * Source: PerceiverResampler of IndexTTS (after tortoise-tts): the latents are not normalised before attention, and are
 * among the keys.
 */
export function perceiver(graph: Graph, sequence: Value, weights: Weights): Value {
  const context = linear(graph, sequence, weights.in('proj_context'));
  const [count = 1, width = 1] = weights.shape('latents');
  let latents = weights.tensor('latents', [1, count, width]);
  const layers = weights.count('layers', '0.to_q.weight');
  for (let index = 0; index < layers; index++) {
    const layer = weights.in(`layers.${index}`);
    latents = graph.add(latents, crossAttention(graph, latents, context, layer.in(0)));
    const [content, gate] = graph.halves(linear(graph, latents, layer.in('1.0')), -1);
    latents = graph.add(latents, linear(graph, graph.multiply(content, graph.gelu(gate)), layer.in('1.2')));
  }
  // RMSNorm: x / max(‖x‖, 1e-12) · √width · gamma
  const length = graph.maximum(graph.norm(latents, [-1]), 1e-12);
  const direction = graph.divide(latents, length);
  return graph.multiply(graph.multiply(direction, Math.sqrt(width)), weights.tensor('norm.gamma'));
}

function crossAttention(graph: Graph, latents: Value, context: Value, weights: Weights): Value {
  const heads = weights.size('to_q.weight', 0) / headSize;
  const source = graph.concat([latents, context], 1);
  const [keys, values] = graph.halves(linear(graph, source, weights.in('to_kv')), -1);
  const query = splitHeads(graph, linear(graph, latents, weights.in('to_q')), heads);
  const scores = graph.matmulTransposed(query, splitHeads(graph, keys, heads), 1 / Math.sqrt(headSize));
  return linear(graph, attend(graph, scores, splitHeads(graph, values, heads)), weights.in('to_out'));
}
