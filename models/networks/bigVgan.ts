import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import type { Configuration } from '../checkpoints/configuration.ts';
import { Graph, type Target } from '../onnx/graph.ts';
import type { Value } from '../onnx/value.ts';
import { normalisedWeight } from '../onnx/weightNorm.ts';
import { Weights } from '../onnx/weights.ts';
import { aliasFreeSnake } from './aliasFreeSnake.ts';

/**
 * The vocoder: `mel` [1, 80, frames] (natural logarithm) gives `samples` [1, 256 · frames] in −1 … 1.
 * Marks: `conv_pre`, `ups0`, `resblock0_activation0`, `resblock0`, each [1, channels, 1, time].
 * All signals are [1, channels, 1, time]: the runtime's fastest convolutions are those of images.
 * Source: BigVGAN v2 (arXiv 2206.04658), bigvgan_v2_22khz_80band_256x.
 */
export function bigVgan(checkpoint: Checkpoint, configuration: Configuration, target?: Target): Graph {
  const graph = new Graph('bigVgan', target);
  const weights = new Weights(graph, checkpoint, checkpoint.entries.has('generator/conv_pre.bias') ? 'generator/' : '');
  const rates = configuration.counts('upsample_rates');
  const dilations = configuration.countTable('resblock_dilation_sizes');
  const mel = graph.input('mel', [1, configuration.count('num_mels'), 'frames']);

  let x = graph.mark('conv_pre', convolution(graph, graph.unsqueeze(mel, 2), weights.in('conv_pre'), 1));
  for (const [stage, rate] of rates.entries()) {
    x = raised(graph, x, weights.in(`ups.${stage}.0`), rate);
    if (stage === 0) graph.mark('ups0', x);
    const input = x;
    const blocks = dilations.map((steps, index) => {
      const number = stage * dilations.length + index;
      return graph.mark(
        `resblock${number}`,
        residualBlock(graph, input, weights.in(`resblocks.${number}`), number, steps),
      );
    });
    x = graph.divide(
      blocks.reduce((sum, block) => graph.add(sum, block)),
      blocks.length,
    );
  }
  x = convolution(graph, aliasFreeSnake(graph, x, weights.in('activation_post')), weights.in('conv_post'), 1);
  const samples = graph.reshape(graph.clip(x, -1, 1), [1, x.shape[3] ?? 'samples']);
  graph.output('samples', samples);
  return graph;
}

/** AMPBlock1: dilated and plain convolutions in turn, a snake before each, the sum kept. */
function residualBlock(graph: Graph, x: Value, weights: Weights, number: number, dilations: readonly number[]): Value {
  let sum = graph.wide(x);
  for (const [index, dilation] of dilations.entries()) {
    let y = graph.mark(
      `resblock${number}_activation${2 * index}`,
      aliasFreeSnake(graph, sum, weights.in(`activations.${2 * index}`)),
    );
    y = convolution(graph, y, weights.in(`convs1.${index}`), dilation);
    y = aliasFreeSnake(graph, y, weights.in(`activations.${2 * index + 1}`));
    sum = graph.add(convolution(graph, y, weights.in(`convs2.${index}`), 1), sum);
  }
  return sum;
}

/** A convolution of odd width that keeps the length. */
function convolution(graph: Graph, x: Value, weights: Weights, dilation: number): Value {
  const [out = 0, inner = 0, width = 0] = storedShape(weights);
  const reach = (dilation * (width - 1)) / 2;
  const kernel = normalisedWeight(weights, [out, inner, 1, width]);
  const bias = weights.has('bias') ? weights.tensor('bias') : undefined;
  return graph.within(weights.path(''), () =>
    graph.convolution(x, kernel, bias, { dilations: [1, dilation], pads: [0, reach, 0, reach] }),
  );
}

/** A transposed convolution that makes the signal `rate` times as long. */
function raised(graph: Graph, x: Value, weights: Weights, rate: number): Value {
  const [inner = 0, out = 0, width = 0] = storedShape(weights);
  const cut = (width - rate) / 2;
  const kernel = normalisedWeight(weights, [inner, out, 1, width]);
  return graph.transposedConvolution(x, kernel, weights.tensor('bias'), { strides: [1, rate], pads: [0, cut, 0, cut] });
}

function storedShape(weights: Weights): readonly number[] {
  return weights.shape(weights.has('weight') ? 'weight' : 'weight_v');
}
