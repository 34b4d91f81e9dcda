const logarithmOf2 = 0.6931471805599453;
const rootHalf = Math.SQRT1_2;

/**
 * The natural logarithm of a number in 0 … 1, to about 1e-16, by additions, multiplications and divisions only: the
 * platform's own may differ in the last bit from machine to machine. 2 artanh((x − 1) / (x + 1)) after halving into
 * √½ … √2; the series ends below 1e-19.
 */
export function naturalLogarithm(value: number): number {
  let mantissa = value;
  let exponent = 0;
  while (mantissa < rootHalf) {
    mantissa *= 2;
    exponent--;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let sum = 0;
  for (let power = 23; power >= 1; power -= 2) sum = sum * square + 1 / power;
  return 2 * ratio * sum + exponent * logarithmOf2;
}
