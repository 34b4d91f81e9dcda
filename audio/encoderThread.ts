import { Worker } from 'node:worker_threads';
import { unpackError, type TravellingError } from '../foundation/travellingError.ts';
import type { AudioWriter } from './audioWriter.ts';
import type { EncoderOrder } from './encoderOrder.ts';

export type EncoderRequest =
  | { readonly kind: 'open'; readonly file: number; readonly order: EncoderOrder }
  | { readonly kind: 'write'; readonly file: number; readonly block: readonly Float32Array[] }
  | { readonly kind: 'close' | 'abort'; readonly file: number };

/** Answers come in the order of the requests. */
export interface EncoderAnswer {
  readonly error?: TravellingError;
}

/** Blocks of a file on their way before `write` waits: what a slower encoder may lag behind. */
const mostUnderWay = 32;

/**
 * A thread that encodes files, any number of them at once, while this one goes on. Each file has the same bytes as if it were
 * encoded here: blocks are encoded in order, as they were cut.
 */
export class EncoderThread {
  readonly #worker: Worker;
  readonly #waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  #files = 0;
  #ended: Error | undefined;

  /** @param program what the thread runs: encoderProgram.ts, bundled */
  constructor(program: URL) {
    this.#worker = new Worker(program, { execArgv: [] });
    this.#worker.on('message', ({ error }: EncoderAnswer) => {
      const waiting = this.#waiting.shift();
      if (error === undefined) waiting?.resolve();
      else waiting?.reject(unpackError(error));
    });
    this.#worker.once('error', (error) => this.#end(error));
    this.#worker.once('exit', (code) => this.#end(new Error(`the encoder thread ended with ${code}`)));
  }

  /** Starts a file. Throws as the writer of its format does. */
  async open(order: EncoderOrder): Promise<AudioWriter> {
    const file = this.#files++;
    await this.#ask({ kind: 'open', file, order });
    return new ThreadedWriter(file, (request) => this.#ask(request));
  }

  /** Ends the thread. Files that are neither closed nor aborted leave their temporary ones behind. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(request: EncoderRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) {
        reject(this.#ended);
        return;
      }
      this.#waiting.push({ resolve, reject });
      const sound = request.kind === 'write' ? request.block : [];
      this.#worker.postMessage(request, [...new Set(sound.map(({ buffer }) => buffer as ArrayBuffer))]);
    });
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
  }
}

class ThreadedWriter implements AudioWriter {
  readonly #file: number;
  readonly #ask: (request: EncoderRequest) => Promise<void>;
  readonly #underWay: Promise<void>[] = [];
  #error: unknown;

  constructor(file: number, ask: (request: EncoderRequest) => Promise<void>) {
    this.#file = file;
    this.#ask = ask;
  }

  async write(block: readonly Float32Array[]): Promise<void> {
    this.#throwError();
    const written = this.#ask({ kind: 'write', file: this.#file, block: copied(block) });
    this.#underWay.push(
      written.catch((error: unknown) => {
        this.#error ??= error;
      }),
    );
    if (this.#underWay.length > mostUnderWay) await this.#underWay.shift();
    this.#throwError();
  }

  async close(): Promise<void> {
    await Promise.all(this.#underWay.splice(0));
    this.#throwError();
    await this.#ask({ kind: 'close', file: this.#file });
  }

  async abort(): Promise<void> {
    await Promise.all(this.#underWay.splice(0));
    // A thread that is gone has nothing to throw away but its temporary file, which the next render removes.
    await this.#ask({ kind: 'abort', file: this.#file }).catch(() => undefined);
  }

  #throwError(): void {
    if (this.#error !== undefined) throw this.#error as Error;
  }
}

/** The block in arrays of its own, which can be given away. Channels that are one array stay one. */
function copied(block: readonly Float32Array[]): readonly Float32Array[] {
  const copies = new Map([...new Set(block)].map((channel) => [channel, channel.slice()]));
  return block.map((channel) => copies.get(channel) ?? channel);
}
