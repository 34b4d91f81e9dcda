import type { Graph } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import { cosine, sine } from '../onnx/trigonometry.ts';
import { SharedFactor } from '../onnx/sharedFactor.ts';
import type { Value } from '../onnx/value.ts';
import type { Weights } from '../onnx/weights.ts';
import { attend, splitHeads } from './attention.ts';

/** Of all layer normalisations. */
const epsilon = 1e-5;

/**
 * The encoder of a reference: features [1, T, in] give [1, (T − 1) / 2, width]; T ≥ 3.
 * Source: ConformerEncoder of IndexTTS (after WeNet), with conv2d2 subsampling and relative positions without the shift.
 * The original passes the width of a feature, 1024, as the length of the sequence; all masks are then true for the at
 * most 749 frames that occur, so there are none here.
 */
export function conformer(graph: Graph, features: Value, weights: Weights): Value {
  let x = subsampled(graph, features, weights.in('embed'));
  const width = weights.size('after_norm.weight', 0);
  x = graph.multiply(graph.wide(x), Math.sqrt(width));
  const positions = positionVectors(graph, x, width);
  const blocks = weights.count('encoders', 'norm_mha.weight');
  for (let index = 0; index < blocks; index++) {
    const block = weights.in(`encoders.${index}`);
    const attention = block.in('self_attn');
    x = graph.add(x, selfAttention(graph, layerNorm(graph, x, block.in('norm_mha')), positions, attention));
    x = graph.add(x, convolution(graph, layerNorm(graph, x, block.in('norm_conv')), block.in('conv_module')));
    const inner = graph.silu(linear(graph, layerNorm(graph, x, block.in('norm_ff')), block.in('feed_forward.w_1')));
    x = graph.add(x, linear(graph, inner, block.in('feed_forward.w_2')));
    x = layerNorm(graph, x, block.in('norm_final'));
  }
  return layerNorm(graph, x, weights.in('after_norm'));
}

/** The features as an image [1, 1, T, in], halved in both directions, then one vector a row. */
function subsampled(graph: Graph, features: Value, weights: Weights): Value {
  const kernel = weights.in('conv.0');
  const image = graph.unsqueeze(features, 1);
  const convolved = graph.convolution(image, kernel.tensor('weight'), kernel.tensor('bias'), { strides: [2, 2] });
  const [, channels = 0, steps = 'steps', bands = 0] = convolved.shape; // [1, width, T', in']
  const rows = graph.transpose(graph.relu(convolved), [0, 2, 1, 3]);
  return linear(graph, graph.reshape(rows, [1, steps, Number(channels) * Number(bands)]), weights.in('out.0'));
}

/** Scores (q + u)·k + (q + v)·p: p belongs to the position of the key alone, as in the original. */
function selfAttention(graph: Graph, x: Value, positions: Value, weights: Weights): Value {
  const [heads = 1, size = 1] = weights.shape('pos_bias_u');
  const all = new SharedFactor(x);
  const query = graph.reshape(linear(graph, all, weights.in('linear_q')), [1, x.shape[1] ?? 'steps', heads, size]);
  const biased = (name: string): Value => graph.transpose(graph.add(query, weights.tensor(name)), [0, 2, 1, 3]); // [1, heads, T', size]
  const key = splitHeads(graph, linear(graph, all, weights.in('linear_k')), heads);
  const value = splitHeads(graph, linear(graph, all, weights.in('linear_v')), heads);
  const place = splitHeads(graph, linear(graph, positions, weights.in('linear_pos')), heads);
  const scale = 1 / Math.sqrt(size);
  const content = graph.matmulTransposed(biased('pos_bias_u'), key, scale);
  const scores = graph.add(content, graph.matmulTransposed(biased('pos_bias_v'), place, scale));
  return linear(graph, attend(graph, scores, value), weights.in('linear_out'));
}

/** Pointwise convolution and gate, depthwise convolution over time, normalisation, pointwise convolution. */
function convolution(graph: Graph, x: Value, weights: Weights): Value {
  const [content, gate] = graph.halves(linear(graph, x, weights.in('pointwise_conv1')), -1);
  const gated = graph.multiply(content, graph.sigmoid(gate));
  const depthwise = weights.in('depthwise_conv');
  const [channels = 0, , width = 0] = depthwise.shape('weight');
  const reach = (width - 1) / 2;
  const image = graph.unsqueeze(graph.transpose(gated, [0, 2, 1]), 2);
  const kernel = depthwise.tensor('weight', [channels, 1, 1, width]);
  const options = { groups: channels, pads: [0, reach, 0, reach] };
  const filtered = graph.convolution(image, kernel, depthwise.tensor('bias'), options);
  const rows = graph.transpose(graph.squeeze(filtered, 2), [0, 2, 1]);
  return linear(graph, graph.silu(layerNorm(graph, rows, weights.in('norm'))), weights.in('pointwise_conv2'));
}

function layerNorm(graph: Graph, x: Value, weights: Weights): Value {
  return graph.layerNormalization(x, weights.tensor('weight'), weights.tensor('bias'), epsilon);
}

/** Sines and cosines of every position (Attention Is All You Need, 3.5) in adjacent columns: [1, steps, width]. */
function positionVectors(graph: Graph, x: Value, width: number): Value {
  const steps = x.shape[1] ?? 'steps';
  const count = graph.squeeze(graph.shapeOf(x, 1, 2), 0);
  const positions = graph.unsqueeze(graph.cast(graph.range(count, steps), 'float32'), 1); // [steps, 1]
  const frequencies = Array.from({ length: width / 2 }, (_, index) => Math.exp((-2 * index * Math.log(10000)) / width));
  const angles = graph.unsqueeze(graph.multiply(positions, graph.floats(frequencies)), 2); // [steps, width / 2, 1]
  return graph.reshape(graph.concat([sine(graph, angles), cosine(graph, angles)], 2), [1, steps, width]);
}
