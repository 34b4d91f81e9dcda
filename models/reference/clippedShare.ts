/** Clipping happens near the greatest sample, and no real sound stays flat there. */
const nearPeak = 0.98;
/** Neighbours closer than a step of 16 bits count as equal. */
const flat = 1 / 32768;
/** Flat samples in a row that a real peak does not have. */
const fewest = 3;
/** Recordings that stay below this have not met the limits of anything. −6 dBFS */
const leastPeak = 0.5;

/**
 * The share of samples (0–1) that are clipped: three or more in a row that do not move, next to the greatest value.
 * Decoders of MP3 and the like bend the flats, so clipping before such a codec is not always found.
 */
export function clippedShare(samples: Float32Array): number {
  const peak = samples.reduce((greatest, sample) => Math.max(greatest, Math.abs(sample)), 0);
  if (peak < leastPeak) return 0;
  let clipped = 0;
  let row = 1;
  const close = (): void => {
    if (row >= fewest) clipped += row;
    row = 1;
  };
  for (let n = 1; n < samples.length; n++) {
    const sample = samples[n] ?? 0;
    if (Math.abs(sample) >= nearPeak * peak && Math.abs(sample - (samples[n - 1] ?? 0)) < flat) row++;
    else close();
  }
  close();
  return samples.length === 0 ? 0 : clipped / samples.length;
}
