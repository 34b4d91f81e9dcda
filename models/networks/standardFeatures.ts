import type { Checkpoint } from '../checkpoints/checkpoint.ts';

/**
 * Hidden states [frames, width] by the mean and variance of `wav2vec2bert_stats.pt`: (x − mean) / √variance, without an
 * epsilon. Source: get_emb of infer_v2.py.
 */
export function standardFeatures(hidden: Float32Array, statistics: Checkpoint): Float32Array {
  const mean = statistics.floats('mean');
  const deviation = statistics.floats('var').map(Math.sqrt);
  return hidden.map((value, index) => {
    const channel = index % mean.length;
    return Math.fround(value - (mean[channel] ?? 0)) / (deviation[channel] ?? 1);
  });
}
