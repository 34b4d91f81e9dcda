import { kaldiBands, kaldiFilterBank } from './kaldiFilterBank.ts';

/**
 * What the speaker network (CAMPPlus) hears: Kaldi's filter bank of 16 kHz samples, −1 … 1, less the mean of every band
 * over time. Returns [frames, 80].
 */
export function speakerFeatures(samples: Float32Array): Float32Array {
  const bank = kaldiFilterBank(samples, 1);
  const frames = bank.length / kaldiBands;
  for (let band = 0; band < kaldiBands; band++) {
    let mean = 0;
    for (let frame = 0; frame < frames; frame++) mean += bank[frame * kaldiBands + band] ?? 0;
    mean /= frames;
    for (let at = band; at < bank.length; at += kaldiBands) bank[at] = (bank[at] ?? 0) - mean;
  }
  return bank;
}
