import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import type { Configuration } from '../checkpoints/configuration.ts';
import { Graph, type RotaryTables, type Target } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import { cosine, sine } from '../onnx/trigonometry.ts';
import type { Value } from '../onnx/value.ts';
import { Weights } from '../onnx/weights.ts';
import { joinHeads, splitHeads } from './attention.ts';
import type { DecoderSize } from './cachedDecoder.ts';

/**
 * Sizes of the decoder `qwen3`.
 * @throws TablereadError `checkpoint/…`
 */
export function qwen3Size(checkpoint: Checkpoint, configuration: Configuration): DecoderSize {
  const [codes = 0, width = 0] = checkpoint.entry('model.embed_tokens.weight').shape;
  return {
    layers: configuration.count('num_hidden_layers'),
    heads: configuration.count('num_key_value_heads'),
    headSize: configuration.count('head_dim'),
    width,
    codes,
    positions: true,
    beams: false,
  };
}

/**
 * Qwen3, which reads emotions out of text. Inputs and outputs as of `gpt2`, with one beam a line and none of its caches,
 * `embeddings` being rows of `model.embed_tokens.weight` (which is also the matrix of the logits), and `positions`
 * [lines, steps] besides.
 * `hidden` is after the final normalisation. Marks: `hidden_1`, … after every layer.
 * Source: Qwen3ForCausalLM of transformers 4.52.
 */
export function qwen3(checkpoint: Checkpoint, configuration: Configuration, target?: Target): Graph {
  const graph = new Graph('qwen3', target);
  const weights = new Weights(graph, checkpoint, 'model.');
  const size = qwen3Size(checkpoint, configuration);
  const epsilon = configuration.number('rms_norm_eps');
  const norm = (x: Value, part: Weights): Value => graph.rootMeanSquareNormalization(x, part.tensor('weight'), epsilon);
  let x = graph.squeeze(graph.input('embeddings', ['lines', 1, 'steps', size.width]), 1);
  const bias = graph.input('bias', ['lines', 1, 1, 'steps', 'capacity+steps']);
  const first = graph.input('first', [1], 'int64');
  const positions = graph.input('positions', ['lines', 'steps'], 'int64');
  const rotation = { ...rotaryTables(graph, bias, size.headSize, configuration.number('rope_theta')), positions };
  const added: Value[] = [];
  for (let index = 0; index < size.layers; index++) {
    const layer = weights.in(`layers.${index}`);
    const past = ['key', 'value'].map((name) =>
      graph.input(`${name}.${index}`, ['lines', size.heads, 1, 'capacity', size.headSize]),
    );
    const attention = layer.in('self_attn');
    const normal = norm(x, layer.in('input_layernorm'));
    const part = (name: string): Value => linear(graph, normal, attention.in(`${name}_proj`));
    const turned = (name: string): Value => {
      const heads = attention.size(`${name}_proj.weight`, 0) / size.headSize;
      return graph.rotateHalves(norm(splitHeads(graph, part(name), heads), attention.in(`${name}_norm`)), rotation);
    };
    const keys = turned('k');
    const values = splitHeads(graph, part('v'), size.heads);
    const mixed = groupedAttention(
      graph,
      turned('q'),
      [...past, ...[keys, values].map((made) => graph.unsqueeze(made, 2))],
      bias,
    );
    x = graph.add(x, linear(graph, mixed, attention.in('o_proj')));
    const inner = norm(x, layer.in('post_attention_layernorm'));
    const gate = graph.silu(linear(graph, inner, layer.in('mlp.gate_proj')));
    const opened = graph.multiply(gate, linear(graph, inner, layer.in('mlp.up_proj')));
    x = graph.mark(`hidden_${index + 1}`, graph.add(x, linear(graph, opened, layer.in('mlp.down_proj'))));
    added.push(keys, values);
  }
  const hidden = norm(graph.behind(x, 1, first, 'steps-first'), weights.in('norm'));
  const last = graph.slice(hidden, 1, -1, undefined, 1);
  graph.output('logits', linear(graph, last, weights.in('embed_tokens')));
  graph.output('hidden', graph.unsqueeze(hidden, 1));
  graph.output('added', graph.unsqueeze(graph.concat(added, 0), 2));
  return graph;
}

/** Angles of all positions that a pass can have: [capacity + steps, headSize / 2]. */
function rotaryTables(graph: Graph, bias: Value, headSize: number, base: number): Omit<RotaryTables, 'positions'> {
  const count = graph.squeeze(graph.shapeOf(bias, 4, 5), 0);
  const places = graph.unsqueeze(graph.cast(graph.range(count, 'capacity+steps'), 'float32'), 1);
  const frequencies = Array.from({ length: headSize / 2 }, (_, index) => base ** ((-2 * index) / headSize));
  const angles = graph.multiply(places, graph.floats(frequencies));
  return { cosines: cosine(graph, angles), sines: sine(graph, angles) };
}

/**
 * Several heads of queries share one of keys and values: they stand side by side in a dimension of their own, so
 * nothing is repeated. `parts`: past keys, past values, new keys, new values [rows, heads, 1, …, headSize].
 */
function groupedAttention(graph: Graph, query: Value, parts: readonly Value[], bias: Value): Value {
  const [pastKeys, pastValues, keys, values] = parts;
  if (pastKeys === undefined || pastValues === undefined || keys === undefined || values === undefined) {
    throw new Error('keys and values come in pairs');
  }
  const [rows = 'lines', all = 0, steps = 'steps', headSize = 0] = query.shape;
  const heads = Number(keys.shape[1]);
  const grouped = graph.reshape(query, [rows, heads, Number(all) / heads, steps, headSize]);
  const scale = 1 / Math.sqrt(Number(headSize));
  const scores = [pastKeys, keys].map((part) => graph.matmulTransposed(grouped, part, scale));
  const shares = graph.softmax(graph.add(graph.concat(scores, -1), bias));
  const sizes = graph.concat([graph.shapeOf(pastValues, 3, 4), graph.shapeOf(values, 3, 4)], 0);
  const halves = ['capacity', steps].map((size) => ({ type: shares.type, shape: shares.shape.with(-1, size) }));
  const [before, now] = graph.node('Split', [shares, sizes], halves, { axis: 4 });
  if (before === undefined || now === undefined) throw new Error('Split makes two parts');
  const mixed = graph.add(graph.matmul(before, pastValues), graph.matmul(now, values));
  return joinHeads(graph, graph.reshape(mixed, [rows, all, steps, headSize]));
}
