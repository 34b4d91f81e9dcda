import { LoudnessMeter, TruePeakLimiter } from '../audio/index.ts';
import type { MixBlock } from './mix.ts';

/** How a mix is brought to its loudness, and what it then measures. */
export interface Mastering {
  /** Linear. */
  readonly gain: number;
  /** Whether peaks would go over the ceiling without the limiter. */
  readonly limits: boolean;
  /** LUFS; −Infinity: silent, or too short to be measured. */
  readonly lufs: number;
  /** dBTP */
  readonly truePeak: number;
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
/** Nothing is made louder than this: a hiss in silence is not the programme. dB */
const mostGain = 60;

/**
 * Finds the gain that brings a mix to its loudness with its peaks under the ceiling. Measures the mix, then, where the
 * limiter has to work, the limited mix until it is as loud as asked. Yields the frames measured.
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
  for await (const { mix, frames } of play()) {
    meter.push(mix);
    yield frames;
  }
  const plain = { lufs: meter.integrated() + louder, truePeak: meter.truePeak() };
  if (plain.lufs === -Infinity) {
    // Nothing to measure: the level stays, unless its peaks are too high.
    const decibels = Math.min(0, ceiling - plain.truePeak);
    return {
      gain: 10 ** (decibels / 20),
      limits: false,
      lufs: plain.lufs,
      truePeak: plain.truePeak + decibels,
    };
  }
  let decibels = Math.min(mostGain, target - plain.lufs);
  if (plain.truePeak + decibels <= ceiling) {
    const gain = 10 ** (decibels / 20);
    return { gain, limits: false, lufs: plain.lufs + decibels, truePeak: plain.truePeak + decibels };
  }
  // Along the secant of the last two measurements.
  let before = { decibels: 0, lufs: plain.lufs };
  for (let pass = 1; ; pass++) {
    const gain = 10 ** (decibels / 20);
    const limited = new LoudnessMeter(sampleRate, channels);
    for await (const block of limit(play(), { sampleRate, channels, gain, ceiling })) {
      limited.push(block);
      yield block[0]?.length ?? 0;
    }
    const lufs = limited.integrated() + louder;
    const error = target - lufs;
    const slope = pass === 1 ? 1 : (lufs - before.lufs) / (decibels - before.decibels);
    if (Math.abs(error) <= tolerance || pass === mostPasses || slope < leastSlope || decibels === mostGain) {
      return { gain, limits: true, lufs, truePeak: limited.truePeak() };
    }
    before = { decibels, lufs };
    decibels = Math.min(mostGain, decibels + error / Math.min(1, slope));
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

/** A block times a gain. */
export function amplified(block: readonly Float32Array[], gain: number): Float32Array[] {
  return block.map((channel) => {
    const louder = new Float32Array(channel.length);
    for (let n = 0; n < channel.length; n++) louder[n] = (channel[n] as number) * gain;
    return louder;
  });
}
