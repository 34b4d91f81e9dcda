import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import type { Configuration } from '../checkpoints/configuration.ts';
import { Graph, type RotaryTables, type Target } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import { matrixProduct } from '../onnx/matrixProduct.ts';
import { cosine, sine } from '../onnx/trigonometry.ts';
import { SharedFactor } from '../onnx/sharedFactor.ts';
import type { Value } from '../onnx/value.ts';
import { Weights } from '../onnx/weights.ts';
import { attention } from './attention.ts';
import { melPrefix } from './melPrefix.ts';
import { waveNet, waveNetReach } from './waveNet.ts';

/** Of the root mean square normalisations. */
const epsilon = 1e-5;
/** Of the final normalisation (FinalLayer, nn.LayerNorm(eps=1e-6)). */
const finalEpsilon = 1e-6;
/** Base of the rotary angles (precompute_freqs_cis). */
const rotaryBase = 10000;

/**
 * What stays the same over all steps of a segment: `prompt` [1, mels, frames], `style` [1, 192] and `mu`
 * [1, frames, content] give `condition` [2, frames, width], the merged input without the noise, for the conditional row
 * and for the row in which prompt, style and mu are zero.
 * Source: DiT.forward of seed-vc as used by IndexTTS: cond_projection, cond_x_merge_linear.
 */
export function diffusionCondition(checkpoint: Checkpoint, target?: Target): Graph {
  const graph = new Graph('diffusionCondition', target);
  const weights = estimator(graph, checkpoint);
  const content = weights.size('cond_projection.weight', 1);
  const projected = weights.size('cond_projection.weight', 0);
  const mels = weights.size('conv2.weight', 0);
  const styles = weights.size('cond_x_merge_linear.weight', 1) - 2 * mels - projected;
  const prompt = graph.transpose(graph.input('prompt', [1, mels, 'frames']), [0, 2, 1]);
  const style = graph.input('style', [1, styles]);
  const mu = graph.input('mu', [1, 'frames', content]);

  const perFrame = graph.multiply(graph.slice(prompt, 2, 0, 1, 1), 0); // [1, frames, 1] of zeros
  const silence = graph.multiply(prompt, 0);
  const styled = graph.add(perFrame, graph.unsqueeze(style, 1)); // [1, frames, 192]
  const given = [silence, prompt, linear(graph, mu, weights.in('cond_projection')), styled];
  const nothing = linear(graph, graph.multiply(mu, 0), weights.in('cond_projection'));
  const without = [silence, silence, nothing, graph.multiply(styled, 0)];
  const both = graph.concat([graph.concat(given, 2), graph.concat(without, 2)], 0);
  graph.output('condition', linear(graph, both, weights.in('cond_x_merge_linear')));
  return graph;
}

/**
 * The velocity of the flow: `x` [1, mels, frames] at `time` [1] under `condition` [rows, frames, width] gives `velocity`
 * [rows, mels, frames − first] from the frame `first` [1] on; frames ≥ 3. The rows are those of `diffusionCondition`, or
 * its first alone.
 *
 * Nobody asks for the velocity of the prompt. Its frames are needed where others attend to them, and not behind: the
 * queries of the last block and all convolutions begin as many frames before `first` as those look back.
 * Marks, as in the original: `t_embedder`, `cond_x_merge_linear`, `transformer`, `skip_linear`, `wavenet`, `final_layer`.
 * Source: DiT of seed-vc as used by IndexTTS.
 */
export function diffusionTransformer(checkpoint: Checkpoint, configuration: Configuration, target?: Target): Graph {
  const graph = new Graph('diffusionTransformer', target);
  const weights = estimator(graph, checkpoint);
  const heads = configuration.count('s2mel.DiT.num_heads');
  const mels = weights.size('conv2.weight', 0);
  const width = weights.size('cond_x_merge_linear.weight', 0);
  const x = graph.transpose(graph.input('x', [1, mels, 'frames']), [0, 2, 1]);
  const time = graph.input('time', [1]);
  const condition = graph.input('condition', ['rows', 'frames', width]);
  const first = graph.input('first', [1], 'int64');
  const dilation = 's2mel.wavenet.dilation_rate';
  const dilationRate = configuration.has(dilation) ? configuration.count(dilation) : 1;
  const reach = waveNetReach(weights.in('wavenet'), dilationRate);
  const start = graph.maximum(graph.subtract(first, graph.integers([reach])), graph.integers([0]));

  const moment = graph.mark('t_embedder', embedTime(graph, time, weights.in('t_embedder'))); // [1, width]
  let h = graph.mark('cond_x_merge_linear', graph.add(condition, noiseShare(graph, x, weights, mels)));
  h = graph.mark('transformer', transformer(graph, h, moment, start, heads, weights.in('transformer')));
  // x for every row: [rows, kept, mels]
  const noisy = graph.add(graph.multiply(graph.slice(h, 2, 0, 1, 1), 0), graph.behind(x, 1, start, 'kept'));
  h = graph.mark('skip_linear', linear(graph, graph.concat([h, noisy], 2), weights.in('skip_linear')));

  const second = embedTime(graph, time, weights.in('t_embedder2'));
  const waves = waveNet(graph, linear(graph, h, weights.in('conv1')), second, weights.in('wavenet'), dilationRate);
  graph.mark('wavenet', waves);
  const y = graph.add(waves, linear(graph, h, weights.in('res_projection')));
  const wanted = graph.behind(y, 1, graph.subtract(first, start), 'frames-first');
  const final = graph.mark('final_layer', finalLayer(graph, wanted, moment, weights.in('final_layer')));
  graph.output('velocity', graph.transpose(linear(graph, final, weights.in('conv2')), [0, 2, 1]));
  return graph;
}

function estimator(graph: Graph, checkpoint: Checkpoint): Weights {
  return new Weights(graph, checkpoint, `${melPrefix(checkpoint, 'cfm', 'estimator.conv1.weight')}estimator.`);
}

/** The part of cond_x_merge_linear that belongs to the noise: its first columns, without the bias. */
function noiseShare(graph: Graph, x: Value, weights: Weights, mels: number): Value {
  const merge = weights.in('cond_x_merge_linear');
  const [columns = 0, all = 0] = merge.shape('weight');
  const elements = (): Float32Array => {
    const stored = merge.floats('weight');
    return Float32Array.from(
      { length: columns * mels },
      (_, i) => stored[Math.floor(i / mels) * all + (i % mels)] ?? 0,
    );
  };
  const recipe = `first ${mels} inputs`;
  return matrixProduct(
    graph,
    x,
    { weights: merge, recipe, names: ['weight'], columns, inner: mels, elements },
    undefined,
  );
}

/** Time in cosines and sines (freqs are stored), then two layers: [1, width]. */
function embedTime(graph: Graph, time: Value, weights: Weights): Value {
  // The order of the products matters: their float32 rounding is the largest part of the noise.
  const angles = graph.multiply(graph.unsqueeze(graph.multiply(time, 1000), 1), weights.tensor('freqs'));
  const waves = graph.concat([cosine(graph, angles), sine(graph, angles)], 1);
  return linear(graph, graph.silu(linear(graph, waves, weights.in('mlp.0'))), weights.in('mlp.2'));
}

/**
 * Blocks with skips from the first half to the second, last in first out: of 13, 0–5 feed 12–7. Behind the last one only
 * the steps from `start` [1] on are made: x [rows, frames, width] to [rows, kept, width].
 */
function transformer(graph: Graph, x: Value, moment: Value, start: Value, heads: number, weights: Weights): Value {
  const depth = weights.count('layers', 'attention.wqkv.weight');
  const middle = Math.floor(depth / 2);
  const rotation = rotaryTables(graph, x, weights.size('layers.0.attention.wo.weight', 0) / heads);
  const saved: Value[] = [];
  let h = x;
  for (let index = 0; index < depth; index++) {
    const layer = weights.in(`layers.${index}`);
    const last = index === depth - 1;
    if (index > middle) {
      const skip = saved.pop();
      if (skip === undefined) throw new Error('as many skips are taken as were saved');
      h = linear(graph, graph.concat([h, skip], 2), layer.in('skip_in_linear'));
    }
    const all = new SharedFactor(adaptiveNorm(graph, h, moment, layer.in('attention_norm')));
    const queried = last ? graph.behind(all.source, 1, start, 'kept') : all;
    const places = last ? { ...rotation, positions: start } : rotation;
    const attended = selfAttention(graph, all, queried, heads, rotation, places, layer);
    h = graph.add(last ? graph.behind(h, 1, start, 'kept') : h, attended);
    const normal = new SharedFactor(adaptiveNorm(graph, h, moment, layer.in('ffn_norm')));
    const [gate, content] = ['w1', 'w3'].map((name) => linear(graph, normal, layer.in(`feed_forward.${name}`)));
    if (gate === undefined || content === undefined) throw new Error('two projections were made');
    h = graph.add(h, linear(graph, graph.multiply(graph.silu(gate), content), layer.in('feed_forward.w2')));
    if (index < middle) saved.push(h);
  }
  return adaptiveNorm(graph, h, moment, weights.in('norm'));
}

/** Normalised x, scaled and shifted by what the moment says; without the usual +1. */
function adaptiveNorm(graph: Graph, x: Value, moment: Value, weights: Weights): Value {
  const width = Number(x.shape[2]);
  const part = (first: number): Value =>
    linear(graph, moment, weights.in('project_layer'), 'out-in', { first, count: width });
  const scale = graph.squeeze(graph.multiply(part(0), weights.tensor('norm.weight')), 0);
  return graph.add(graph.rootMeanSquareNormalization(x, scale, epsilon), part(width));
}

function rotaryTables(graph: Graph, x: Value, headSize: number): RotaryTables {
  const count = graph.squeeze(graph.shapeOf(x, 1, 2), 0);
  const positions = graph.unsqueeze(graph.cast(graph.range(count, x.shape[1] ?? 'frames'), 'float32'), 1);
  const frequencies = Array.from({ length: headSize / 2 }, (_, index) => rotaryBase ** ((-2 * index) / headSize));
  const angles = graph.multiply(positions, graph.floats(frequencies));
  return { cosines: cosine(graph, angles), sines: sine(graph, angles), positions: graph.integers([0]) };
}

/** The steps of `queried`, turned by `places`, look at those of `all`, turned by `rotation`. */
function selfAttention(
  graph: Graph,
  all: SharedFactor,
  queried: Value | SharedFactor,
  heads: number,
  rotation: RotaryTables,
  places: RotaryTables,
  layer: Weights,
): Value {
  const width = layer.size('attention.wo.weight', 0);
  const part = (x: Value | SharedFactor, index: number): Value =>
    linear(graph, x, layer.in('attention.wqkv'), 'out-in', { first: index * width, count: width });
  const query = graph.rotatePairs(part(queried, 0), heads, places);
  const key = graph.rotatePairs(part(all, 1), heads, rotation);
  return linear(graph, attention(graph, query, key, part(all, 2), heads), layer.in('attention.wo'));
}

/** Shift comes first, then scale. */
function finalLayer(graph: Graph, x: Value, moment: Value, weights: Weights): Value {
  const [shift, scale] = graph.halves(linear(graph, graph.silu(moment), weights.in('adaLN_modulation.1')), -1);
  const width = weights.size('linear.bias', 0);
  const normal = graph.layerNormalization(x, graph.floats(new Float32Array(width).fill(1)), undefined, finalEpsilon);
  return linear(graph, graph.add(graph.multiply(normal, graph.add(scale, 1)), shift), weights.in('linear'));
}
