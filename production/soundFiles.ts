import { createWavWriter, type AudioWriter, type Chapter, type Marker, type Tags } from '../audio/index.ts';
import { bundledEncoderProgram, Encoders } from './encoders.ts';
import type { AudioFormat } from './productionTypes.ts';

/** A sound file of the production: a stretch of the mix or of a stem. */
export interface SoundFile {
  /** Absolute, without ending. */
  readonly path: string;
  /** The stretch, samples of the output. */
  readonly from: number;
  readonly to: number;
  /** Number of the stem; undefined: the mastered mix. */
  readonly stem: number | undefined;
  readonly formats: readonly AudioFormat[];
  readonly tags: Tags;
  readonly markers: readonly Marker[];
  readonly chapters: readonly Chapter[];
}

export interface SoundFormat {
  readonly sampleRate: number;
  /** Of the files. */
  readonly channels: number;
  readonly bits: 16 | 24 | 32;
}

/** Files being written, none of which has its name yet. */
export class SoundFileWriters {
  readonly #files: readonly OpenFile[];
  readonly #encoders: Encoders;

  private constructor(files: readonly OpenFile[], encoders: Encoders) {
    this.#files = files;
    this.#encoders = encoders;
  }

  static async open(files: readonly SoundFile[], format: SoundFormat): Promise<SoundFileWriters> {
    const open: OpenFile[] = [];
    const encoders = new Encoders(bundledEncoderProgram());
    const writers = new SoundFileWriters(open, encoders);
    try {
      for (const file of files) {
        for (const kind of file.formats)
          open.push({ file, writer: await openWriter(file, kind, format, encoders), at: 0 });
      }
    } catch (error) {
      await writers.abort();
      throw error;
    }
    return writers;
  }

  /**
   * Writes the next block of the mix or of a stem; each of them is given from its start, in order.
   *
   * @param stem number of the stem; undefined: the mastered mix
   */
  async write(stem: number | undefined, block: readonly Float32Array[]): Promise<void> {
    const frames = block[0]?.length ?? 0;
    const writing: Promise<void>[] = [];
    for (const open of this.#files) {
      if (open.file.stem !== stem) continue;
      const from = Math.max(0, open.file.from - open.at);
      const to = Math.min(frames, open.file.to - open.at);
      open.at += frames;
      if (from >= to) continue;
      const whole = from === 0 && to === frames;
      writing.push(open.writer.write(whole ? block : block.map((channel) => channel.subarray(from, to))));
    }
    await Promise.all(writing);
  }

  /** Completes all files and gives them their names. */
  async close(): Promise<void> {
    for (const { writer } of this.#files) await writer.close();
    await this.#encoders.end();
  }

  /** Throws away what has no name yet. */
  async abort(): Promise<void> {
    for (const { writer } of this.#files) await writer.abort();
    await this.#encoders.end();
  }
}

interface OpenFile {
  readonly file: SoundFile;
  readonly writer: AudioWriter;
  /** Frames of its mix or stem seen so far. */
  at: number;
}

function openWriter(file: SoundFile, kind: AudioFormat, format: SoundFormat, encoders: Encoders): Promise<AudioWriter> {
  const { sampleRate, channels, bits } = format;
  const options = { sampleRate, channels, frames: file.to - file.from, tags: file.tags };
  switch (kind) {
    case 'wav':
      return createWavWriter(`${file.path}.wav`, {
        ...options,
        // A stem may go over full scale where only the limiter of the whole brings peaks down: floats keep that.
        bits: file.stem === undefined ? bits : 32,
        markers: file.markers,
        timeReference: BigInt(file.from),
      });
    case 'mp3':
      return encoders.open({
        format: 'mp3',
        path: `${file.path}.mp3`,
        options: { ...options, chapters: file.chapters },
      });
    case 'flac':
      // FLAC has no floats.
      return encoders.open({
        format: 'flac',
        path: `${file.path}.flac`,
        options: { ...options, bits: bits === 16 ? 16 : 24 },
      });
  }
}
