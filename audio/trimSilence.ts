/** Seconds of one step. */
const frameSeconds = 0.01;
/** A frame is silence when its energy lies more than 60 dB below the loudest frame's. */
const silence = 1e-6;

/**
 * Where the sound begins and ends, in 10 ms steps: before `start` and from `end` on, every step lies more than 60 dB
 * below the loudest. A silent sound gives `start === end === 0`.
 */
export function trimSilence(samples: Float32Array, sampleRate: number): { start: number; end: number } {
  const step = Math.max(1, Math.round(frameSeconds * sampleRate));
  const energies: number[] = [];
  for (let start = 0; start < samples.length; start += step) {
    const frame = samples.subarray(start, start + step);
    // Mean, not sum: the last frame may be a short one.
    energies.push(frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length);
  }
  const loudest = energies.reduce((most, energy) => Math.max(most, energy), 0);
  const heard = (energy: number): boolean => energy > 0 && energy >= loudest * silence;
  const first = energies.findIndex(heard);
  if (first < 0) return { start: 0, end: 0 };
  return { start: first * step, end: Math.min(samples.length, (energies.findLastIndex(heard) + 1) * step) };
}
