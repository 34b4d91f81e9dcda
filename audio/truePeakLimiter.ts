import { Scratch } from './scratch.ts';
import { truePeakReach, truePeaks } from './truePeak.ts';

/** Seconds over which the gain comes down before a peak: short enough not to be heard ahead of it. */
const attackSeconds = 0.005;
/** Time constant in seconds with which the gain comes back: longer than a period of any voice. */
const releaseSeconds = 0.08;
/**
 * dB below the ceiling that the gain aims at. The gain's own movement bends the wave between samples a little, and
 * meters differ in how they interpolate.
 */
const margin = 0.1;
/** A gain of 1: gains are whole numbers of 2^−24, so that their sums are exact, and with no peak about the gain is 1 exactly. */
const open = 2 ** 24;

export interface TruePeakLimiterOptions {
  /** Hz */
  readonly sampleRate: number;
  readonly channels: number;
  /** dBTP that is never exceeded. */
  readonly ceiling: number;
}

/**
 * Keeps the true peak below a ceiling, looking ahead; all channels get the same gain, so nothing moves in the image.
 * As many frames come out as go in, each in its place, whatever the blocks; those far enough from a peak unchanged to
 * the bit.
 *
 * The gain that a peak needs is held from `attackSeconds` before it, comes back exponentially, and is smoothed by two
 * moving averages that together are as long as the hold: the smoothed gain is therefore never above the needed one.
 */
export class TruePeakLimiter {
  readonly #target: number;
  readonly #channels: readonly History[];
  readonly #envelope: GainEnvelope;
  readonly #peaks = new Scratch();

  constructor({ sampleRate, channels, ceiling }: TruePeakLimiterOptions) {
    this.#target = 10 ** ((ceiling - margin) / 20);
    this.#envelope = new GainEnvelope(sampleRate);
    this.#channels = Array.from({ length: channels }, () => new History(truePeakReach));
  }

  /** Takes a block, gives the frames that are finished. */
  push(block: readonly Float32Array[]): Float32Array[] {
    this.#channels.forEach((channel, index) => channel.append(block[index] as Float32Array));
    return this.#advance();
  }

  /** Gives the rest. The limiter is spent afterwards. */
  flush(): Float32Array[] {
    const silence = new Float32Array(truePeakReach + this.#envelope.lookAhead);
    return this.push(this.#channels.map(() => silence));
  }

  #advance(): Float32Array[] {
    const first = this.#channels[0];
    if (first === undefined) return [];
    // Peaks can be told up to `truePeakReach` before the end of what is here.
    const from = first.judged;
    const count = Math.max(0, first.length - truePeakReach - from);
    const peaks = this.#peaks.of(count).fill(0);
    for (const channel of this.#channels) channel.judge(count, this.#target, peaks);
    const gains = this.#envelope.push(peaks, this.#target);
    return this.#channels.map((channel) => channel.take(gains));
  }
}

/** Samples of one channel from the oldest that is still needed. */
class History {
  #signal: Float64Array;
  /** Samples that are there. */
  length: number;
  /** Index of the next sample to judge. */
  judged: number;
  /** Index of the next sample to give out; those before serve the interpolation only. */
  #next: number;

  constructor(reach: number) {
    this.#signal = new Float64Array(reach);
    this.length = reach;
    this.judged = reach;
    this.#next = reach;
  }

  append(samples: Float32Array): void {
    const drop = Math.min(this.#next, this.judged - truePeakReach);
    const kept = this.#signal.subarray(drop, this.length);
    this.length = kept.length + samples.length;
    if (this.#signal.length < this.length) this.#signal = new Float64Array(2 * this.length);
    this.#signal.set(kept);
    this.#signal.set(samples, kept.length);
    this.judged -= drop;
    this.#next -= drop;
  }

  judge(count: number, floor: number, peaks: Float64Array): void {
    truePeaks(this.#signal, this.judged, this.judged + count, floor, peaks);
    this.judged += count;
  }

  take(gains: Float64Array): Float32Array {
    const out = new Float32Array(gains.length);
    for (let n = 0; n < out.length; n++) out[n] = (this.#signal[this.#next + n] as number) * (gains[n] as number);
    this.#next += out.length;
    return out;
  }
}

/** From the peak about each sample to the gain of each sample, `lookAhead` samples later. */
class GainEnvelope {
  readonly lookAhead: number;
  readonly #release: number;
  readonly #minimum: SlidingMinimum;
  readonly #averages: readonly [MovingSum, MovingSum];
  readonly #unity: number;
  /** Samples for which the gain has been open so far, and after how many of them it is exactly 1. */
  #openFor = Infinity;
  readonly #settling: number;
  readonly #gains = new Scratch();
  /** In gain steps. */
  #held = open;
  #skip: number;

  constructor(sampleRate: number) {
    const half = Math.max(1, Math.round((attackSeconds * sampleRate) / 2));
    const window = 2 * half - 1;
    this.lookAhead = window - 1;
    this.#release = 1 - Math.exp(-1 / (releaseSeconds * sampleRate));
    this.#minimum = new SlidingMinimum(window);
    this.#averages = [new MovingSum(half, open), new MovingSum(half, half * open)];
    this.#unity = half * half * open;
    this.#settling = window + 2 * half;
    this.#skip = this.lookAhead;
  }

  /** Gains that are valid until the next call. */
  push(peaks: Float64Array, target: number): Float64Array {
    const [first, second] = this.#averages;
    const gains = this.#gains.of(Math.max(0, peaks.length - this.#skip));
    let out = 0;
    for (let n = 0; n < peaks.length;) {
      if (this.#openFor >= this.#settling) {
        // Nothing but open gains in the window and the averages: all that follows up to the next peak is 1, too.
        const from = n;
        while (n < peaks.length && (peaks[n] as number) <= target) n++;
        const skipped = Math.min(this.#skip, n - from);
        this.#skip -= skipped;
        gains.fill(1, out, (out += n - from - skipped));
        if (n === peaks.length) break;
      }
      const held = this.#hold(peaks[n++] as number, target);
      this.#openFor = held === open ? this.#openFor + 1 : 0;
      const gain = second.push(first.push(this.#minimum.push(held))) / this.#unity;
      if (this.#skip > 0) this.#skip--;
      else gains[out++] = gain;
    }
    return gains;
  }

  /** The gain that the peak needs or, on its way back from an earlier peak, a lower one; in whole gain steps. */
  #hold(peak: number, target: number): number {
    // Rounded up, the way back ends at exactly 1.
    const released = this.#held === open ? open : Math.ceil(this.#held + (open - this.#held) * this.#release);
    const needed = peak > target ? Math.floor((target / peak) * open) : open;
    this.#held = Math.min(released, needed);
    return this.#held;
  }
}

/** The smallest of the last `length` values, in constant time on average: only values that can still become it are kept. */
class SlidingMinimum {
  readonly #length: number;
  readonly #values: Float64Array;
  readonly #times: Float64Array;
  #first = 0;
  #count = 0;
  #time = 0;

  constructor(length: number) {
    this.#length = length;
    this.#values = new Float64Array(length + 1);
    this.#times = new Float64Array(length + 1);
  }

  push(value: number): number {
    const size = this.#values.length;
    while (this.#count > 0 && (this.#values[(this.#first + this.#count - 1) % size] as number) >= value) this.#count--;
    const last = (this.#first + this.#count) % size;
    this.#values[last] = value;
    this.#times[last] = this.#time;
    this.#count++;
    if ((this.#times[this.#first] as number) <= this.#time - this.#length) {
      this.#first = (this.#first + 1) % size;
      this.#count--;
    }
    this.#time++;
    return this.#values[this.#first] as number;
  }
}

/** The sum of the last `length` whole numbers. */
class MovingSum {
  readonly #values: Float64Array;
  #at = 0;
  #sum: number;

  constructor(length: number, before: number) {
    this.#values = new Float64Array(length).fill(before);
    this.#sum = length * before;
  }

  push(value: number): number {
    this.#sum += value - (this.#values[this.#at] as number);
    this.#values[this.#at] = value;
    this.#at = this.#at + 1 === this.#values.length ? 0 : this.#at + 1;
    return this.#sum;
  }
}
