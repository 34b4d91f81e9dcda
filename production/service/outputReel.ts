import { encodePeaks, openAudio, PeakCollector, type AudioReader } from '../../audio/index.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { fileStamp } from '../fileStamp.ts';
import { keepPeaks, keptPeaks } from '../outputPeaks.ts';
import type { Reel } from '../productionService.ts';
import type { FinishedOutput } from './finishedOutput.ts';
import type { PlayableReel } from './playableReel.ts';

/** Frames that are read at a time. */
const blockFrames = 32768;

/** A finished render, heard from its file. */
export class OutputReel implements PlayableReel {
  readonly id: string;
  readonly sampleRate: number;
  readonly channels: number;
  readonly readyFrames: number;
  readonly #output: FinishedOutput;
  readonly #store: string;
  readonly #stamp: string;
  /** Left open where the last stretch ended: the next most often begins there. */
  #reader: { readonly audio: AudioReader; at: number } | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(id: string, output: FinishedOutput, store: string, stamp: string, channels: number) {
    this.id = id;
    this.sampleRate = output.sampleRate;
    this.channels = channels;
    this.readyFrames = output.frames;
    this.#output = output;
    this.#store = store;
    this.#stamp = stamp;
  }

  /**
   * @param store folder of the take store
   * @throws TablereadError `audio/…` for a sound that cannot be read
   */
  static async open(id: string, output: FinishedOutput, store: string): Promise<OutputReel> {
    const stamp = await fileStamp(output.file);
    const reader = await openAudio(output.file);
    await reader.close();
    return new OutputReel(id, output, store, stamp, reader.facts.channels);
  }

  reel(): Reel {
    const { title, sampleRate, frames, cues } = this.#output;
    const { id, channels } = this;
    return { kind: 'reel', id, title, sampleRate, channels, frames, readyFrames: frames, complete: true, cues };
  }

  /** @throws TablereadError `production/reel-gone` when it was rendered anew since */
  async *blocks(from: number, to: number, signal: AbortSignal): AsyncGenerator<readonly Float32Array[]> {
    const before = this.#turn;
    let done = (): void => undefined;
    this.#turn = new Promise<void>((resolve) => (done = resolve));
    await before;
    try {
      const reader = await this.#readerAt(from, signal);
      while (reader.at < to) {
        signal.throwIfAborted();
        const block = await reader.audio.read(Math.min(blockFrames, to - reader.at));
        if (block === undefined) return;
        reader.at += block[0]?.length ?? 0;
        yield block;
      }
    } catch (error) {
      // Where it stands is not known any more.
      await this.#reader?.audio.close();
      this.#reader = undefined;
      throw error;
    } finally {
      done();
    }
  }

  /** As the render kept them; else from the sound. */
  async peaks(signal: AbortSignal): Promise<Uint8Array> {
    const { identity, file, whole } = this.#output;
    const kept = identity === undefined ? undefined : await keptPeaks(this.#store, identity);
    if (kept !== undefined) return kept;
    const collector = new PeakCollector(this.sampleRate, this.channels);
    const reader = await openAudio(file);
    try {
      for (;;) {
        signal.throwIfAborted();
        const block = await reader.read(blockFrames);
        if (block === undefined) break;
        collector.push(block);
      }
    } finally {
      await reader.close();
    }
    const peaks = encodePeaks(collector.peaks());
    if (identity !== undefined) await keepPeaks(this.#store, whole, identity, peaks);
    return peaks;
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#reader?.audio.close();
    this.#reader = undefined;
  }

  async #readerAt(from: number, signal: AbortSignal): Promise<{ readonly audio: AudioReader; at: number }> {
    if ((await fileStamp(this.#output.file)) !== this.#stamp) throw new TablereadError('production/reel-gone');
    if (this.#reader === undefined || this.#reader.at > from) {
      await this.#reader?.audio.close();
      this.#reader = undefined;
      this.#reader = { audio: await openAudio(this.#output.file), at: 0 };
    }
    const reader = this.#reader;
    if (reader.audio.skip !== undefined) {
      reader.audio.skip(from - reader.at);
      reader.at = from;
    }
    while (reader.at < from) {
      signal.throwIfAborted();
      const passed = await reader.audio.read(Math.min(blockFrames, from - reader.at));
      if (passed === undefined) break;
      reader.at += passed[0]?.length ?? 0;
    }
    return reader;
  }
}
