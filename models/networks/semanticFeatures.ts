import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { Graph, type Target } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import { Weights } from '../onnx/weights.ts';
import { embedCodes } from './semanticCodebook.ts';

/**
 * What the mel network of version 2 is given for a line: `codes` [1, n] and the GPT's `latent` [1, n, width] give
 * `features` [1, n, 1024]. Marks: `embedding` of the codes, `projection` of the latent.
 * Source: infer_v2.py of IndexTTS-2: vq2emb(codes) + gpt_layer(latent); gpt_layer has no activation inside.
 */
export function semanticFeatures(codec: Checkpoint, mel: Checkpoint, target?: Target): Graph {
  const graph = new Graph('semanticFeatures', target);
  const layers = new Weights(graph, mel, 'net/gpt_layer/');
  const codes = graph.input('codes', [1, 'n'], 'int64');
  let projection = graph.input('latent', [1, 'n', layers.size('0.weight', 1)]);
  for (let index = 0; layers.has(`${index}.weight`); index++) projection = linear(graph, projection, layers.in(index));
  const embedding = graph.mark('embedding', embedCodes(graph, codes, new Weights(graph, codec)));
  graph.output('features', graph.add(embedding, graph.mark('projection', projection)));
  return graph;
}
