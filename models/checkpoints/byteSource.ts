import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that are read in ranges: a file that is larger than memory, or bytes in memory. */
export interface ByteSource {
  /** Name for messages and for pointing at ranges: the path of a file. */
  readonly name: string;
  /** bytes */
  readonly size: number;
  /** Exactly `length` bytes from `offset`; the caller has checked that both lie inside (`RangeError` else). */
  read(offset: number, length: number): Uint8Array;
  close(): void;
}

/** Opens a file for ranged reads. Errors of the file system (ENOENT, EACCES) are passed on. */
export function openFile(path: string): ByteSource {
  const descriptor = openSync(path, 'r');
  const size = fstatSync(descriptor).size;
  return {
    name: path,
    size,
    read(offset, length) {
      checkRange(offset, length, size);
      const bytes = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        // One read takes at most 2 GiB on Linux and macOS.
        const count = readSync(descriptor, bytes, done, Math.min(length - done, 2 ** 30), offset + done);
        if (count === 0) throw new RangeError(`${path} became shorter while it was read`);
        done += count;
      }
      return bytes;
    },
    close: () => closeSync(descriptor),
  };
}

/** The same over bytes in memory. */
export function bytesInMemory(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    read(offset, length) {
      checkRange(offset, length, bytes.length);
      // `slice` of a Buffer would be a view.
      return new Uint8Array(bytes.subarray(offset, offset + length));
    },
    close: () => undefined,
  };
}

function checkRange(offset: number, length: number, size: number): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= size)) {
    throw new RangeError(`${length} bytes at ${offset} of ${size}`);
  }
}
