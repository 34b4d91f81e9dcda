import { kaldiBands, kaldiFilterBank } from './kaldiFilterBank.ts';

/** What w2v-BERT 2.0 hears. */
export interface SeamlessFeatures {
  /** [length, 160]: two frames of 10 ms side by side, 50 positions a second. */
  readonly features: Float32Array;
  /** [length]: 0 where the second frame is padding, which happens at the last position only. */
  readonly mask: Int32Array;
  readonly length: number;
}

/** Samples are taken as 16-bit numbers. */
const scale = 32768;
/** Keeps silence, which does not vary, from dividing by nothing. */
const varianceFloor = 1e-7;
/** What fills the second frame of an odd number. */
const padding = 1;

/**
 * Features of SeamlessM4T from 16 kHz mono samples: Kaldi's filter bank, every band at mean 0 and (unbiased) variance 1
 * over time, frames stacked in pairs. Errors: `reference/too-short` below one frame (25 ms).
 * Source: `SeamlessM4TFeatureExtractor` of transformers, with the settings of facebook/w2v-bert-2.0.
 */
export function seamlessFeatures(samples: Float32Array): SeamlessFeatures {
  const bank = kaldiFilterBank(samples, scale);
  const frames = bank.length / kaldiBands;
  const length = Math.ceil(frames / 2);
  const features = new Float32Array(length * 2 * kaldiBands).fill(padding);
  for (let band = 0; band < kaldiBands; band++) {
    let mean = 0;
    for (let at = band; at < bank.length; at += kaldiBands) mean += bank[at] ?? 0;
    mean /= frames;
    let variance = 0;
    for (let at = band; at < bank.length; at += kaldiBands) variance += ((bank[at] ?? 0) - mean) ** 2;
    const deviation = Math.sqrt(variance / Math.max(1, frames - 1) + varianceFloor);
    for (let at = band; at < bank.length; at += kaldiBands) features[at] = ((bank[at] ?? 0) - mean) / deviation;
  }
  const mask = Int32Array.from({ length }, (_, position) => (2 * position + 1 < frames ? 1 : 0));
  return { features, mask, length };
}
