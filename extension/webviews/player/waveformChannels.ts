import type { PeakLevel, Peaks } from '../../../audio/peaks.ts';

/** The loudest moment is drawn this high. */
const highest = 0.95;
/** At most so many times as high as it is: 24 dB. What is all but silent stays low. */
const greatestGain = 16;

/** What a waveform is drawn of: the highest and the lowest sample of every bucket, both as distances from 0, 0–1. */
export type WaveformChannels = [Float32Array, Float32Array];

/**
 * The level of detail for a number of buckets (about two a pixel): the coarsest that still has as many. The peaks of what is
 * ready are stretched over the whole reel: silence follows. Takes are as loud as an engine makes them, until they are mastered:
 * the picture, not the sound, is raised until the loudest moment fills it.
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
  const gain = gainOf(peaks);
  const filled = Math.min(count, Math.floor(values.length / perBucket));
  for (let bucket = 0; bucket < filled; bucket++) {
    let top = 0;
    let bottom = 0;
    for (let at = bucket * perBucket; at < (bucket + 1) * perBucket; at += 2) {
      bottom = Math.min(bottom, values[at] ?? 0);
      top = Math.max(top, values[at + 1] ?? 0);
    }
    upper[bucket] = (gain * top) / 127;
    lower[bucket] = (-gain * bottom) / 127;
  }
  return [upper, lower];
}

function levelFor({ levels }: Peaks, frames: number, buckets: number): PeakLevel | undefined {
  return levels.findLast(({ bucketFrames }) => frames / bucketFrames >= buckets) ?? levels[0];
}

/** What makes the loudest moment of all as high as the picture. */
function gainOf({ levels }: Peaks): number {
  // The coarsest level has the fewest buckets, and no moment is missing in it.
  const values = levels.at(-1)?.values ?? [];
  let loudest = 0;
  for (const value of values) loudest = Math.max(loudest, Math.abs(value));
  return loudest === 0 ? 1 : Math.min(greatestGain, (127 * highest) / loudest);
}
