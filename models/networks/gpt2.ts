import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import type { Configuration } from '../checkpoints/configuration.ts';
import { Graph, type Target } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import type { Value } from '../onnx/value.ts';
import { Weights } from '../onnx/weights.ts';
import { joinHeads, splitHeads } from './attention.ts';
import type { DecoderSize } from './cachedDecoder.ts';
import { gptPrefix } from './gptWeights.ts';

/** Of all layer normalisations (GPT2Config, layer_norm_epsilon). */
const epsilon = 1e-5;

/**
 * Sizes of the decoder `gpt2`; its codes include start and stop.
 * @throws TablereadError `checkpoint/…`
 */
export function gpt2Size(checkpoint: Checkpoint, configuration: Configuration): DecoderSize {
  const weights = new Weights(new Graph('gpt2'), checkpoint, gptPrefix(checkpoint));
  const heads = configuration.count('gpt.heads');
  const [codes = 0, width = 0] = weights.shape('mel_head.weight');
  return {
    layers: weights.count('gpt.h', 'ln_1.weight'),
    heads,
    headSize: width / heads,
    width,
    codes,
    positions: false,
  };
}

/**
 * The decoder: `embeddings` [rows, steps, width] that follow the steps in the caches `key.<layer>` and `value.<layer>`
 * [rows, heads, capacity, headSize] give `logits` [rows, codes] behind the last step, `hidden` [rows, steps, width]
 * after both final normalisations, and `added` [2 · layers, rows, heads, steps, headSize], keys and values of the new
 * steps in turn. `bias` [rows, 1, steps, capacity + steps] is added to the scores: 0 where a step may look, −1e9 where
 * it may not, which covers unused rows of the caches, other lengths of other rows, and the future.
 *
 * Only what is new comes out: past keys and values are never copied by the runtime, so the time of a step is that of
 * reading the weights. Source: GPT2Model of transformers 4.52 inside UnifiedVoice of IndexTTS.
 */
export function gpt2(checkpoint: Checkpoint, size: DecoderSize, target?: Target): Graph {
  const graph = new Graph('gpt2', target);
  const weights = new Weights(graph, checkpoint, gptPrefix(checkpoint));
  const { layers, heads, headSize, width } = size;
  let x = graph.input('embeddings', ['rows', 'steps', width]);
  const bias = graph.input('bias', ['rows', 1, 'steps', 'capacity+steps']);
  const added: Value[] = [];
  for (let index = 0; index < layers; index++) {
    const layer = weights.in(`gpt.h.${index}`);
    const pastKeys = graph.input(`key.${index}`, ['rows', heads, 'capacity', headSize]);
    const pastValues = graph.input(`value.${index}`, ['rows', heads, 'capacity', headSize]);
    const projected = linear(graph, layerNorm(graph, x, layer.in('ln_1')), layer.in('attn.c_attn'), 'in-out');
    const [asked, ...others] = graph.split(projected, [width, width, width], -1);
    const [keys, values] = others.map((part) => splitHeads(graph, part, heads));
    if (asked === undefined || keys === undefined || values === undefined) throw new Error('c_attn makes three parts');
    const query = graph.multiply(asked, 1 / Math.sqrt(headSize));
    const recent = graph.matmulTransposed(splitHeads(graph, query, heads), keys);
    const scores = [pastScores(graph, query, pastKeys), recent];
    const shares = graph.softmax(graph.add(graph.concat(scores, -1), bias));
    const mixed = mix(graph, shares, pastValues, values);
    x = graph.add(x, linear(graph, joinHeads(graph, mixed), layer.in('attn.c_proj'), 'in-out'));
    const inner = graph.gelu(
      linear(graph, layerNorm(graph, x, layer.in('ln_2')), layer.in('mlp.c_fc'), 'in-out'),
      'tanh',
    );
    x = graph.add(x, linear(graph, inner, layer.in('mlp.c_proj'), 'in-out'));
    added.push(graph.unsqueeze(keys, 0), graph.unsqueeze(values, 0));
  }
  const hidden = layerNorm(graph, layerNorm(graph, x, weights.in('gpt.ln_f')), weights.in('final_norm'));
  const last = graph.squeeze(graph.slice(hidden, 1, -1, undefined, 1), 1);
  graph.output('logits', linear(graph, last, weights.in('mel_head')));
  graph.output('hidden', hidden);
  graph.output('added', graph.concat(added, 0));
  return graph;
}

/**
 * Products of query [rows, steps, heads · size] and past keys [rows, heads, capacity, size]: [rows, heads, steps,
 * capacity]. Keys times query, not query times keys: with one step the runtime reads the keys 1.5 times as fast.
 */
function pastScores(graph: Graph, query: Value, pastKeys: Value): Value {
  const [rows = 'rows', heads = 1, , size = 1] = pastKeys.shape;
  const columns = graph.transpose(graph.reshape(query, [rows, query.shape[1] ?? 'steps', heads, size]), [0, 2, 3, 1]);
  return graph.transpose(graph.matmul(pastKeys, columns), [0, 1, 3, 2]);
}

/** shares [rows, heads, steps, capacity + steps] of the past values and of the new ones, summed. */
function mix(graph: Graph, shares: Value, pastValues: Value, values: Value): Value {
  const sizes = graph.concat([graph.shapeOf(pastValues, 2, 3), graph.shapeOf(values, 2, 3)], 0);
  const [rows = 'rows', heads = 1, steps = 'steps'] = shares.shape;
  const parts = ['capacity', steps].map((size) => ({ type: shares.type, shape: [rows, heads, steps, size] }));
  const [past, recent] = graph.node('Split', [shares, sizes], parts, { axis: 3 });
  if (past === undefined || recent === undefined) throw new Error('Split makes two parts');
  return graph.add(graph.matmul(past, pastValues), graph.matmul(recent, values));
}

function layerNorm(graph: Graph, x: Value, weights: Weights): Value {
  return graph.layerNormalization(x, weights.tensor('weight'), weights.tensor('bias'), epsilon);
}
