/**
 * Makes the edges of a sound click-free, in place: a raised cosine of `seconds` (less where the sound is shorter than
 * two of them) at its start and end. The first and last sample become silent.
 */
export function fadeEdges(samples: Float32Array, sampleRate: number, seconds: number): void {
  const length = Math.min(Math.round(seconds * sampleRate), Math.floor(samples.length / 2));
  for (let n = 0; n < length; n++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * n) / length);
    samples[n] = (samples[n] as number) * gain;
    samples[samples.length - 1 - n] = (samples[samples.length - 1 - n] as number) * gain;
  }
}
