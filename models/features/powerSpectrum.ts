/** Squared magnitudes of bins 0 … size/2 of a real frame; the result is overwritten by the next call. */
export type PowerSpectrum = (frame: Float64Array) => Float64Array;

/**
 * A Fourier transform of a fixed size (a power of two) for real frames, in float64: radix 2, decimation in time, tables
 * made once. Keeps its working arrays; not re-entrant.
 */
export function powerSpectrumOf(size: number): PowerSpectrum {
  const bits = Math.log2(size);
  if (!Number.isInteger(bits) || bits < 1) throw new RangeError(`a power of two is needed, not ${size}`);
  const cosines = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sines = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
  const reversed = Int32Array.from({ length: size }, (_, k) => {
    let value = 0;
    for (let bit = 0; bit < bits; bit++) value |= ((k >> bit) & 1) << (bits - 1 - bit);
    return value;
  });
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  const power = new Float64Array(size / 2 + 1);
  return (frame) => {
    for (let k = 0; k < size; k++) real[k] = frame[reversed[k] ?? 0] ?? 0;
    imaginary.fill(0);
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let block = 0; block < size; block += 2 * half) {
        for (let k = 0; k < half; k++) {
          const even = block + k;
          const odd = even + half;
          const c = cosines[k * stride] ?? 0;
          const s = sines[k * stride] ?? 0;
          const oddReal = real[odd] ?? 0;
          const oddImaginary = imaginary[odd] ?? 0;
          const turnedReal = oddReal * c - oddImaginary * s;
          const turnedImaginary = oddReal * s + oddImaginary * c;
          const evenReal = real[even] ?? 0;
          const evenImaginary = imaginary[even] ?? 0;
          real[odd] = evenReal - turnedReal;
          imaginary[odd] = evenImaginary - turnedImaginary;
          real[even] = evenReal + turnedReal;
          imaginary[even] = evenImaginary + turnedImaginary;
        }
      }
    }
    for (let k = 0; k <= size / 2; k++) power[k] = (real[k] ?? 0) ** 2 + (imaginary[k] ?? 0) ** 2;
    return power;
  };
}
