import { coarsestBuckets, finestBucket, levelFactor, type PeakLevel, type Peaks } from './peaks.ts';

/** Gathers the peaks of a stream. Memory: two bytes for every 256 samples. */
export class PeakCollector {
  readonly #sampleRate: number;
  readonly #channels: number;
  /** Lowest and highest of each channel in the bucket that is being filled. */
  readonly #open: Float64Array;
  #values = new Int8Array(1 << 14);
  #used = 0;
  #frames = 0;

  /** @param sampleRate Hz */
  constructor(sampleRate: number, channels: number) {
    this.#sampleRate = sampleRate;
    this.#channels = channels;
    this.#open = new Float64Array(2 * channels);
    this.#reopen();
  }

  push(block: readonly Float32Array[]): void {
    const frames = block[0]?.length ?? 0;
    for (let from = 0; from < frames;) {
      const to = Math.min(frames, from + finestBucket - (this.#frames % finestBucket));
      for (let channel = 0; channel < this.#channels; channel++)
        this.#widen(channel, block[channel] as Float32Array, from, to);
      this.#frames += to - from;
      from = to;
      if (this.#frames % finestBucket === 0) this.#closeBucket();
    }
  }

  /** The peaks of all so far. More may follow. */
  peaks(): Peaks {
    const open = this.#open.slice();
    const used = this.#used;
    if (this.#frames % finestBucket !== 0) this.#closeBucket();
    const stride = 2 * this.#channels;
    const levels: PeakLevel[] = [{ bucketFrames: finestBucket, values: this.#values.slice(0, this.#used) }];
    for (let finest = levels[0]; finest !== undefined && finest.values.length / stride > coarsestBuckets;) {
      finest = { bucketFrames: finest.bucketFrames * levelFactor, values: coarser(finest.values, stride) };
      levels.push(finest);
    }
    this.#open.set(open);
    this.#used = used;
    return { sampleRate: this.#sampleRate, channels: this.#channels, frames: this.#frames, levels };
  }

  #widen(channel: number, samples: Float32Array, from: number, to: number): void {
    let lowest = this.#open[2 * channel] as number;
    let highest = this.#open[2 * channel + 1] as number;
    for (let n = from; n < to; n++) {
      const sample = samples[n] as number;
      if (sample < lowest) lowest = sample;
      if (sample > highest) highest = sample;
    }
    this.#open[2 * channel] = lowest;
    this.#open[2 * channel + 1] = highest;
  }

  #closeBucket(): void {
    if (this.#used + this.#open.length > this.#values.length) {
      const longer = new Int8Array(2 * this.#values.length);
      longer.set(this.#values);
      this.#values = longer;
    }
    // Rounded outwards: the faintest sound still shows.
    for (let at = 0; at < this.#open.length; at += 2) {
      this.#values[this.#used++] = Math.max(-127, Math.floor((this.#open[at] as number) * 127));
      this.#values[this.#used++] = Math.min(127, Math.ceil((this.#open[at + 1] as number) * 127));
    }
    this.#reopen();
  }

  #reopen(): void {
    for (let at = 0; at < this.#open.length; at += 2) {
      this.#open[at] = Infinity;
      this.#open[at + 1] = -Infinity;
    }
  }
}

/** @param stride values of a bucket: lowest and highest of each channel */
function coarser(values: Int8Array, stride: number): Int8Array {
  const buckets = values.length / stride;
  const joined = new Int8Array(Math.ceil(buckets / levelFactor) * stride);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const isFirst = bucket % levelFactor === 0;
    const target = Math.floor(bucket / levelFactor) * stride;
    for (let at = 0; at < stride; at++) {
      const value = values[bucket * stride + at] as number;
      const sofar = joined[target + at] as number;
      joined[target + at] = isFirst ? value : at % 2 === 0 ? Math.min(sofar, value) : Math.max(sofar, value);
    }
  }
  return joined;
}
