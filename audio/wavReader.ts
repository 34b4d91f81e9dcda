import type { AudioFacts } from './audioFacts.ts';
import type { AudioReader } from './audioReader.ts';
import { decodePcm } from './decodePcm.ts';
import type { SoundFile } from './soundFile.ts';
import { readWavHeader, type WavHeader } from './wavHeader.ts';

/** Reads WAV files, a block at a time whatever their length. */
export class WavReader implements AudioReader {
  readonly facts: AudioFacts;
  readonly #file: SoundFile;
  readonly #header: WavHeader;
  #frame = 0;

  private constructor(file: SoundFile, header: WavHeader) {
    this.#file = file;
    this.#header = header;
    const { sampleRate, channels, frames } = header;
    this.facts = { format: 'wav', sampleRate, channels, frames, seconds: frames / sampleRate };
  }

  /** Takes over the file: closing the reader closes it. */
  static async open(file: SoundFile): Promise<WavReader> {
    return new WavReader(file, await readWavHeader(file));
  }

  async read(frames: number): Promise<Float32Array[] | undefined> {
    const { sampleBytes, channels, start } = this.#header;
    const frameBytes = sampleBytes * channels;
    const wanted = Math.min(frames, this.#header.frames - this.#frame);
    if (wanted <= 0) return undefined;
    const bytes = await this.#file.read(start + this.#frame * frameBytes, wanted * frameBytes);
    const got = Math.floor(bytes.length / frameBytes);
    // The file has become shorter since it was opened.
    if (got === 0) return undefined;
    this.#frame += got;
    return decodePcm(bytes.subarray(0, got * frameBytes), this.#header);
  }

  skip(frames: number): void {
    this.#frame = Math.min(this.#header.frames, this.#frame + frames);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
