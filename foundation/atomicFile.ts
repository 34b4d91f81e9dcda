import { randomBytes } from 'node:crypto';
import { open, readdir, rename, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './makeFolder.ts';
import { isStaleMark, processMark } from './processMark.ts';

const suffix = '.tableread-tmp';

/** A file that is written under a temporary name beside its own, and takes its name only when it is whole. */
export interface AtomicFile {
  /** Writes at `position`, or at the end of what was appended so far. */
  write(bytes: Uint8Array, position?: number): Promise<void>;
  /** Flushes to the disk and renames: the file is there, whole, or the earlier one still is. */
  commit(): Promise<void>;
  /** Removes the temporary file; the earlier file stays. Harmless after `commit`. */
  abort(): Promise<void>;
}

/**
 * Opens a file for atomic writing. The temporary name carries machine and process id, so that what a killed process
 * left can be told from what a living one is writing (`removeStaleTemporaries`).
 * Errors of the file system are passed on (ENOSPC, EACCES, …) with `path` as theirs, not the temporary one: the caller knows
 * what the file is for.
 */
export async function openAtomicFile(path: string, { flush = true }: AtomicFileOptions = {}): Promise<AtomicFile> {
  await makeFolder(dirname(path));
  const temporary = join(dirname(path), temporaryName(basename(path)));
  const handle = await open(temporary, 'wx').catch((error: unknown) => {
    throw about(error, path);
  });
  return new TemporaryFile(handle, temporary, path, flush);
}

export interface AtomicFileOptions {
  /**
   * False for a file that checks itself when it is read: it is not flushed to the disk before it takes its name, so a
   * power cut (no crash of ours) may leave it damaged.
   */
  readonly flush?: boolean;
}

/** Writes a whole file atomically. */
export async function writeFileAtomically(
  path: string,
  content: Uint8Array | string,
  options: AtomicFileOptions = {},
): Promise<void> {
  const file = await openAtomicFile(path, options);
  try {
    await file.write(typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
    await file.commit();
  } catch (error) {
    await file.abort();
    throw error;
  }
}

/** Removes temporary files in a folder whose process on this machine is gone. A missing folder is no error. */
export async function removeStaleTemporaries(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, mark] = /\.([A-Za-z0-9]*-\d+)-[0-9a-f]+\.tableread-tmp$/.exec(name) ?? [];
    if (mark === undefined || !isStaleMark(mark)) continue;
    await unlink(join(folder, name)).catch(() => undefined);
  }
}

class TemporaryFile implements AtomicFile {
  readonly #handle: FileHandle;
  readonly #temporary: string;
  readonly #path: string;
  readonly #flush: boolean;
  #end = 0;
  #settled = false;

  constructor(handle: FileHandle, temporary: string, path: string, flush: boolean) {
    this.#handle = handle;
    this.#temporary = temporary;
    this.#path = path;
    this.#flush = flush;
  }

  async write(bytes: Uint8Array, position?: number): Promise<void> {
    let at = position ?? this.#end;
    let rest = bytes;
    while (rest.length > 0) {
      const { bytesWritten } = await this.#handle.write(rest, 0, rest.length, at);
      at += bytesWritten;
      rest = rest.subarray(bytesWritten);
    }
    this.#end = Math.max(this.#end, at);
  }

  async commit(): Promise<void> {
    if (this.#flush) await this.#handle.sync();
    await this.#handle.close();
    await rename(this.#temporary, this.#path).catch((error: unknown) => {
      throw about(error, this.#path);
    });
    this.#settled = true;
  }

  async abort(): Promise<void> {
    if (this.#settled) return;
    this.#settled = true;
    await this.#handle.close().catch(() => undefined);
    await unlink(this.#temporary).catch(() => undefined);
  }
}

function temporaryName(name: string): string {
  // The longest file name that every file system takes is 255 bytes; the start of a long name is enough here.
  return `.${name.slice(0, 40)}.${processMark}-${randomBytes(6).toString('hex')}${suffix}`;
}

function about(error: unknown, path: string): unknown {
  return error instanceof Error ? Object.assign(error, { path }) : error;
}
