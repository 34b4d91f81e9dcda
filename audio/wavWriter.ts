import type { AudioWriter, AudioWriterOptions, Marker } from './audioWriter.ts';
import { Quantiser } from './quantiser.ts';
import { SoundOutput } from './soundOutput.ts';
import { wavLayout, type WavLayout } from './wavLayout.ts';

export interface WavWriterOptions extends AudioWriterOptions {
  /** 32: float. Default 24. */
  readonly bits?: 16 | 24 | 32;
  readonly markers?: readonly Marker[];
  /** Frames from midnight to the first sample; writes a BWF bext chunk. */
  readonly timeReference?: bigint;
}

/** Frames that are converted at a time. */
const blockFrames = 4096;

/**
 * Starts a WAV file (`wavLayout` says how it looks).
 *
 * @throws TablereadError `audio/disk-full`, `audio/cannot-write`
 */
export async function createWavWriter(path: string, options: WavWriterOptions): Promise<AudioWriter> {
  const output = await SoundOutput.open(path);
  const writer = new WavWriter(output, options);
  try {
    await writer.begin();
    return writer;
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

class WavWriter implements AudioWriter {
  readonly #output: SoundOutput;
  readonly #options: WavWriterOptions;
  readonly #bits: 16 | 24 | 32;
  readonly #quantiser: Quantiser;
  readonly #integers: Int32Array;
  readonly #bytes: Buffer;
  #frames = 0;

  constructor(output: SoundOutput, options: WavWriterOptions) {
    this.#output = output;
    this.#options = options;
    this.#bits = options.bits ?? 24;
    this.#quantiser = new Quantiser(this.#bits === 16 ? 16 : 24, options.channels);
    this.#integers = new Int32Array(blockFrames * options.channels);
    this.#bytes = Buffer.allocUnsafe((blockFrames * options.channels * this.#bits) / 8);
  }

  async begin(): Promise<void> {
    await this.#output.append(this.#layout(this.#options.frames ?? 0).head);
  }

  async write(block: readonly Float32Array[]): Promise<void> {
    const frames = block[0]?.length ?? 0;
    for (let start = 0; start < frames; start += blockFrames) {
      await this.#output.append(this.#encode(block, start, Math.min(frames, start + blockFrames)));
    }
    this.#frames += frames;
  }

  async close(): Promise<void> {
    const announced = this.#options.frames;
    if (announced !== undefined && announced !== this.#frames) {
      throw new RangeError(`${announced} frames were announced, ${this.#frames} written`);
    }
    const { head, tail } = this.#layout(this.#frames);
    await this.#output.append(tail);
    if (announced === undefined) await this.#output.replace(head, 0);
    await this.#output.commit();
  }

  async abort(): Promise<void> {
    await this.#output.abort();
  }

  #layout(frames: number): WavLayout {
    const { sampleRate, channels, tags, markers = [], timeReference } = this.#options;
    const reserve = this.#options.frames === undefined;
    return wavLayout({ sampleRate, channels, bits: this.#bits, frames, reserve, tags, markers, timeReference });
  }

  /** Bytes of frames `start` … `end`, good until the next call. */
  #encode(block: readonly Float32Array[], start: number, end: number): Buffer {
    const count = (end - start) * block.length;
    const bytes = this.#bytes;
    if (this.#bits === 32) {
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      for (let frame = start, at = 0; frame < end; frame++) {
        for (let channel = 0; channel < block.length; channel++, at += 4) {
          view.setFloat32(at, (block[channel] as Float32Array)[frame] as number, true);
        }
      }
      return bytes.subarray(0, count * 4);
    }
    const integers = this.#integers;
    this.#quantiser.quantise(block, start, end, integers);
    const width = this.#bits / 8;
    for (let index = 0, at = 0; index < count; index++) {
      const value = integers[index] as number;
      bytes[at++] = value;
      bytes[at++] = value >> 8;
      if (width === 3) bytes[at++] = value >> 16;
    }
    return bytes.subarray(0, count * width);
  }
}
