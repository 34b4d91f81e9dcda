import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { Graph, type Target } from '../onnx/graph.ts';
import type { Value } from '../onnx/value.ts';
import { Weights } from '../onnx/weights.ts';

/** Of all batch normalisations: torch's default. */
const epsilon = 1e-5;
/** Steps that share one mean in the context of a layer (CAMLayer, seg_pooling). */
const segment = 100;
/** Dilation of a block's layers; the third dense block has that of the second. */
const dilations = [1, 2, 2];

/**
 * CAMPPlus, the speaker encoder: a Kaldi filter bank less its mean over time, `features` [1, frames, 80], gives the
 * `style` [1, 192], not normalised. Marks: `tdnn` [1, 128, frames/2], `stats` [1, 1024].
 * Source: 3D-Speaker, CAM++ (arXiv 2303.00332), as used by IndexTTS.
 */
export function campplus(checkpoint: Checkpoint, target?: Target): Graph {
  const graph = new Graph('campplus', target);
  const weights = new Weights(graph, checkpoint);
  const features = graph.input('features', [1, 'frames', 80]);

  const image = graph.unsqueeze(graph.transpose(features, [0, 2, 1]), 0); // [1, 1, 80, frames]
  const head = frontEnd(graph, image, weights.in('head')); // [1, 32, 10, frames]
  const [, channels = 0, bands = 0] = head.shape;
  const flat = graph.reshape(head, [1, Number(channels) * Number(bands), 1, 'frames']);

  const trunk = weights.in('xvector');
  // The dense blocks run on [1, channels, 1, steps]: the runtime's fastest convolutions are those of images.
  let x = convolution(graph, flat, trunk.in('tdnn.linear'), { strides: [1, 2], pads: [0, 2, 0, 2] });
  x = activated(graph, x, trunk.in('tdnn.nonlinear.batchnorm'));
  graph.mark('tdnn', graph.squeeze(x, 2));
  const pooling = segmentPooling(graph, x);
  for (const [index, dilation] of dilations.entries()) {
    const block = trunk.in(`block${index + 1}`);
    for (let layer = 1; block.has(`tdnnd${layer}.linear1.weight`); layer++) {
      const added = denseLayer(graph, x, block.in(`tdnnd${layer}`), dilation, pooling);
      x = graph.concat([x, added], 1);
    }
    const transit = trunk.in(`transit${index + 1}`);
    x = convolution(graph, activated(graph, x, transit.in('nonlinear.batchnorm')), transit.in('linear'));
  }
  x = activated(graph, x, trunk.in('out_nonlinear.batchnorm'));

  const stats = graph.mark('stats', statistics(graph, graph.squeeze(x, 2), pooling.steps));
  const embedding = convolution(
    graph,
    graph.reshape(stats, [1, Number(stats.shape[1]), 1, 1]),
    trunk.in('dense.linear'),
  );
  const normal = plainBatchNorm(graph, embedding, trunk.in('dense.nonlinear.batchnorm'));
  graph.output('style', graph.reshape(normal, [1, Number(normal.shape[1])]));
  return graph;
}

/** FCM: a small residual network that takes the bands from 80 to 10. */
function frontEnd(graph: Graph, image: Value, weights: Weights): Value {
  const rounded = [1, 1, 1, 1];
  let x = convolution(graph, image, weights.in('conv1'), { pads: rounded });
  x = activated(graph, x, weights.in('bn1'));
  for (const layer of ['layer1', 'layer2']) {
    for (let index = 0; weights.has(`${layer}.${index}.conv1.weight`); index++) {
      const block = weights.in(`${layer}.${index}`);
      // The first block of a layer halves the bands; a block that does so has a convolution on its shortcut.
      const strides = block.has('shortcut.0.weight') ? [2, 1] : [1, 1];
      let y = convolution(graph, x, block.in('conv1'), { strides, pads: rounded });
      y = activated(graph, y, block.in('bn1'));
      y = batchNorm(graph, convolution(graph, y, block.in('conv2'), { pads: rounded }), block.in('bn2'));
      const shortcut = block.has('shortcut.0.weight')
        ? batchNorm(graph, convolution(graph, x, block.in('shortcut.0'), { strides }), block.in('shortcut.1'))
        : x;
      x = graph.relu(graph.add(y, shortcut));
    }
  }
  x = convolution(graph, x, weights.in('conv2'), { strides: [2, 1], pads: rounded });
  return activated(graph, x, weights.in('bn2'));
}

interface Pooling {
  /** [1, 1, steps, segments]: times x it gives the mean of every segment; the last one may be shorter. */
  readonly gather: Value;
  /** [1, 1, segments, steps]: gives every step the value of its segment. */
  readonly spread: Value;
  /** Number of steps as a float. */
  readonly steps: Value;
}

function segmentPooling(graph: Graph, x: Value): Pooling {
  const steps = graph.shapeOf(x, 3, 4);
  const count = graph.squeeze(steps, 0);
  const hundred = graph.integers([segment], []);
  const segments = graph.divide(graph.add(count, graph.integers([segment - 1], [])), hundred); // whole division
  const ofStep = graph.divide(graph.range(count, x.shape[3] ?? 'steps'), hundred);
  const numbers = graph.unsqueeze(graph.range(segments, 'segments'), 1);
  const member = graph.equal(numbers, graph.unsqueeze(ofStep, 0)); // [segments, steps]
  const shares = graph.divide(member, graph.sum(member, [1]));
  const image = (matrix: Value): Value => graph.unsqueeze(graph.unsqueeze(matrix, 0), 0);
  return {
    gather: image(graph.transpose(shares, [1, 0])),
    spread: image(member),
    steps: graph.cast(steps, 'float32'),
  };
}

/** One densely connected layer: a bottleneck, then a convolution masked by its context. */
function denseLayer(graph: Graph, x: Value, weights: Weights, dilation: number, pooling: Pooling): Value {
  const inner = convolution(graph, activated(graph, x, weights.in('nonlinear1.batchnorm')), weights.in('linear1'));
  const y = activated(graph, inner, weights.in('nonlinear2.batchnorm'));
  const cam = weights.in('cam_layer');
  const local = convolution(graph, y, cam.in('linear_local'), {
    dilations: [1, dilation],
    pads: [0, dilation, 0, dilation],
  });
  // The context is the same for all steps of a segment, so the mask is computed once a segment and spread afterwards.
  const context = graph.add(graph.matmul(y, pooling.gather), graph.mean(y, [3])); // [1, 128, 1, segments]
  const hidden = graph.relu(convolution(graph, context, cam.in('linear1')));
  const mask = graph.sigmoid(convolution(graph, hidden, cam.in('linear2')));
  return graph.multiply(local, graph.matmul(mask, pooling.spread));
}

/** Mean and unbiased standard deviation over time of x [1, channels, steps], one after the other. */
function statistics(graph: Graph, x: Value, steps: Value): Value {
  const mean = graph.mean(x, [2]);
  const deviation = graph.subtract(x, mean);
  const variance = graph.divide(graph.sum(graph.multiply(deviation, deviation), [2], false), graph.subtract(steps, 1));
  return graph.concat([graph.squeeze(mean, 2), graph.sqrt(variance)], 1);
}

function convolution(
  graph: Graph,
  x: Value,
  weights: Weights,
  options: Parameters<Graph['convolution']>[3] = {},
): Value {
  const shape = weights.shape('weight');
  // 1-D kernels as 2-D ones of height 1.
  const [out = 0, inner = 0, ...kernel] = shape;
  const image = kernel.length === 1 ? [out, inner, 1, ...kernel] : shape;
  const bias = weights.has('bias') ? weights.tensor('bias') : undefined;
  return graph.within(weights.path(''), () => graph.convolution(x, weights.tensor('weight', image), bias, options));
}

function activated(graph: Graph, x: Value, weights: Weights): Value {
  return graph.relu(batchNorm(graph, x, weights));
}

function batchNorm(graph: Graph, x: Value, weights: Weights): Value {
  const [mean, variance] = [weights.tensor('running_mean'), weights.tensor('running_var')];
  return graph.batchNormalization(x, weights.tensor('weight'), weights.tensor('bias'), mean, variance, epsilon);
}

/** Without scale and bias of its own. */
function plainBatchNorm(graph: Graph, x: Value, weights: Weights): Value {
  const [mean, variance] = [weights.tensor('running_mean'), weights.tensor('running_var')];
  const size = weights.size('running_mean', 0);
  const one = graph.floats(new Float32Array(size).fill(1));
  return graph.batchNormalization(x, one, graph.floats(new Float32Array(size)), mean, variance, epsilon);
}
