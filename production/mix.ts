import type { SoundSource } from './soundSource.ts';

/** A sound on the timeline. */
export interface MixEvent {
  /** Samples of the output. */
  readonly start: number;
  readonly length: number;
  /** Which stem it belongs to. */
  readonly stem: number;
  /** `gains[out][in]`: how loud a channel of the source is in a channel of the mix. */
  gains(sourceChannels: number): readonly (readonly number[])[];
  /** Frames faded in and out at the event's own edges; 0 where the source is click-free itself. */
  readonly fadeIn: number;
  readonly fadeOut: number;
  open(): Promise<SoundSource>;
}

/** A block of the mix. Its arrays are the receiver's until it asks for the next block, which is written into them. */
export interface MixBlock {
  readonly frames: number;
  readonly mix: readonly Float32Array[];
  /** By number, where stems are asked for. */
  readonly stems: readonly (readonly Float32Array[])[];
}

export interface MixOptions {
  /** Where the mix ends: all of it, or the end of a stretch. */
  readonly frames: number;
  /** Where it begins, 0 by default: a stretch is the same as that of the whole, and costs no more than itself. */
  readonly from?: number;
  readonly channels: number;
  /** How many stems to give; 0: none. */
  readonly stems: number;
  readonly signal: AbortSignal | undefined;
}

/** Large enough that the work on a block outweighs its overhead, small enough that a stop is prompt (0.7 s of sound). */
const blockFrames = 32768;
/** How far ahead sources are opened. */
const aheadFrames = 4 * blockFrames;

/**
 * Mixes events block by block: only those that sound, and the ones about to, are in memory. The sum of the stems is the mix
 * (but for the rounding of single additions).
 */
export async function* mix(events: readonly MixEvent[], options: MixOptions): AsyncGenerator<MixBlock> {
  const { frames: total, from = 0, channels, signal } = options;
  const inOrder = [...events].sort((a, b) => a.start - b.start);
  const buffers = silent(channels);
  const stems = Array.from({ length: options.stems }, () => silent(channels));
  let upcoming = 0;
  let sounding: Voice[] = [];
  try {
    for (let at = from; at < total; at += blockFrames) {
      signal?.throwIfAborted();
      const frames = Math.min(blockFrames, total - at);
      for (; upcoming < inOrder.length; upcoming++) {
        const event = inOrder[upcoming];
        if (event === undefined || event.start >= Math.min(total, at + frames + aheadFrames)) break;
        if (event.length > 0 && event.start + event.length > from) sounding.push(new Voice(event));
      }
      for (const buffer of [buffers, ...stems].flat()) buffer.fill(0);
      const block = cut(buffers, frames);
      const stemBlocks = stems.map((stem) => cut(stem, frames));
      for (const voice of sounding) {
        if (voice.event.start >= at + frames) continue;
        await voice.addTo(block, stemBlocks[voice.event.stem], at, frames);
      }
      const ended = sounding.filter(({ event }) => event.start + event.length <= at + frames);
      sounding = sounding.filter((voice) => !ended.includes(voice));
      for (const voice of ended) await voice.close();
      yield { frames, mix: block, stems: stemBlocks };
    }
  } finally {
    for (const voice of sounding) await voice.close();
  }
}

/** Where a mono sound lies between left and right, at constant power: −1 … 1 to gains of both. */
export function panGains(pan: number): readonly [number, number] {
  const angle = ((pan + 1) * Math.PI) / 4;
  return [Math.cos(angle), Math.sin(angle)];
}

/** How the channels of a sound file go into mono or stereo: `gains[out][in]`. Order of WAVE: L R C LFE, then pairs. */
export function foldGains(sourceChannels: number, channels: number): number[][] {
  const half = Math.SQRT1_2;
  const left: number[] = [];
  const right: number[] = [];
  for (let channel = 0; channel < sourceChannels; channel++) {
    if (sourceChannels === 1 || channel === 2) {
      left.push(half);
      right.push(half);
    } else if (channel === 3 && sourceChannels >= 6) {
      left.push(0);
      right.push(0);
    } else {
      const gain = channel < 2 ? 1 : half;
      left.push(channel % 2 === 0 ? gain : 0);
      right.push(channel % 2 === 1 ? gain : 0);
    }
  }
  if (channels === 2) return [left, right];
  // A mono source keeps its level; of several channels the mean of both sides is taken.
  return [left.map((gain, channel) => (sourceChannels === 1 ? 1 : (gain + (right[channel] ?? 0)) / 2))];
}

function silent(channels: number): Float32Array[] {
  return Array.from({ length: channels }, () => new Float32Array(blockFrames));
}

function cut(buffers: readonly Float32Array[], frames: number): Float32Array[] {
  return buffers.map((buffer) => (frames === blockFrames ? buffer : buffer.subarray(0, frames)));
}

/** An event that sounds or is about to. */
class Voice {
  readonly event: MixEvent;
  readonly #source: Promise<SoundSource>;
  /** Frames of the source that were read or passed over. */
  #at = 0;

  constructor(event: MixEvent) {
    this.event = event;
    this.#source = event.open();
    // Met where it is awaited; until then it is nobody's unhandled rejection.
    this.#source.catch(() => undefined);
  }

  async addTo(
    block: readonly Float32Array[],
    stem: readonly Float32Array[] | undefined,
    blockStart: number,
    blockLength: number,
  ): Promise<void> {
    const { start, length } = this.event;
    const offset = Math.max(0, start - blockStart);
    const from = Math.max(0, blockStart - start);
    const wanted = Math.min(blockLength - offset, length - from);
    const source = await this.#source;
    if (from > this.#at) await source.skip(from - this.#at);
    const sound = await source.read(wanted);
    this.#at = from + wanted;
    const gains = this.event.gains(sound.length);
    sound.forEach((samples, channel) => {
      const shaped = this.#shaped(samples, from);
      gains.forEach((row, out) => {
        const gain = row[channel] ?? 0;
        if (gain === 0) return;
        add(shaped, gain, block[out], offset);
        add(shaped, gain, stem?.[out], offset);
      });
    });
  }

  async close(): Promise<void> {
    const source = await this.#source.catch(() => undefined);
    await source?.close();
  }

  /** The samples with the event's fades, where they reach in. */
  #shaped(samples: Float32Array, from: number): Float32Array {
    const { length, fadeIn, fadeOut } = this.event;
    if (from >= fadeIn && from + samples.length <= length - fadeOut) return samples;
    return samples.map((sample, n) => {
      const fromStart = from + n + 0.5;
      const fromEnd = length - fromStart;
      return sample * ramp(fromStart, fadeIn) * ramp(fromEnd, fadeOut);
    });
  }
}

function ramp(distance: number, length: number): number {
  if (distance >= length) return 1;
  return 0.5 - 0.5 * Math.cos((Math.PI * distance) / length);
}

function add(samples: Float32Array, gain: number, out: Float32Array | undefined, offset: number): void {
  if (out === undefined) return;
  for (let n = 0; n < samples.length; n++) {
    out[offset + n] = (out[offset + n] as number) + gain * (samples[n] as number);
  }
}
