import type { AudioFacts } from './audioFacts.ts';
import type { AudioReader } from './audioReader.ts';
import { BlockQueue } from './blockQueue.ts';
import type { SoundFile } from './soundFile.ts';

/** Reads from a decoder that gives blocks of its own lengths. */
export class DecodingReader implements AudioReader {
  readonly facts: AudioFacts;
  readonly #file: SoundFile;
  readonly #decoded: AsyncGenerator<readonly Float32Array[]>;
  readonly #queue: BlockQueue;
  #ended = false;

  /** Takes over the file and the generator: closing the reader closes both. */
  constructor(file: SoundFile, facts: AudioFacts, decoded: AsyncGenerator<readonly Float32Array[]>) {
    this.facts = facts;
    this.#file = file;
    this.#decoded = decoded;
    this.#queue = new BlockQueue(facts.channels);
  }

  async read(frames: number): Promise<Float32Array[] | undefined> {
    while (this.#queue.frames < frames && !this.#ended) {
      const next = await this.#decoded.next();
      if (next.done === true) this.#ended = true;
      else this.#queue.push(next.value);
    }
    return this.#queue.frames === 0 ? undefined : this.#queue.take(frames);
  }

  async close(): Promise<void> {
    await this.#decoded.return(undefined);
    await this.#file.close();
  }
}
