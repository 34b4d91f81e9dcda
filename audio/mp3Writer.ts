import type { WasmMediaEncoder } from 'wasm-media-encoders';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { AudioWriter, AudioWriterOptions, Chapter } from './audioWriter.ts';
import { crc16 } from './crc16.ts';
import { id3Tag } from './id3Tag.ts';
import { createLame } from './lame.ts';
import { mp3SampleRates, type Mp3SampleRate } from './mp3Frame.ts';
import { mp3InfoFrame } from './mp3InfoFrame.ts';
import { SoundOutput } from './soundOutput.ts';

export interface Mp3WriterOptions extends AudioWriterOptions {
  readonly chapters?: readonly Chapter[];
}

/** Frames that are encoded at a time. */
const blockFrames = 4608;

/**
 * Starts an MP3 of constant bitrate: 128 kbit/s mono, 192 kbit/s stereo from 32 kHz on, less at lower rates. Players that
 * read its Info frame (all in use do) play exactly the frames that were written.
 *
 * @throws TablereadError `audio/mp3-sample-rate`, `audio/too-many-channels`, `audio/disk-full`, `audio/cannot-write`
 */
export async function createMp3Writer(path: string, options: Mp3WriterOptions): Promise<AudioWriter> {
  const { channels, tags, chapters = [] } = options;
  const sampleRate = mp3SampleRates.find((rate) => rate === options.sampleRate);
  if (sampleRate === undefined) {
    const allowed = mp3SampleRates.join(', ');
    throw new TablereadError('audio/mp3-sample-rate', { rate: options.sampleRate, allowed });
  }
  if (channels !== 1 && channels !== 2) {
    throw new TablereadError('audio/too-many-channels', { format: 'MP3', channels, most: 2 });
  }
  const bitrate = bitrateFor(sampleRate, channels);
  const encoder = await createLame();
  // Without the third figure LAME may choose a lower rate by itself.
  encoder.configure({ sampleRate, channels, bitrate, outputSampleRate: sampleRate });
  const output = await SoundOutput.open(path);
  const writer = new Mp3Writer(output, encoder, { sampleRate, channels, bitrate });
  try {
    await writer.begin(id3Tag(tags, chapters, sampleRate));
    return writer;
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

type Bitrate = 32 | 64 | 128 | 192;

/** kbit/s; the lower versions of MPEG end at 160, and their frames must still have room for the Info frame. */
function bitrateFor(sampleRate: number, channels: 1 | 2): Bitrate {
  if (sampleRate >= 32000) return channels === 1 ? 128 : 192;
  if (sampleRate >= 16000) return channels === 1 ? 64 : 128;
  return channels === 1 ? 32 : 64;
}

class Mp3Writer implements AudioWriter {
  readonly #output: SoundOutput;
  readonly #encoder: WasmMediaEncoder<'audio/mpeg'>;
  readonly #stream: { readonly sampleRate: Mp3SampleRate; readonly channels: number; readonly bitrate: Bitrate };
  #infoStart = 0;
  #frames = 0;
  #bytes = 0;
  #crc = 0;

  constructor(
    output: SoundOutput,
    encoder: WasmMediaEncoder<'audio/mpeg'>,
    stream: { sampleRate: Mp3SampleRate; channels: number; bitrate: Bitrate },
  ) {
    this.#output = output;
    this.#encoder = encoder;
    this.#stream = stream;
  }

  async begin(tag: Buffer): Promise<void> {
    await this.#output.append(tag);
    this.#infoStart = tag.length;
    await this.#output.append(this.#infoFrame());
  }

  async write(block: readonly Float32Array[]): Promise<void> {
    const frames = block[0]?.length ?? 0;
    for (let start = 0; start < frames; start += blockFrames) {
      await this.#append(this.#encoder.encode(block.map((samples) => samples.subarray(start, start + blockFrames))));
    }
    this.#frames += frames;
  }

  async close(): Promise<void> {
    // A sound shorter than a frame or two would not fill those that a decoder needs before it gives any.
    if (this.#frames < 1152) await this.#append(this.#encoder.encode(this.#silence(1152)));
    await this.#append(this.#encoder.finalize());
    await this.#output.replace(this.#infoFrame(), this.#infoStart);
    await this.#output.commit();
  }

  async abort(): Promise<void> {
    await this.#output.abort();
  }

  #silence(frames: number): Float32Array[] {
    return Array.from({ length: this.#stream.channels }, () => new Float32Array(frames));
  }

  /** The bytes belong to the encoder and are good until its next call. */
  async #append(bytes: Uint8Array): Promise<void> {
    this.#bytes += bytes.length;
    this.#crc = crc16(bytes, this.#crc);
    await this.#output.append(bytes);
  }

  #infoFrame(): Buffer {
    const { sampleRate, bitrate } = this.#stream;
    const samples = sampleRate >= 32000 ? 1152 : 576;
    // At a constant bitrate the sum of the frames' sizes never strays a whole byte from this.
    const mp3Frames = Math.round((this.#bytes * sampleRate) / (samples * 125 * bitrate));
    return mp3InfoFrame({ ...this.#stream, frames: this.#frames, mp3Frames, bytes: this.#bytes, crc: this.#crc });
  }
}
