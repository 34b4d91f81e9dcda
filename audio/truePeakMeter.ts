import { Scratch } from './scratch.ts';
import { truePeakReach, truePeaks } from './truePeak.ts';

/** True peak of a stream after ITU-R BS.1770-4, annex 2. */
export class TruePeakMeter {
  readonly #channels: readonly Channel[];

  constructor(channels: number) {
    this.#channels = Array.from({ length: channels }, () => new Channel());
  }

  push(block: readonly Float32Array[]): void {
    this.#channels.forEach((channel, index) => channel.push(block[index] as Float32Array));
  }

  /** dBTP of all so far; −Infinity for silence. */
  truePeak(): number {
    return 20 * Math.log10(Math.max(...this.#channels.map((channel) => channel.peak())));
  }
}

class Channel {
  #peak = 0;
  /** What the interpolation still needs of the samples before: twice its reach. */
  readonly #history = new Float64Array(2 * truePeakReach);
  readonly #signal = new Scratch();
  readonly #peaks = new Scratch();

  push(samples: Float32Array): void {
    const signal = this.#joined(samples);
    this.#peak = this.#largest(signal);
    this.#history.set(signal.subarray(signal.length - 2 * truePeakReach));
  }

  peak(): number {
    // What comes after the last sample counts as silence.
    return this.#largest(this.#joined(new Float32Array(truePeakReach)));
  }

  #joined(samples: Float32Array): Float64Array {
    const signal = this.#signal.of(this.#history.length + samples.length);
    signal.set(this.#history);
    signal.set(samples, this.#history.length);
    return signal;
  }

  #largest(signal: Float64Array): number {
    const peaks = this.#peaks.of(signal.length - 2 * truePeakReach).fill(0);
    truePeaks(signal, truePeakReach, signal.length - truePeakReach, this.#peak, peaks);
    let largest = this.#peak;
    for (let n = 0; n < peaks.length; n++) if ((peaks[n] as number) > largest) largest = peaks[n] as number;
    return largest;
  }
}
