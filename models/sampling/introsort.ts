/** Ranges up to this length are left to the insertion sort at the end. */
const small = 16;

/**
 * The order in which `std::sort` of libstdc++ puts values, lowest first. It is not stable, and which of equal values
 * comes first decides what top-p keeps; the reference was made with it.
 * Quicksort around the median of second, middle and last element, insertion sort at the end. (Where the recursion gets
 * too deep, which takes values arranged for it, the original goes on with a heap; here equal values keep their order.)
 */
export function introsort(values: Float32Array): Int32Array {
  const order = Int32Array.from(values.keys());
  const below = (a: number, b: number): boolean => (values[a] ?? 0) < (values[b] ?? 0);
  const at = (index: number): number => order[index] ?? 0;
  const swap = (a: number, b: number): void => {
    const kept = at(a);
    order[a] = at(b);
    order[b] = kept;
  };

  const medianFirst = (first: number, a: number, b: number, c: number): void => {
    const [low, high] = below(at(a), at(b)) ? [a, b] : [b, a];
    // With a < b the median is b, c or a; otherwise a, c or b: the comparisons below are those of the original.
    if (low === a) swap(first, below(at(b), at(c)) ? high : below(at(a), at(c)) ? c : low);
    else swap(first, below(at(a), at(c)) ? high : below(at(b), at(c)) ? c : low);
  };

  const partition = (first: number, end: number): number => {
    const pivot = first;
    let low = first + 1;
    let high = end;
    for (;;) {
      while (below(at(low), at(pivot))) low++;
      high--;
      while (below(at(pivot), at(high))) high--;
      if (low >= high) return low;
      swap(low, high);
      low++;
    }
  };

  const sort = (first: number, end: number, depth: number): void => {
    let last = end;
    for (let left = depth; last - first > small; left--) {
      if (left === 0) {
        order.subarray(first, last).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
        return;
      }
      medianFirst(first, first + 1, first + ((last - first) >> 1), last - 1);
      const cut = partition(first, last);
      sort(cut, last, left - 1);
      last = cut;
    }
  };

  sort(0, order.length, 2 * Math.floor(Math.log2(Math.max(1, order.length))));
  for (let index = 1; index < order.length; index++) {
    const moved = at(index);
    let place = index;
    while (place > 0 && below(moved, at(place - 1))) {
      order[place] = at(place - 1);
      place--;
    }
    order[place] = moved;
  }
  return order;
}
