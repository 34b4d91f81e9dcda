/** One triangle of a mel filter bank: its weights for the bins from `first` on. */
export interface MelFilter {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Sums of a power or magnitude spectrum under every triangle. `result` has one place for each filter. */
export function applyFilters(filters: readonly MelFilter[], spectrum: Float64Array, result: Float64Array): void {
  filters.forEach(({ first, weights }, band) => {
    let sum = 0;
    for (let bin = 0; bin < weights.length; bin++) sum += (weights[bin] ?? 0) * (spectrum[first + bin] ?? 0);
    result[band] = sum;
  });
}

/**
 * Triangles whose corners lie at `bands + 2` evenly spaced places between `low` and `high`. `place` tells where a bin
 * lies on the same scale; `area` scales the triangle between three corners.
 */
export function triangles(
  corners: readonly number[],
  bins: number,
  place: (bin: number) => number,
  area: (left: number, right: number) => number,
): MelFilter[] {
  return corners.slice(2).map((right, band) => {
    const left = corners[band] ?? 0;
    const middle = corners[band + 1] ?? 0;
    const weights = Array.from({ length: bins }, (_, bin) => {
      const at = place(bin);
      return Math.max(0, Math.min((at - left) / (middle - left), (right - at) / (right - middle))) * area(left, right);
    });
    const first = Math.max(
      0,
      weights.findIndex((weight) => weight > 0),
    );
    const end = weights.findLastIndex((weight) => weight > 0) + 1;
    return { first, weights: Float64Array.from(weights.slice(first, Math.max(first, end))) };
  });
}
