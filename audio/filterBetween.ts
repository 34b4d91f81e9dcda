/**
 * A half-band filter (`halfBandTaps`) between each two neighbouring samples: `out[n]` lies halfway between
 * `x[first + n]` and `x[first + n + 1]`. As many samples as the filter has taps must stand on both sides of each place.
 * Four places at a time, because their neighbours overlap: each is read once.
 */
export function filterBetween(x: Float64Array, first: number, taps: Float64Array, out: Float64Array): void {
  let n = 0;
  for (; n + 4 <= out.length; n += 4) {
    const left = first + n;
    const right = left + 1;
    let left1 = x[left + 1] as number;
    let left2 = x[left + 2] as number;
    let left3 = x[left + 3] as number;
    let right0 = x[right] as number;
    let right1 = x[right + 1] as number;
    let right2 = x[right + 2] as number;
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let k = 0; k < taps.length; k++) {
      const tap = taps[k] as number;
      const left0 = x[left - k] as number;
      const right3 = x[right + 3 + k] as number;
      sum0 += tap * (left0 + right0);
      sum1 += tap * (left1 + right1);
      sum2 += tap * (left2 + right2);
      sum3 += tap * (left3 + right3);
      left3 = left2;
      left2 = left1;
      left1 = left0;
      right0 = right1;
      right1 = right2;
      right2 = right3;
    }
    out[n] = sum0;
    out[n + 1] = sum1;
    out[n + 2] = sum2;
    out[n + 3] = sum3;
  }
  for (; n < out.length; n++) {
    let sum = 0;
    for (let k = 0; k < taps.length; k++) {
      sum += (taps[k] as number) * ((x[first + n - k] as number) + (x[first + n + 1 + k] as number));
    }
    out[n] = sum;
  }
}
