import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { Graph, type Target } from '../onnx/graph.ts';
import { Weights } from '../onnx/weights.ts';
import { embedCodes } from './semanticCodebook.ts';
import { alongTime, vocosBackbone } from './vocosBackbone.ts';

/**
 * The decoder of the semantic codec of version 2.5: `codes` [1, n] at 25 Hz give `features` [1, 2n, 1024] at 50 Hz.
 * Source: EnhancedCodec.decode of IndexTTS-2.5.
 */
export function enhancedCodec(checkpoint: Checkpoint, target?: Target): Graph {
  const graph = new Graph('enhancedCodec', target);
  const weights = new Weights(graph, checkpoint, checkpoint.entries.has('model/up.weight') ? 'model/' : '');
  const codes = graph.input('codes', [1, 'n'], 'int64');
  const decoded = vocosBackbone(graph, embedCodes(graph, codes, weights), weights.in('decoder'));
  const width = weights.size('up.weight', 1);
  // Every frame twice: [1, n, 1, width] joined with itself.
  const single = graph.unsqueeze(decoded, 2);
  const doubled = graph.reshape(graph.concat([single, single], 2), [1, '2*n', width]);
  graph.output('features', alongTime(graph, doubled, weights.in('up'), 1));
  return graph;
}
