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
  #history = new Float64Array(2 * truePeakReach);

  push(samples: Float32Array): void {
    const signal = joined(this.#history, samples);
    this.#peak = largestPeak(signal, this.#peak);
    this.#history = signal.slice(signal.length - 2 * truePeakReach);
  }

  peak(): number {
    // What comes after the last sample counts as silence.
    return largestPeak(joined(this.#history, new Float32Array(truePeakReach)), this.#peak);
  }
}

function joined(history: Float64Array, samples: Float32Array): Float64Array {
  const signal = new Float64Array(history.length + samples.length);
  signal.set(history);
  signal.set(samples, history.length);
  return signal;
}

function largestPeak(signal: Float64Array, floor: number): number {
  const peaks = new Float64Array(signal.length - 2 * truePeakReach);
  truePeaks(signal, truePeakReach, signal.length - truePeakReach, floor, peaks);
  let largest = floor;
  for (let n = 0; n < peaks.length; n++) if ((peaks[n] as number) > largest) largest = peaks[n] as number;
  return largest;
}
