/** Elements that share a scale. */
export const blockSize = 128;

/** The code of zero: codes are unsigned, 128 in the middle. */
const middle = 128;

/**
 * 8-bit codes of a matrix [rows, inner] in blocks along the inner dimension, as MatMulNBits reads them: element =
 * (code − 128) · scale. The element of greatest magnitude of a block gets the code 0, so its sign decides the scale's.
 */
export function quantiseBlocks(
  elements: Float32Array,
  rows: number,
  inner: number,
): { readonly codes: Uint8Array; readonly scales: Float32Array } {
  const blocks = inner / blockSize;
  const codes = new Uint8Array(rows * inner);
  const scales = new Float32Array(rows * blocks);
  for (let block = 0; block < rows * blocks; block++) {
    const start = block * blockSize;
    let extreme = 0;
    for (let i = start; i < start + blockSize; i++) {
      const value = elements[i] ?? 0;
      if (Math.abs(value) > Math.abs(extreme)) extreme = value;
    }
    scales[block] = -extreme / middle;
    const factor = extreme === 0 ? 0 : -middle / extreme;
    for (let i = start; i < start + blockSize; i++) {
      codes[i] = Math.min(255, Math.round((elements[i] ?? 0) * factor) + middle);
    }
  }
  return { codes, scales };
}
