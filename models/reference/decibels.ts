/** Below this nothing is told apart: 16 bits. */
const lowest = -96;

/** A root-mean-square or peak value as dBFS, at least −96. */
export function decibels(value: number): number {
  return Math.max(lowest, 20 * Math.log10(Math.max(value, Number.MIN_VALUE)));
}

/** Root mean square of a stretch; 0 of nothing. */
export function rootMeanSquare(samples: Float32Array): number {
  let squares = 0;
  for (const sample of samples) squares += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(squares / samples.length);
}
