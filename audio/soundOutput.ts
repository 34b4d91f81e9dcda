import { openAtomicFile, type AtomicFile } from '../foundation/atomicFile.ts';
import { TablereadError } from '../foundation/tablereadError.ts';

/** Bytes that are gathered before they go to the disk. */
const bufferBytes = 1 << 18;

/** An atomic file behind a buffer, its errors said for people. */
export class SoundOutput {
  readonly #path: string;
  readonly #file: AtomicFile;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  #filled = 0;

  private constructor(path: string, file: AtomicFile) {
    this.#path = path;
    this.#file = file;
  }

  /** @throws TablereadError `audio/disk-full`, `audio/file-in-the-way`, `audio/too-many-files`, `audio/cannot-write` */
  static async open(path: string): Promise<SoundOutput> {
    try {
      return new SoundOutput(path, await openAtomicFile(path));
    } catch (error) {
      throw writingError(path, error);
    }
  }

  /** Appends. `bytes` may be changed once the promise is fulfilled. */
  async append(bytes: Uint8Array): Promise<void> {
    let rest = bytes;
    while (rest.length > 0) {
      const piece = rest.subarray(0, bufferBytes - this.#filled);
      this.#buffer.set(piece, this.#filled);
      this.#filled += piece.length;
      rest = rest.subarray(piece.length);
      if (this.#filled === bufferBytes) await this.#drain();
    }
  }

  /** Writes over what stands at `position`. */
  async replace(bytes: Uint8Array, position: number): Promise<void> {
    await this.#drain();
    await this.#attempt(() => this.#file.write(bytes, position));
  }

  async commit(): Promise<void> {
    await this.#drain();
    await this.#attempt(() => this.#file.commit());
  }

  async abort(): Promise<void> {
    await this.#file.abort();
  }

  async #drain(): Promise<void> {
    const bytes = this.#buffer.subarray(0, this.#filled);
    await this.#attempt(() => this.#file.write(bytes));
    this.#filled = 0;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw writingError(this.#path, error);
    }
  }
}

function writingError(path: string, error: unknown): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new TablereadError('audio/disk-full', { file: path }, { cause: error });
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return new TablereadError('audio/file-in-the-way', { file: path }, { cause: error });
  if (code === 'EMFILE' || code === 'ENFILE')
    return new TablereadError('audio/too-many-files', { file: path }, { cause: error });
  return new TablereadError('audio/cannot-write', { file: path, reason: code }, { cause: error });
}
