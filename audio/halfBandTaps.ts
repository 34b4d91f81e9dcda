import { kaiserWindow } from './kaiser.ts';

/**
 * One side of a half-band filter that gives the place halfway between two samples, for the samples at distances ½, 1½,
 * 2½ …: a windowed sinc. Its sum is ½, so that both sides together pass a constant unchanged.
 *
 * @param count samples on each side
 * @param beta shape of the Kaiser window
 */
export function halfBandTaps(count: number, beta: number): Float64Array {
  const taps = Float64Array.from({ length: count }, (_, k) => {
    const distance = k + 0.5;
    return (Math.sin(Math.PI * distance) / (Math.PI * distance)) * kaiserWindow(distance / count, beta);
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / (2 * sum));
}
