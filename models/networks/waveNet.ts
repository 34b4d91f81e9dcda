import type { Graph } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import { matrixProduct } from '../onnx/matrixProduct.ts';
import type { Value } from '../onnx/value.ts';
import { fusedWeight } from '../onnx/weightNorm.ts';
import type { Weights } from '../onnx/weights.ts';

/**
 * Gated convolutions over time, x [rows, frames, width] under `moment` [1, width]; frames ≥ 3. Everything stays
 * [rows, frames, channels]: a convolution is a product with its neighbours laid side by side, which can be quantised
 * like any other and needs no transposition.
 * Source: WN of seed-vc (after WaveGlow): weight normalisation, reflection at the ends, dilation 1.
 */
export function waveNet(graph: Graph, x: Value, moment: Value, weights: Weights): Value {
  const layers = weights.count('in_layers', 'conv.conv.bias');
  const width = Number(x.shape[2]);
  const conditions = linear(graph, moment, weights.in('cond_layer.conv.conv')); // [1, layers · 2 · width]
  const shares = graph.split(conditions, new Array<number>(layers).fill(2 * width), -1);
  let state = graph.wide(x);
  let sum: Value | undefined;
  for (const [index, share] of shares.entries()) {
    const convolved = graph.add(neighbourhood(graph, state, weights.in(`in_layers.${index}.conv.conv`)), share);
    const [content, gate] = graph.halves(convolved, -1);
    const gated = graph.multiply(graph.tanh(content), graph.sigmoid(gate));
    const made = linear(graph, gated, weights.in(`res_skip_layers.${index}.conv.conv`));
    // All layers but the last make a change of the state and a share of the result.
    const [change, skip] = index < layers - 1 ? graph.halves(made, -1) : [undefined, made];
    if (change !== undefined) state = graph.add(state, change);
    sum = sum === undefined ? skip : graph.add(sum, skip);
  }
  if (sum === undefined) throw new RangeError(`${weights.path('in_layers')} is empty`);
  return sum;
}

/** A convolution of odd width with reflected ends. */
function neighbourhood(graph: Graph, x: Value, weights: Weights): Value {
  const plain = weights.has('weight');
  const names = plain ? ['weight'] : ['weight_g', 'weight_v'];
  const [columns = 0, channels = 0, taps = 0] = weights.shape(plain ? 'weight' : 'weight_v');
  const reach = (taps - 1) / 2;
  const frames = x.shape[1] ?? 'frames';
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
    const end = tap - taps + 1;
    return graph.slice(extended, 1, tap, end === 0 ? undefined : end, frames);
  });
  /** [columns, channels, taps] as [columns, taps, channels]: the order in which the neighbours lie. */
  const elements = (): Float32Array => {
    const stored = fusedWeight(weights);
    const row = channels * taps;
    return stored.map((_, i) => {
      const [column, rest] = [Math.floor(i / row), i % row];
      return stored[column * row + (rest % channels) * taps + Math.floor(rest / channels)] ?? 0;
    });
  };
  const matrix = { weights, recipe: 'neighbours side by side', names, columns, inner: channels * taps, elements };
  return matrixProduct(graph, graph.concat(shifted, 2), matrix, weights.tensor('bias'));
}
