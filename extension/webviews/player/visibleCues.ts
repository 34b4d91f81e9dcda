import type { Reel } from '../../../production/productionService.ts';

/** Finds the cues of a stretch: built once a reel, asked at every scroll. */
export class VisibleCues {
  readonly #cues: Reel['cues'];
  /** For each cue, the latest end up to it: rising, so it can be searched. */
  readonly #ends: Float64Array;

  constructor(cues: Reel['cues']) {
    this.#cues = cues;
    this.#ends = new Float64Array(cues.length);
    let latest = 0;
    cues.forEach(({ start, length }, index) => {
      latest = Math.max(latest, start + length);
      this.#ends[index] = latest;
    });
  }

  /** Indexes of the first cue that may reach into frames `from`–`to` and of the one after the last. */
  between(from: number, to: number): readonly [number, number] {
    return [
      search(this.#cues.length, (index) => (this.#ends[index] ?? 0) > from),
      search(this.#cues.length, (index) => (this.#cues[index]?.start ?? 0) >= to),
    ];
  }
}

/** The first index that passes; what passes stands at the end. */
function search(count: number, passes: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
