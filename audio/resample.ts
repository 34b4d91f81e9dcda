import { Resampler } from './resampler.ts';

/**
 * A whole mono sound at another rate: exactly round(samples × to / from) samples, sample n at n / to seconds.
 *
 * @param from Hz, a positive integer; likewise `to`
 */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples.slice();
  const resampler = new Resampler({ from, to, channels: 1 });
  const [start = new Float32Array(0)] = resampler.push([samples]);
  const [end = new Float32Array(0)] = resampler.flush();
  const whole = new Float32Array(start.length + end.length);
  whole.set(start);
  whole.set(end, start.length);
  return whole;
}
