import type { Graph } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import type { Value } from '../onnx/value.ts';
import type { Weights } from '../onnx/weights.ts';

/** Of all layer normalisations of Vocos. */
const epsilon = 1e-6;

/**
 * The backbone of Vocos (arXiv 2306.00814) with the linear layer behind it, as both semantic codecs use it: `.0` is a
 * convolution and ConvNeXt blocks, `.1` the linear layer. x [1, frames, in] gives [1, frames, out].
 */
export function vocosBackbone(graph: Graph, x: Value, weights: Weights): Value {
  const backbone = weights.in(0);
  let y = alongTime(graph, x, backbone.in('embed'), 1);
  y = layerNorm(graph, y, backbone.in('norm'));
  const blocks = backbone.count('convnext', 'gamma');
  for (let index = 0; index < blocks; index++) {
    const block = backbone.in(`convnext.${index}`);
    const channels = block.size('gamma', 0);
    let inner = layerNorm(graph, alongTime(graph, y, block.in('dwconv'), channels), block.in('norm'));
    inner = linear(graph, graph.gelu(linear(graph, inner, block.in('pwconv1'))), block.in('pwconv2'));
    y = graph.add(y, graph.multiply(inner, block.tensor('gamma')));
  }
  return linear(graph, layerNorm(graph, y, backbone.in('final_layer_norm')), weights.in(1));
}

/** A convolution of odd width over time that keeps the length; x [1, frames, channels]. */
export function alongTime(graph: Graph, x: Value, weights: Weights, groups: number): Value {
  const [out = 0, inner = 0, width = 0] = weights.shape('weight');
  const image = graph.unsqueeze(graph.transpose(x, [0, 2, 1]), 2); // [1, channels, 1, frames]
  const reach = (width - 1) / 2;
  const kernel = weights.tensor('weight', [out, inner, 1, width]);
  const y = graph.convolution(image, kernel, weights.tensor('bias'), { groups, pads: [0, reach, 0, reach] });
  return graph.transpose(graph.squeeze(y, 2), [0, 2, 1]);
}

function layerNorm(graph: Graph, x: Value, weights: Weights): Value {
  return graph.layerNormalization(x, weights.tensor('weight'), weights.tensor('bias'), epsilon);
}
