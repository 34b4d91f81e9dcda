import type { Graph } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import { matrixProduct } from '../onnx/matrixProduct.ts';
import { SharedFactor } from '../onnx/sharedFactor.ts';
import type { Value } from '../onnx/value.ts';
import { fusedWeight } from '../onnx/weightNorm.ts';
import type { Weights } from '../onnx/weights.ts';

/**
 * Gated convolutions over time, x [rows, frames, width] under `moment` [1, width]; layer i looks at every
 * `dilationRate` ** i-th frame (the published models: at every one). More frames than the widest convolution reaches to
 * one side, 2 in the published models, have to be there. Everything stays
 * [rows, frames, channels]: a convolution is a product with its neighbours laid side by side, which can be quantised
 * like any other and needs no transposition.
 * Source: WN of seed-vc (after WaveGlow): weight normalisation, reflection at the ends.
 */
export function waveNet(graph: Graph, x: Value, moment: Value, weights: Weights, dilationRate: number): Value {
  const layers = weights.count('in_layers', 'conv.conv.bias');
  const width = Number(x.shape[2]);
  const taps = tapsOf(weights);
  const conditions = weights.in('cond_layer.conv.conv');
  let state = graph.wide(x);
  let sum: Value | undefined;
  for (let index = 0; index < layers; index++) {
    const windows = new SharedFactor(state, (value) => neighbours(graph, value, taps, dilationRate ** index));
    // Content and gate, each of its own half of the weights; the moment's share is a bias more.
    const [content, gate] = [0, 1].map((half) => {
      const share = linear(graph, moment, conditions, 'out-in', { first: (2 * index + half) * width, count: width });
      return convolution(graph, windows, weights.in(`in_layers.${index}.conv.conv`), half * width, width, share);
    });
    if (content === undefined || gate === undefined) throw new Error('two convolutions were made');
    const gated = new SharedFactor(graph.multiply(graph.tanh(content), graph.sigmoid(gate)));
    // All layers but the last make a change of the state and, behind it, a share of the result.
    const ways = weights.in(`res_skip_layers.${index}.conv.conv`);
    const last = index === layers - 1;
    const way = (first: number): Value => linear(graph, gated, ways, 'out-in', { first, count: width });
    if (!last) state = graph.add(state, way(0));
    const skip = way(last ? 0 : width);
    sum = sum === undefined ? skip : graph.add(sum, skip);
  }
  if (sum === undefined) throw new RangeError(`${weights.path('in_layers')} is empty`);
  return sum;
}

/** Frames on either side that a frame of the result depends on. */
export function waveNetReach(weights: Weights, dilationRate: number): number {
  const layers = Array.from({ length: weights.count('in_layers', 'conv.conv.bias') }, (_, index) => index);
  return layers.reduce((reach, index) => reach + (dilationRate ** index * (tapsOf(weights) - 1)) / 2, 0);
}

/** Width of the convolutions, which all have the same. */
function tapsOf(weights: Weights): number {
  const first = weights.in('in_layers.0.conv.conv');
  return first.size(first.has('weight') ? 'weight' : 'weight_v', 2);
}

/** Every frame with those on both sides that a convolution of `taps` sees, reflected at the ends: laid side by side. */
function neighbours(graph: Graph, x: Value, taps: number, dilation: number): Value {
  const reach = (dilation * (taps - 1)) / 2;
  const [, frames = 'frames', channels = 0] = x.shape;
  const extended = graph.pad(
    x,
    [
      [reach, reach],
      [0, 0],
    ],
    'reflect',
    [`${frames}+${2 * reach}`, channels],
  );
  const shifted = Array.from({ length: taps }, (_, tap) => {
    const end = dilation * (tap - taps + 1);
    return graph.slice(extended, 1, dilation * tap, end === 0 ? undefined : end, frames);
  });
  return graph.concat(shifted, 2);
}

/** Outputs from `first` on of a convolution over `windows`, with `share` [1, columns] added. */
function convolution(
  graph: Graph,
  windows: SharedFactor,
  weights: Weights,
  first: number,
  columns: number,
  share: Value,
): Value {
  const plain = weights.has('weight');
  const names = plain ? ['weight'] : ['weight_g', 'weight_v'];
  const [, channels = 0, taps = 0] = weights.shape(plain ? 'weight' : 'weight_v');
  /** [columns, channels, taps] as [columns, taps, channels]: the order in which the neighbours lie. */
  const elements = (): Float32Array => {
    const row = channels * taps;
    const stored = fusedWeight(weights).subarray(first * row, (first + columns) * row);
    return stored.map((_, i) => {
      const [column, rest] = [Math.floor(i / row), i % row];
      return stored[column * row + (rest % channels) * taps + Math.floor(rest / channels)] ?? 0;
    });
  };
  const recipe = `neighbours side by side, outputs from ${first}`;
  const matrix = { weights, recipe, names, columns, inner: channels * taps, elements };
  const bias = graph.add(weights.tensor('bias', [columns], first), graph.squeeze(share, 0));
  return matrixProduct(graph, windows, matrix, bias);
}
