// Kaiser's window and his two design formulas (J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh
// window function", 1974). The formulas hold from 50 dB up.

/** Shape parameter β of the window whose filter attenuates its stop band by `attenuation` dB (> 50). */
export function kaiserBeta(attenuation: number): number {
  return 0.1102 * (attenuation - 8.7);
}

/** Length − 1 of the filter that falls by `attenuation` dB within `transition`, a fraction of the sample rate. */
export function kaiserOrder(attenuation: number, transition: number): number {
  return (attenuation - 7.95) / (2.285 * 2 * Math.PI * transition);
}

/** The window at `position` (−1 … 1, 0 is the middle). Zero outside. */
export function kaiserWindow(position: number, beta: number): number {
  if (position < -1 || position > 1) return 0;
  return besselI0(beta * Math.sqrt(1 - position * position)) / besselI0(beta);
}

/** Modified Bessel function of the first kind, order zero, by its power series (exact to double precision for β < 20). */
function besselI0(x: number): number {
  const quarter = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}
