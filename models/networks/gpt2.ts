import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import type { Configuration } from '../checkpoints/configuration.ts';
import { Graph, type Target } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import type { Value } from '../onnx/value.ts';
import { Weights } from '../onnx/weights.ts';
import type { DecoderSize } from './cachedDecoder.ts';
import { gptPrefix } from './gptWeights.ts';

/** Of all layer normalisations (GPT2Config, layer_norm_epsilon). */
const epsilon = 1e-5;

/** Query, keys or values of new steps, and what is mixed of values: [lines, heads, beams, steps, headSize]. */
type Heads = Value;

/** What the attention of a layer looks back at, besides the new steps. */
interface Past {
  /** Of lines: [lines, heads, 1, capacity, headSize]. */
  readonly keys: Value;
  readonly values: Value;
  /** Of beams: [lines, heads, beams, depth, headSize]. */
  readonly beamKeys: Value;
  readonly beamValues: Value;
}

/** What says where new steps look, the same in all layers. */
interface Look {
  /** [lines, 1, beams, steps, capacity + depth + steps] */
  readonly bias: Value;
  /** Shape of the scores of the steps of lines. */
  readonly scores: Value;
  /** Steps that a score is had for: those of a line, and those of a beam with the new ones. */
  readonly parts: Value;
}

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
    beams: true,
  };
}

/**
 * The decoder. `embeddings` [lines, beams, steps, width] follow what the lines have behind them, `key.<layer>` and
 * `value.<layer>` [lines, heads, 1, capacity, headSize], and behind that each beam, `beam.key.<layer>` and
 * `beam.value.<layer>` [lines, heads, beams, depth, headSize]. They give `logits` [lines, beams, codes] behind the last
 * step, `hidden` [lines, beams, steps − first, width] after both final normalisations from the step `first` [1] on, and
 * `added` [2 · layers · lines, heads, beams, steps, headSize], keys and values of the new steps in turn. `bias`
 * [lines, 1, beams, steps, capacity + depth + steps] is added to the scores: 0 where a step may look, −1e9 where it may
 * not, which covers unused room, other lengths of other lines, and the future.
 *
 * Only what is new comes out: past keys and values are never copied by the runtime, and those of a line are read once
 * for all its beams, so the time of a step is that of reading the weights.
 * Source: GPT2Model of transformers 4.52 inside UnifiedVoice of IndexTTS.
 */
export function gpt2(checkpoint: Checkpoint, size: DecoderSize, target?: Target): Graph {
  const graph = new Graph('gpt2', target);
  const weights = new Weights(graph, checkpoint, gptPrefix(checkpoint));
  const { layers, heads, headSize, width, codes } = size;
  const embeddings = graph.input('embeddings', ['lines', 'beams', 'steps', width]);
  const bias = graph.input('bias', ['lines', 1, 'beams', 'steps', 'capacity+depth+steps']);
  const first = graph.input('first', [1], 'int64');
  const sizes = graph.shapeOf(embeddings, 0, 3);
  const pasts = Array.from({ length: layers }, (_, index) => pastOf(graph, index, heads, headSize));
  const look = lookOf(graph, bias, pasts[0]);
  const wantedLook = lookOf(graph, graph.behind(bias, 3, first, 'steps-first'), pasts[0]);
  const added: Value[] = [];

  let x = graph.reshape(embeddings, ['lines', 'beams*steps', width]);
  for (const [index, past] of pasts.entries()) {
    const layer = weights.in(`gpt.h.${index}`);
    const projected = linear(graph, layerNorm(graph, x, layer.in('ln_1')), layer.in('attn.c_attn'), 'in-out');
    const [query, keys, values] = headsOf(graph, projected, sizes, heads, headSize);
    added.push(keys, values);
    // Nobody looks at the last layer's steps before `first`: only their keys and values are needed.
    const last = index === layers - 1;
    if (last) x = wantedSteps(graph, x, sizes, first);
    const asked = last ? graph.behind(query, 3, first, 'steps-first') : query;
    const mixed = attend(graph, asked, keys, values, past, last ? wantedLook : look);
    const joined = graph.reshape(graph.transpose(mixed, [0, 2, 3, 1, 4]), ['lines', x.shape[1] ?? 1, width]);
    x = graph.add(x, linear(graph, joined, layer.in('attn.c_proj'), 'in-out'));
    const inner = linear(graph, layerNorm(graph, x, layer.in('ln_2')), layer.in('mlp.c_fc'), 'in-out');
    x = graph.add(x, linear(graph, graph.gelu(inner, 'tanh'), layer.in('mlp.c_proj'), 'in-out'));
  }
  const flat = layerNorm(graph, layerNorm(graph, x, weights.in('gpt.ln_f')), weights.in('final_norm'));
  const all = ['lines', 'beams', 'steps-first', width];
  const hidden = graph.reshapeTo(
    flat,
    graph.concat([graph.shapeOf(embeddings, 0, 2), graph.integers([-1, width])], 0),
    all,
  );
  const behind = graph.squeeze(graph.slice(hidden, 2, -1, undefined, 1), 2);
  graph.output('logits', graph.sized(linear(graph, behind, weights.in('mel_head')), ['lines', 'beams', codes]));
  graph.output('hidden', hidden);
  graph.output('added', graph.concat(added, 0));
  return graph;
}

function pastOf(graph: Graph, index: number, heads: number, headSize: number): Past {
  const ofLines = ['lines', heads, 1, 'capacity', headSize];
  const ofBeams = ['lines', heads, 'beams', 'depth', headSize];
  return {
    keys: graph.input(`key.${index}`, ofLines),
    values: graph.input(`value.${index}`, ofLines),
    beamKeys: graph.input(`beam.key.${index}`, ofBeams),
    beamValues: graph.input(`beam.value.${index}`, ofBeams),
  };
}

function lookOf(graph: Graph, bias: Value, past: Past | undefined): Look {
  if (past === undefined) throw new Error('a decoder has layers');
  const capacity = graph.shapeOf(past.keys, 3, 4);
  const others = graph.subtract(graph.shapeOf(bias, 4, 5), capacity);
  const scores = graph.concat([graph.integers([0, 0]), graph.shapeOf(bias, 2, 4), graph.integers([-1])], 0);
  return { bias, scores, parts: graph.concat([capacity, others], 0) };
}

/** Query, keys and values out of [lines, beams · steps, 3 · width]; `sizes`: lines, beams, steps. */
function headsOf(
  graph: Graph,
  projected: Value,
  sizes: Value,
  heads: number,
  headSize: number,
): [query: Heads, keys: Heads, values: Heads] {
  const parts = graph.concat([sizes, graph.integers([3 * heads, headSize])], 0);
  const apart = graph.reshapeTo(projected, parts, ['lines', 'beams', 'steps', 3 * heads, headSize]);
  const turned = graph.transpose(apart, [0, 3, 1, 2, 4]);
  const [query, keys, values] = graph.split(turned, [heads, heads, heads], 1);
  if (query === undefined || keys === undefined || values === undefined) throw new Error('three parts were made');
  return [query, keys, values];
}

/** x [lines, beams · steps, width] from the step `first` on. */
function wantedSteps(graph: Graph, x: Value, sizes: Value, first: Value): Value {
  const width = x.shape[2] ?? 1;
  const bySteps = graph.reshapeTo(x, graph.concat([sizes, graph.integers([-1])], 0), [
    'lines',
    'beams',
    'steps',
    width,
  ]);
  return graph.reshape(graph.behind(bySteps, 2, first, 'steps-first'), ['lines', 'beams*(steps-first)', width]);
}

/** The new steps look at those of their line, of their beam and at one another. */
function attend(graph: Graph, query: Heads, keys: Heads, values: Heads, past: Past, look: Look): Heads {
  const [lines = 1, heads = 1, beams = 1, steps = 1, headSize = 1] = query.shape;
  const scale = 1 / Math.sqrt(Number(headSize));
  // Keys times query, not query times keys: with few rows the runtime reads the keys 1.5 times as fast.
  const rows = graph.reshape(query, [lines, heads, 1, `${beams}*${steps}`, headSize]);
  const turned = graph.transpose(graph.matmulTransposed(past.keys, rows, scale), [0, 1, 2, 4, 3]);
  const common = graph.reshapeTo(turned, look.scores, [lines, heads, beams, steps, 'capacity']);
  const own = graph.matmulTransposed(query, graph.concat([past.beamKeys, keys], 3), scale);
  const shares = graph.softmax(graph.add(graph.concat([common, own], -1), look.bias));
  const parts = ['capacity', own.shape[4] ?? 1].map((size) => ({
    type: shares.type,
    shape: shares.shape.with(4, size),
  }));
  const [ofLine, ofBeam] = graph.node('Split', [shares, look.parts], parts, { axis: 4 });
  if (ofLine === undefined || ofBeam === undefined) throw new Error('Split makes two parts');
  // A product for every beam: those of one row each take two thirds of the time of one of a few rows.
  const fromLine = graph.matmul(ofLine, past.values);
  return graph.add(fromLine, graph.matmul(ofBeam, graph.concat([past.beamValues, values], 3)));
}

function layerNorm(graph: Graph, x: Value, weights: Weights): Value {
  return graph.layerNormalization(x, weights.tensor('weight'), weights.tensor('bias'), epsilon);
}
