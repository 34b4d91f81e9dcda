import { join } from 'node:path';
import type { Context } from '../../cli/context.ts';
import { main } from '../../cli/main.ts';
import { Terminal, type OutputStream } from '../../cli/terminal.ts';
import type { Locale } from '../../foundation/message.ts';
import { dist } from '../built.ts';

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly locale?: Locale;
  /** Columns of a terminal on both streams; undefined: pipes. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
}

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly bytes: Buffer;
}

/** Runs `tableread` in this process, with streams that keep what they are given. */
export async function tableread(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const [out, err] = [new Kept(options.columns), new Kept(options.columns)];
  const context: Context = {
    locale: options.locale ?? 'en',
    out: new Terminal(out),
    err: new Terminal(err),
    stdin: bytesOf(options.stdin),
    engineProgram: { entry: join(dist, 'engine.mjs') },
    signal: options.signal ?? new AbortController().signal,
    exitCode: 0,
  };
  const code = await main(args, context);
  return { code, out: out.bytes.toString('utf8'), err: err.bytes.toString('utf8'), bytes: out.bytes };
}

class Kept implements OutputStream {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly #chunks: Buffer[] = [];

  constructor(columns: number | undefined) {
    this.isTTY = columns !== undefined;
    this.columns = columns ?? 0;
  }

  write(content: string | Uint8Array): boolean {
    this.#chunks.push(Buffer.from(content as Uint8Array));
    return true;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* bytesOf(content: string | Uint8Array = ''): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content as Uint8Array);
}
