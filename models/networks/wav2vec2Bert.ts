import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import type { Configuration } from '../checkpoints/configuration.ts';
import { Graph, type Target } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import { SharedFactor } from '../onnx/sharedFactor.ts';
import type { Value } from '../onnx/value.ts';
import { Weights } from '../onnx/weights.ts';
import { attend, splitHeads } from './attention.ts';

/** Layers that are run: IndexTTS takes hidden_states[17], and index 0 is the input (infer_v2.py). */
const usedLayers = 17;
/** Added to the scores of masked keys. */
const hiddenScore = -1e9;

/**
 * wav2vec 2.0 BERT: Seamless `features` [1, frames, 160] and their `mask` [1, frames] (1 valid, 0 padding) give `hidden`
 * [1, frames, 1024], what layer 17 of 24 makes, without the final normalisation. The layers behind it are not loaded.
 * Marks: `hs0` (the projected input), `hs1`, … Source: Wav2Vec2BertModel of transformers 4.52.
 */
export function wav2vec2Bert(checkpoint: Checkpoint, configuration: Configuration, target?: Target): Graph {
  const graph = new Graph('wav2vec2Bert', target);
  const weights = new Weights(graph, checkpoint);
  const epsilon = configuration.number('layer_norm_eps');
  const heads = configuration.count('num_attention_heads');
  const projection = weights.in('feature_projection');
  const features = graph.input('features', [1, 'frames', projection.size('layer_norm.weight', 0)]);
  const mask = graph.input('mask', [1, 'frames']);
  const valid = graph.unsqueeze(mask, 2); // [1, frames, 1]
  const bias = graph.unsqueeze(graph.unsqueeze(graph.multiply(graph.subtract(1, mask), hiddenScore), 1), 1);
  const distances = distanceIndex(graph, mask, heads, configuration);
  const norm = (x: Value, part: Weights): Value =>
    graph.layerNormalization(x, part.tensor('weight'), part.tensor('bias'), epsilon);
  const feedForward = (x: Value, layer: Weights, name: string): Value => {
    const inner = linear(graph, norm(x, layer.in(`${name}_layer_norm`)), layer.in(`${name}.intermediate_dense`));
    return graph.multiply(linear(graph, graph.silu(inner), layer.in(`${name}.output_dense`)), 0.5);
  };

  let x = linear(graph, norm(features, projection.in('layer_norm')), projection.in('projection'));
  x = graph.mark('hs0', graph.multiply(x, valid));
  for (let index = 0; index < usedLayers; index++) {
    const layer = weights.in(`encoder.layers.${index}`);
    x = graph.add(x, feedForward(x, layer, 'ffn1'));
    const normal = norm(x, layer.in('self_attn_layer_norm'));
    x = graph.add(x, selfAttention(graph, normal, heads, distances, bias, layer.in('self_attn')));
    const module = layer.in('conv_module');
    const filtered = filter(graph, graph.multiply(norm(x, module.in('layer_norm')), valid), module);
    const active = graph.silu(norm(filtered, module.in('depthwise_layer_norm')));
    x = graph.add(x, linear(graph, active, module.in('pointwise_conv2')));
    x = graph.add(x, feedForward(x, layer, 'ffn2'));
    x = graph.mark(`hs${index + 1}`, norm(x, layer.in('final_layer_norm')));
  }
  graph.output('hidden', x);
  return graph;
}

/**
 * For every query l and key r the row of the table of distances: r − l between −left and right, counted from 0.
 * [1, heads, frames, frames], the same for all heads and layers.
 */
function distanceIndex(graph: Graph, mask: Value, heads: number, configuration: Configuration): Value {
  const left = configuration.count('left_max_position_embeddings');
  const right = configuration.number('right_max_position_embeddings'); // 0: all that is ahead is equally far
  const frames = mask.shape[1] ?? 'frames';
  const positions = graph.cast(graph.range(graph.squeeze(graph.shapeOf(mask, 1, 2), 0), frames), 'float32');
  const distance = graph.subtract(graph.unsqueeze(positions, 0), graph.unsqueeze(positions, 1)); // [queries, keys]
  const rows = graph.cast(graph.add(graph.clip(distance, -left, right), left), 'int32');
  const one = graph.unsqueeze(graph.unsqueeze(rows, 0), 0);
  return graph.sized(graph.expand(one, [1, heads, 1, 1]), [1, heads, frames, frames]);
}

/** Scores (q·k + q·distance) / √size. */
function selfAttention(graph: Graph, x: Value, heads: number, distances: Value, bias: Value, weights: Weights): Value {
  const all = new SharedFactor(x);
  const part = (name: string): Value => splitHeads(graph, linear(graph, all, weights.in(`linear_${name}`)), heads);
  const query = part('q');
  const scale = 1 / Math.sqrt(Number(query.shape[3]));
  const places = graph.matmulTransposed(query, weights.tensor('distance_embedding.weight'), scale);
  const content = graph.matmulTransposed(query, part('k'), scale);
  const scores = graph.add(graph.add(content, graph.gatherElements(places, distances)), bias);
  return linear(graph, attend(graph, scores, part('v')), weights.in('linear_out'));
}

/** Pointwise convolution and gate, then a depthwise convolution that sees the past only. */
function filter(graph: Graph, x: Value, weights: Weights): Value {
  const [content, gate] = graph.halves(linear(graph, x, weights.in('pointwise_conv1')), -1);
  const gated = graph.multiply(content, graph.sigmoid(gate));
  const [channels = 0, , width = 0] = weights.shape('depthwise_conv.weight');
  const image = graph.unsqueeze(graph.transpose(gated, [0, 2, 1]), 2);
  const kernel = weights.tensor('depthwise_conv.weight', [channels, 1, 1, width]);
  const filtered = graph.convolution(image, kernel, undefined, { groups: channels, pads: [0, width - 1, 0, 0] });
  return graph.transpose(graph.squeeze(filtered, 2), [0, 2, 1]);
}
