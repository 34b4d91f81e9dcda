/**
 * Signed 8-bit codes of a matrix given as [columns, inner], laid out [inner, columns] as DynamicQuantizeMatMul reads
 * it, with one scale a column: element = code · scale, codes −127 … 127.
 */
export function quantiseColumns(
  elements: Float32Array,
  columns: number,
  inner: number,
): { readonly codes: Int8Array; readonly scales: Float32Array } {
  const codes = new Int8Array(columns * inner);
  const scales = new Float32Array(columns);
  for (let column = 0; column < columns; column++) {
    let extreme = 0;
    for (let i = column * inner; i < (column + 1) * inner; i++) extreme = Math.max(extreme, Math.abs(elements[i] ?? 0));
    scales[column] = extreme / 127;
    const factor = extreme === 0 ? 0 : 127 / extreme;
    for (let i = 0; i < inner; i++) {
      codes[i * columns + column] = Math.round((elements[column * inner + i] ?? 0) * factor);
    }
  }
  return { codes, scales };
}
