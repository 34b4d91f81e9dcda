/** Multipliers and key steps of Philox 4×32. Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011. */
const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
const weyl0 = 0x9e3779b9;
const weyl1 = 0xbb67ae85;
const rounds = 10;

/**
 * Philox 4×32-10: four random 32-bit numbers for a counter of four and a key of two numbers, the same on every machine.
 * `counter` is replaced by the result.
 */
export function philox(counter: Uint32Array, key0: number, key1: number): void {
  let a = counter[0] ?? 0;
  let b = counter[1] ?? 0;
  let c = counter[2] ?? 0;
  let d = counter[3] ?? 0;
  let k0 = key0;
  let k1 = key1;
  for (let round = 0; round < rounds; round++) {
    const high0 = highProduct(multiplier0, a);
    const low0 = Math.imul(multiplier0, a);
    const high1 = highProduct(multiplier1, c);
    const low1 = Math.imul(multiplier1, c);
    a = (high1 ^ b ^ k0) >>> 0;
    b = low1 >>> 0;
    c = (high0 ^ d ^ k1) >>> 0;
    d = low0 >>> 0;
    k0 = (k0 + weyl0) >>> 0;
    k1 = (k1 + weyl1) >>> 0;
  }
  counter[0] = a;
  counter[1] = b;
  counter[2] = c;
  counter[3] = d;
}

/** Upper 32 bits of the product of two unsigned 32-bit numbers. */
function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const other = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(other / 0x10000)) >>> 0;
}
