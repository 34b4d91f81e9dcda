import { existsSync } from 'node:fs';
import { EncoderThread, startEncoder, type AudioWriter, type EncoderOrder } from '../audio/index.ts';

/**
 * Encoders of compressed sound, each format on a thread of its own that starts at its first file: MP3 takes longer than all
 * the rest of the mix.
 */
export class Encoders {
  readonly #program: URL | undefined;
  readonly #threads = new Map<string, EncoderThread>();

  /** @param program of the threads; undefined: files are encoded on the thread that calls, with the same bytes */
  constructor(program: URL | undefined) {
    this.#program = program;
  }

  async open(order: EncoderOrder): Promise<AudioWriter> {
    if (this.#program === undefined) return startEncoder(order);
    let thread = this.#threads.get(order.format);
    if (thread === undefined) this.#threads.set(order.format, (thread = new EncoderThread(this.#program)));
    return thread.open(order);
  }

  /** Ends the threads; to be called when every file is closed or aborted. */
  async end(): Promise<void> {
    await Promise.all([...this.#threads.values()].map((thread) => thread.end()));
  }
}

/** The program of encoder threads as the bundle lays it, beside the file that holds this code; run from source there is none. */
export function bundledEncoderProgram(): URL | undefined {
  const program = new URL('encoder.mjs', import.meta.url);
  return existsSync(program) ? program : undefined;
}
