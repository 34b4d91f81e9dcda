/** A stretch of a reel, in frames: `from` up to `to`. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

export interface SliceOrder {
  readonly from: number;
  /** Nothing is played from here on. */
  readonly end: number;
  /** From 0 up to here there is sound. */
  readonly ready: number;
  /** Of `cutPoints`. */
  readonly cuts: readonly number[];
  readonly sampleRate: number;
  /** The first slice of a play is short, so that it is there at once. */
  readonly first: boolean;
}

/** Seconds. A slice that would leave less than `crumb` behind takes that along. */
const lengths = { first: 6, usual: 20, longest: 60, crumb: 15, utmost: 180 };

/**
 * What to play next, as one sound: up to a cut of 20–60 s (6 s for the first), so that two sounds follow each other where
 * nothing is heard; up to 180 s where there is no cut before. A cue alone is always one slice. Null: nothing is ready there.
 */
export function nextSlice({ from, end, ready, cuts, sampleRate, first }: SliceOrder): Slice | null {
  const limit = Math.min(end, ready);
  if (from >= limit) return null;
  const seconds = (frame: number) => (frame - from) / sampleRate;
  const least = first ? lengths.first : lengths.usual;
  if (seconds(limit) <= least + lengths.crumb && limit === end) return { from, to: limit };
  const possible = cuts.filter((cut) => cut > from && cut <= limit);
  const good = possible.find((cut) => seconds(cut) >= least);
  if (good !== undefined && seconds(good) <= lengths.longest) return { from, to: good };
  const early = possible.findLast((cut) => seconds(cut) < least);
  if (early !== undefined) return { from, to: early };
  if (good !== undefined && seconds(good) <= lengths.utmost) return { from, to: good };
  return { from, to: Math.min(limit, from + lengths.utmost * sampleRate) };
}
