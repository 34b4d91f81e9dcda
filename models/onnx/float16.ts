/** float32 to IEEE 754 binary16, ties to even; beyond 65504 to infinity. */
export function toFloat16(values: Float32Array): Uint16Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? 0;
    const sign = (word >>> 16) & 0x8000;
    const exponent = ((word >>> 23) & 0xff) - 127;
    const mantissa = word & 0x7fffff;
    if (exponent === 128) halves[i] = sign | 0x7c00 | (mantissa === 0 ? 0 : 0x200);
    else if (exponent > 15) halves[i] = sign | 0x7c00;
    else if (exponent >= -14) {
      // Adding the rounding may carry into the exponent, which is what rounding up to the next power of two means.
      const kept = ((exponent + 15) << 10) | (mantissa >>> 13);
      halves[i] = sign | (kept + roundsUp(mantissa, 13, kept));
    } else {
      const shift = -14 - exponent + 13;
      const kept = shift > 24 ? 0 : (mantissa | 0x800000) >>> shift;
      halves[i] = sign | (kept + (shift > 24 ? 0 : roundsUp(mantissa | 0x800000, shift, kept)));
    }
  }
  return halves;
}

function roundsUp(mantissa: number, dropped: number, kept: number): number {
  const rest = mantissa & (2 ** dropped - 1);
  const half = 2 ** (dropped - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0;
}
