/**
 * For `count` output steps, the input step that nearest-neighbour interpolation takes, of `steps`. torch computes in
 * float32, which differs from exact arithmetic in about one case of a hundred.
 * Source: aten/native/UpSample.h, nearest_neighbor_compute_source_index.
 */
export function nearestIndices(steps: number, count: number): number[] {
  const scale = Math.fround(steps / count);
  return Array.from({ length: count }, (_, index) => Math.min(Math.floor(Math.fround(index * scale)), steps - 1));
}
