import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { Graph, type Target } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import type { Value } from '../onnx/value.ts';
import { Weights } from '../onnx/weights.ts';
import { melPrefix } from './melPrefix.ts';

/** Of the group normalisation. */
const epsilon = 1e-5;

/**
 * Semantic features at 50 Hz become conditions at the rate of mel frames: `features` [1, steps, 1024] and `indices`
 * [frames] (`nearestIndices`) give `condition` [1, frames, width]. The statistics of its normalisations run over the
 * whole segment, so a segment cannot be made in parts.
 * Source: InterpolateRegulator of seed-vc, as used by IndexTTS.
 */
export function lengthRegulator(checkpoint: Checkpoint, target?: Target): Graph {
  const graph = new Graph('lengthRegulator', target);
  const weights = new Weights(graph, checkpoint, melPrefix(checkpoint, 'length_regulator', 'content_in_proj.weight'));
  const features = graph.input('features', [1, 'steps', weights.size('content_in_proj.weight', 1)]);
  const indices = graph.input('indices', ['frames'], 'int64');
  const projected = graph.squeeze(linear(graph, features, weights.in('content_in_proj')), 0);
  const spread = graph.unsqueeze(graph.gather(projected, indices), 0); // [1, frames, width]
  let x = graph.unsqueeze(graph.transpose(spread, [0, 2, 1]), 2); // [1, width, 1, frames]
  let index = 0;
  // `model` is a list of convolution, normalisation and activation in turn, and a last convolution of width 1.
  for (; weights.size(`model.${index}.weight`, 2) > 1; index += 3) {
    x = mish(
      graph,
      normalised(graph, convolved(graph, x, weights.in(`model.${index}`)), weights.in(`model.${index + 1}`)),
    );
  }
  const rows = graph.transpose(graph.squeeze(x, 2), [0, 2, 1]);
  graph.output('condition', linear(graph, rows, weights.in(`model.${index}`)));
  return graph;
}

function convolved(graph: Graph, x: Value, weights: Weights): Value {
  const [out = 0, inner = 0, width = 0] = weights.shape('weight');
  const reach = (width - 1) / 2;
  const kernel = weights.tensor('weight', [out, inner, 1, width]);
  return graph.convolution(x, kernel, weights.tensor('bias'), { pads: [0, reach, 0, reach] });
}

/** One group: mean and variance over channels and time together. */
function normalised(graph: Graph, x: Value, weights: Weights): Value {
  const channels = weights.size('weight', 0);
  const flat = graph.reshape(x, [1, 1, `${channels}*frames`]);
  const normal = graph.instanceNormalization(flat, graph.floats([1]), graph.floats([0]), epsilon);
  const restored = graph.reshape(normal, [1, channels, 1, 'frames']);
  const affine = (name: string): Value => weights.tensor(name, [channels, 1, 1]);
  return graph.add(graph.multiply(restored, affine('weight')), affine('bias'));
}

/** x·tanh(softplus(x)) */
function mish(graph: Graph, x: Value): Value {
  return graph.multiply(x, graph.tanh(graph.softplus(x)));
}
