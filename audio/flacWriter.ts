import { TablereadError } from '../foundation/tablereadError.ts';
import type { AudioWriter, AudioWriterOptions, Tags } from './audioWriter.ts';
import { loadFlacModule, type FlacModule, type FlacStreamInfo } from './flacModule.ts';
import { Quantiser } from './quantiser.ts';
import { SoundOutput } from './soundOutput.ts';

export interface FlacWriterOptions extends AudioWriterOptions {
  /** Default 24. */
  readonly bits?: 16 | 24;
}

/** libFLAC's default: higher levels take far more time for about a percent. */
const level = 5;
/** Frames that are encoded at a time. */
const blockFrames = 4096;
/** Of STREAMINFO (RFC 9639 §8.2). */
const largestSampleRate = 655_350;

/**
 * Starts a FLAC file; its STREAMINFO tells length and MD5, its Vorbis comment the tags.
 *
 * @throws TablereadError `audio/flac-sample-rate`, `audio/too-many-channels`, `audio/disk-full`, `audio/cannot-write`
 */
export async function createFlacWriter(path: string, options: FlacWriterOptions): Promise<AudioWriter> {
  const { sampleRate, channels, bits = 24, tags } = options;
  if (sampleRate > largestSampleRate) {
    throw new TablereadError('audio/flac-sample-rate', { rate: sampleRate, most: largestSampleRate });
  }
  if (channels > 8) throw new TablereadError('audio/too-many-channels', { format: 'FLAC', channels, most: 8 });
  const flac = await loadFlacModule();
  const output = await SoundOutput.open(path);
  const writer = new FlacWriter(flac, output, { sampleRate, channels, bits });
  try {
    await writer.begin(tags);
    return writer;
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

interface FlacFormat {
  readonly sampleRate: number;
  readonly channels: number;
  readonly bits: 16 | 24;
}

class FlacWriter implements AudioWriter {
  readonly #flac: FlacModule;
  readonly #output: SoundOutput;
  readonly #format: FlacFormat;
  readonly #quantiser: Quantiser;
  readonly #integers: Int32Array;
  readonly #encoder: number;
  /** What the encoder has given and is not yet written. */
  #encoded: Uint8Array[] = [];
  #info: FlacStreamInfo | undefined;
  #frames = 0;
  #open = true;

  constructor(flac: FlacModule, output: SoundOutput, format: FlacFormat) {
    this.#flac = flac;
    this.#output = output;
    this.#format = format;
    this.#quantiser = new Quantiser(format.bits, format.channels);
    this.#integers = new Int32Array(blockFrames * format.channels);
    this.#encoder = flac.create_libflac_encoder(format.sampleRate, format.channels, format.bits, level, 0, false);
    const status = flac.init_encoder_stream(
      this.#encoder,
      // The headers, which come with no samples, are written here: libFLAC cannot go back to complete its own.
      (bytes, _length, samples) => {
        if (samples > 0) this.#encoded.push(bytes);
      },
      (info) => {
        this.#info = info;
      },
    );
    if (status !== 0) throw new Error(`libFLAC refuses ${JSON.stringify(format)}: ${status}`);
  }

  async begin(tags: Tags): Promise<void> {
    await this.#output.append(this.#header(undefined));
    await this.#output.append(vorbisComment(tags));
  }

  async write(block: readonly Float32Array[]): Promise<void> {
    const frames = block[0]?.length ?? 0;
    for (let start = 0; start < frames; start += blockFrames) {
      const end = Math.min(frames, start + blockFrames);
      const integers = this.#integers.subarray(0, (end - start) * block.length);
      this.#quantiser.quantise(block, start, end, integers);
      if (!this.#flac.FLAC__stream_encoder_process_interleaved(this.#encoder, integers, end - start)) {
        throw new Error('libFLAC could not encode');
      }
      await this.#drain();
    }
    this.#frames += frames;
  }

  async close(): Promise<void> {
    this.#finish();
    await this.#drain();
    await this.#output.replace(this.#header(this.#info), 0);
    await this.#output.commit();
  }

  async abort(): Promise<void> {
    this.#finish();
    await this.#output.abort();
  }

  #finish(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#flac.FLAC__stream_encoder_finish(this.#encoder);
    this.#flac.FLAC__stream_encoder_delete(this.#encoder);
  }

  async #drain(): Promise<void> {
    for (const bytes of this.#encoded) await this.#output.append(bytes);
    this.#encoded = [];
  }

  /** The marker and STREAMINFO (RFC 9639 §8.2); all unknown until the end is 0, as the standard has it. */
  #header(info: FlacStreamInfo | undefined): Buffer {
    const { sampleRate, channels, bits } = this.#format;
    const header = Buffer.alloc(8 + 34);
    header.write('fLaC');
    header[7] = 34;
    // Before the end, and in a file without frames, any legal block size.
    header.writeUInt16BE(info === undefined || this.#frames === 0 ? blockFrames : info.min_blocksize, 8);
    header.writeUInt16BE(info === undefined || this.#frames === 0 ? blockFrames : info.max_blocksize, 10);
    if (info !== undefined && this.#frames > 0) {
      header.writeUIntBE(info.min_framesize, 12, 3);
      header.writeUIntBE(info.max_framesize, 15, 3);
    }
    const packed = (BigInt(sampleRate) << 44n) | (BigInt(channels - 1) << 41n) | (BigInt(bits - 1) << 36n);
    header.writeBigUInt64BE(packed | BigInt(this.#frames), 18);
    header.write(info?.md5sum ?? '', 26, 'hex');
    return header;
  }
}

/** RFC 9639 §8.6; the last metadata block. */
function vorbisComment({ title, artist, comment, software, date, aigc }: Tags): Buffer {
  const texts = {
    TITLE: title,
    ARTIST: artist,
    COMMENT: comment,
    DATE: date,
    ENCODER: software,
    AIGC: aigc === undefined ? undefined : JSON.stringify(aigc),
  };
  const comments = Object.entries(texts).flatMap(([key, text]) => (text === undefined ? [] : [`${key}=${text}`]));
  const body = Buffer.concat([counted(software ?? 'Tableread'), uint32(comments.length), ...comments.map(counted)]);
  // 0x80: the last metadata block, 4: its type.
  const head = Buffer.from([0x84, 0, 0, 0]);
  head.writeUIntBE(body.length, 1, 3);
  return Buffer.concat([head, body]);
}

function counted(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
