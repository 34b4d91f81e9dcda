import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { Graph, type Target } from '../onnx/graph.ts';
import { Weights } from '../onnx/weights.ts';
import { quantise } from './semanticCodebook.ts';
import { vocosBackbone } from './vocosBackbone.ts';

/**
 * The quantiser of MaskGCT's semantic codec (version 2 only): normalised `features` [1, frames, 1024] of the reference
 * give `quantised` [1, frames, 1024] and `codes` [1, frames]. Mark: `encoder`.
 * Source: RepCodec of MaskGCT (arXiv 2409.00750), as used by IndexTTS-2.
 */
export function repCodec(checkpoint: Checkpoint, target?: Target): Graph {
  const graph = new Graph('repCodec', target);
  const weights = new Weights(graph, checkpoint);
  const features = graph.input('features', [1, 'frames', weights.size('encoder.0.embed.weight', 1)]);
  const encoded = graph.mark('encoder', vocosBackbone(graph, features, weights.in('encoder')));
  const { codes, quantised } = graph.exactly(() => quantise(graph, encoded, weights));
  graph.output('codes', codes);
  graph.output('quantised', quantised);
  return graph;
}
