import { LoudnessMeter, TruePeakLimiter, TruePeakMeter } from '../audio/index.ts';
import type { MixBlock } from './mix.ts';

/** How a mix is brought to its loudness. */
export interface Mastering {
  /** Linear; what goes over the ceiling then, the limiter takes. */
  readonly gain: number;
  /** LUFS of the result; −Infinity: silent, or too short to be measured. */
  readonly lufs: number;
  /** False: foretold, not measured; the finished mix has to be measured. */
  readonly sure: boolean;
}

export interface MasteringOptions {
  /** Hz */
  readonly sampleRate: number;
  /** Of the mix. */
  readonly channels: number;
  /** Whether its one channel will be heard from both sides of a stereo file: 3 dB louder. */
  readonly doubled: boolean;
  /** LUFS */
  readonly loudness: number;
  /** dBTP */
  readonly truePeak: number;
}

/** How near to the loudness asked is near enough, LU: a meter that shows tenths shows the one asked for. */
const tolerance = 0.04;
/** Passes through the limiter; speech needs one or two. */
const mostPasses = 10;
/** Below this many LU a dB more gain only distorts: the loudness cannot be had under this ceiling. */
const leastSlope = 0.1;
/** dB below the ceiling at which the limiter begins to work. */
const limiterMargin = 0.1;
/** LU: a loss that is foretold as this or less is foretold well enough to write the mix at once and measure it then. */
const smallLoss = 0.15;
/** Nothing is made louder than this: a hiss in silence is not the programme. dB */
const mostGain = 60;

/**
 * No value between samples is more than this times the largest sample near it, dB: true peaks need not be looked for in a
 * mix whose samples stay that far below the ceiling. Sums of the interpolation filter's magnitudes stay under 2.5.
 */
const mostBetweenSamples = 8;

/**
 * Finds the gain that brings a mix to its loudness with its peaks under the ceiling. Measures the mix; where the limiter has
 * to work much, the limited mix, too. Yields the frames measured.
 *
 * @param play the mix from its start
 */
export async function* findMastering(
  play: () => AsyncIterable<MixBlock>,
  options: MasteringOptions,
): AsyncGenerator<number, Mastering> {
  const { sampleRate, channels, doubled, loudness: target, truePeak: ceiling } = options;
  const louder = doubled ? 10 * Math.log10(2) : 0;
  const meter = new LoudnessMeter(sampleRate, channels);
  const steps = new Steps(sampleRate);
  for await (const { mix, frames } of play()) {
    meter.push(mix);
    steps.push(mix);
    yield frames;
  }
  const plain = meter.integrated() + louder;
  // Nothing to measure: the level stays.
  if (plain === -Infinity) return { gain: 1, lufs: plain, sure: true };

  let decibels = Math.min(mostGain, target - plain);
  const room = ceiling - (steps.peak() + decibels);
  const unlimited = { gain: 10 ** (decibels / 20), lufs: plain + decibels, sure: true };
  if (room >= mostBetweenSamples) return unlimited;
  if (room >= 0) {
    const peaks = new TruePeakMeter(channels);
    for await (const { mix, frames } of play()) {
      peaks.push(mix);
      yield frames;
    }
    if (peaks.truePeak() + decibels <= ceiling - limiterMargin) return unlimited;
  }

  let loss = 0;
  for (let round = 0; round < 4; round++) {
    loss = steps.loss(10 ** (decibels / 20), 10 ** (ceiling / 20));
    decibels = Math.min(mostGain, target - plain + loss);
  }
  const foretold = { gain: 10 ** (decibels / 20), lufs: target, sure: false };
  return loss <= smallLoss && decibels < mostGain ? foretold : yield* refineMastering(play, options, foretold);
}

/**
 * Finds the gain with the limiter at work: measures the limited mix until it is as loud as asked, or as it can be.
 *
 * @param start the gain to begin with
 */
export async function* refineMastering(
  play: () => AsyncIterable<MixBlock>,
  { sampleRate, channels, doubled, loudness: target, truePeak: ceiling }: MasteringOptions,
  start: Mastering,
): AsyncGenerator<number, Mastering> {
  const louder = doubled ? 10 * Math.log10(2) : 0;
  let decibels = 20 * Math.log10(start.gain);
  // Along the secant of the last two measurements.
  let before: { decibels: number; lufs: number } | undefined;
  for (let pass = 1; ; pass++) {
    const gain = 10 ** (decibels / 20);
    const meter = new LoudnessMeter(sampleRate, channels);
    for await (const block of limit(play(), { sampleRate, channels, gain, ceiling })) {
      meter.push(block);
      yield block[0]?.length ?? 0;
    }
    const lufs = meter.integrated() + louder;
    const slope = before === undefined ? 1 : (lufs - before.lufs) / (decibels - before.decibels);
    const ends = pass === mostPasses || slope < leastSlope || decibels >= mostGain;
    if (isNear(lufs, target) || ends) return { gain, lufs, sure: true };
    before = { decibels, lufs };
    decibels = Math.min(mostGain, decibels + (target - lufs) / Math.min(1, slope));
  }
}

/** Whether a loudness is as near to the one asked for as is looked for. */
export function isNear(lufs: number, target: number): boolean {
  return Math.abs(lufs - target) <= tolerance;
}

/**
 * Energy and peak of every tenth of a second of a mix: what a limiter takes away can be told from them nearly enough that
 * the first pass through it mostly is the last.
 */
class Steps {
  readonly #frames: number;
  readonly #energies: number[] = [];
  readonly #peaks: number[] = [];
  #filled = 0;
  #energy = 0;
  #peak = 0;

  constructor(sampleRate: number) {
    this.#frames = Math.round(sampleRate / 10);
  }

  push(block: readonly Float32Array[]): void {
    const length = block[0]?.length ?? 0;
    for (let from = 0; from < length;) {
      const to = Math.min(length, from + this.#frames - this.#filled);
      for (const channel of block) this.#add(channel, from, to);
      this.#filled += to - from;
      from = to;
      if (this.#filled === this.#frames) this.#finish();
    }
  }

  /**
   * dB that limiting takes from the loudness, about. Peaks come in bursts, so a step loses nearly as much as its highest
   * peak: three quarters of it, measured on speech of several engines' voices.
   */
  loss(gain: number, ceiling: number): number {
    const loudEnough = (0.1 * this.#energies.reduce((sum, energy) => sum + energy, 0)) / this.#energies.length;
    let before = 0;
    let after = 0;
    this.#energies.forEach((energy, index) => {
      if (energy < loudEnough) return;
      const over = Math.max(1, ((this.#peaks[index] ?? 0) * gain) / ceiling);
      before += energy;
      after += energy * over ** (-2 * 0.75);
    });
    return before === 0 ? 0 : 10 * Math.log10(before / after);
  }

  /** dBFS of the largest sample. */
  peak(): number {
    return 20 * Math.log10(this.#peaks.reduce((largest, peak) => Math.max(largest, peak), this.#peak));
  }

  #add(channel: Float32Array, from: number, to: number): void {
    let energy = 0;
    let peak = this.#peak;
    for (let n = from; n < to; n++) {
      const magnitude = Math.abs(channel[n] as number);
      energy += magnitude * magnitude;
      if (magnitude > peak) peak = magnitude;
    }
    this.#energy += energy;
    this.#peak = peak;
  }

  #finish(): void {
    this.#energies.push(this.#energy);
    this.#peaks.push(this.#peak);
    this.#filled = 0;
    this.#energy = 0;
    this.#peak = 0;
  }
}

/** A mix, louder and limited: blocks of any length, in all as many frames as the mix has. */
export async function* limit(
  blocks: AsyncIterable<MixBlock>,
  { sampleRate, channels, gain, ceiling }: { sampleRate: number; channels: number; gain: number; ceiling: number },
): AsyncGenerator<Float32Array[]> {
  const limiter = new TruePeakLimiter({ sampleRate, channels, ceiling });
  for await (const { mix } of blocks) yield limiter.push(amplified(mix, gain));
  yield limiter.flush();
}

/** Multiplies a block in place; gives it back. */
export function amplified(block: readonly Float32Array[], gain: number): readonly Float32Array[] {
  for (const channel of block) {
    for (let n = 0; n < channel.length; n++) channel[n] = (channel[n] as number) * gain;
  }
  return block;
}
