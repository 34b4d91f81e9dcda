import type { PeakLevel, Peaks } from '../../../audio/peaks.ts';

/** What a waveform is drawn of: the highest and the lowest sample of every bucket, both as distances from 0, 0–1. */
export type WaveformChannels = [Float32Array, Float32Array];

/**
 * The level of detail for a number of buckets (about two a pixel): the coarsest that still has as many. The peaks of what is
 * ready are stretched over the whole reel: silence follows.
 *
 * @param frames of the whole reel
 */
export function waveformChannels(peaks: Peaks, frames: number, buckets: number): WaveformChannels {
  const level = levelFor(peaks, frames, buckets);
  if (level === undefined) return [new Float32Array(1), new Float32Array(1)];
  const { bucketFrames, values } = level;
  const count = Math.max(1, Math.ceil(frames / bucketFrames));
  const upper = new Float32Array(count);
  const lower = new Float32Array(count);
  const perBucket = 2 * peaks.channels;
  const filled = Math.min(count, Math.floor(values.length / perBucket));
  for (let bucket = 0; bucket < filled; bucket++) {
    let highest = 0;
    let lowest = 0;
    for (let at = bucket * perBucket; at < (bucket + 1) * perBucket; at += 2) {
      lowest = Math.min(lowest, values[at] ?? 0);
      highest = Math.max(highest, values[at + 1] ?? 0);
    }
    upper[bucket] = highest / 127;
    lower[bucket] = -lowest / 127;
  }
  return [upper, lower];
}

function levelFor({ levels }: Peaks, frames: number, buckets: number): PeakLevel | undefined {
  return levels.findLast(({ bucketFrames }) => frames / bucketFrames >= buckets) ?? levels[0];
}
