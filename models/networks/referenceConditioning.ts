import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { Graph, type Target } from '../onnx/graph.ts';
import { linear } from '../onnx/linear.ts';
import { Weights } from '../onnx/weights.ts';
import { conformer } from './conformer.ts';
import { gptPrefix } from './gptWeights.ts';
import { perceiver } from './perceiver.ts';

/**
 * The speaker as version 2's GPT takes it: normalised `features` [1, T, 1024] of the reference give `latents`
 * [1, 32, width]. Mark: `conformer`. Source: UnifiedVoice.get_conditioning of IndexTTS-2.
 */
export function speakerConditioning(checkpoint: Checkpoint, target?: Target): Graph {
  const graph = new Graph('speakerConditioning', target);
  const weights = new Weights(graph, checkpoint, gptPrefix(checkpoint));
  const features = graph.input('features', [1, 'frames', featureWidth]);
  const encoded = graph.mark('conformer', conformer(graph, features, weights.in('conditioning_encoder')));
  graph.output('latents', perceiver(graph, encoded, weights.in('perceiver_encoder')));
  return graph;
}

/**
 * The emotion of a recording: normalised `features` [1, T, 1024] give `emotion` [1, width]. Marks: `conformer`,
 * `perceiver`. Source: UnifiedVoice.get_emovec of IndexTTS-2 and 2.5.
 */
export function emotionConditioning(checkpoint: Checkpoint, target?: Target): Graph {
  const graph = new Graph('emotionConditioning', target);
  const weights = new Weights(graph, checkpoint, gptPrefix(checkpoint));
  const features = graph.input('features', [1, 'frames', featureWidth]);
  const encoded = graph.mark('conformer', conformer(graph, features, weights.in('emo_conditioning_encoder')));
  const summary = graph.squeeze(perceiver(graph, encoded, weights.in('emo_perceiver_encoder')), 1); // one latent
  const emotion = linear(graph, graph.mark('perceiver', summary), weights.in('emovec_layer'));
  graph.output('emotion', linear(graph, emotion, weights.in('emo_layer')));
  return graph;
}

/** Width of w2v-BERT's features; the conformers are built for it in the original. */
const featureWidth = 1024;
