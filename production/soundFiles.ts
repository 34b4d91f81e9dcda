import {
  createFlacWriter,
  createMp3Writer,
  createWavWriter,
  type AudioWriter,
  type Chapter,
  type Marker,
  type Tags,
} from '../audio/index.ts';
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

  private constructor(files: readonly OpenFile[]) {
    this.#files = files;
  }

  static async open(files: readonly SoundFile[], format: SoundFormat): Promise<SoundFileWriters> {
    const open: OpenFile[] = [];
    try {
      for (const file of files) {
        for (const kind of file.formats) open.push({ file, writer: await openWriter(file, kind, format), at: 0 });
      }
    } catch (error) {
      for (const { writer } of open) await writer.abort();
      throw error;
    }
    return new SoundFileWriters(open);
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
  }

  /** Throws away what has no name yet. */
  async abort(): Promise<void> {
    for (const { writer } of this.#files) await writer.abort();
  }
}

interface OpenFile {
  readonly file: SoundFile;
  readonly writer: AudioWriter;
  /** Frames of its mix or stem seen so far. */
  at: number;
}

function openWriter(file: SoundFile, kind: AudioFormat, format: SoundFormat): Promise<AudioWriter> {
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
      return createMp3Writer(`${file.path}.mp3`, { ...options, chapters: file.chapters });
    case 'flac':
      // FLAC has no floats.
      return createFlacWriter(`${file.path}.flac`, { ...options, bits: bits === 16 ? 16 : 24 });
  }
}
