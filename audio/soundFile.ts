import { open, stat, type FileHandle } from 'node:fs/promises';
import { TablereadError } from '../foundation/tablereadError.ts';

/** A file open for reading at any place. */
export interface SoundFile {
  readonly path: string;
  /** bytes */
  readonly size: number;
  /** Up to `length` bytes from `position`; fewer at the end of the file. */
  read(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens a regular file. Anything else is refused before it is opened: opening a pipe waits for its other end.
 *
 * @throws TablereadError `audio/missing`, `audio/folder`, `audio/not-a-file`, `audio/empty`, `audio/unreadable`
 */
export async function openSoundFile(path: string): Promise<SoundFile> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new TablereadError('audio/folder', { file: path });
    if (!found.isFile()) throw new TablereadError('audio/not-a-file', { file: path });
    if (found.size === 0) throw new TablereadError('audio/empty', { file: path });
    return new OpenSoundFile(path, found.size, await open(path, 'r'));
  } catch (error) {
    throw readingError(path, error);
  }
}

class OpenSoundFile implements SoundFile {
  readonly path: string;
  readonly size: number;
  readonly #handle: FileHandle;

  constructor(path: string, size: number, handle: FileHandle) {
    this.path = path;
    this.size = size;
    this.#handle = handle;
  }

  async read(position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.size - position)));
    let filled = 0;
    try {
      while (filled < bytes.length) {
        const { bytesRead } = await this.#handle.read(bytes, filled, bytes.length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
    } catch (error) {
      throw readingError(this.path, error);
    }
    return bytes.subarray(0, filled);
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

function readingError(path: string, error: unknown): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (error instanceof TablereadError || code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new TablereadError('audio/missing', { file: path }, { cause: error });
  return new TablereadError('audio/unreadable', { file: path, reason: code }, { cause: error });
}
