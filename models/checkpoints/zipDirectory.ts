import { TablereadError } from '../../foundation/tablereadError.ts';
import type { ByteSource } from './byteSource.ts';

// PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5. All numbers are little-endian.
const endSignature = 0x06054b50;
const end64LocatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endSize = 22;
const longestComment = 0xffff;
/** A directory of 64 MiB would list about a million entries; torch writes one an entry of the state dict. */
const largestDirectory = 2 ** 26;

/** One stored entry of an archive. */
export interface ZipEntry {
  readonly name: string;
  /** bytes */
  readonly size: number;
  readonly crc32: number;
  readonly localHeader: number;
  readonly compressed: boolean;
}

/** The central directory of an archive: entries by name, and its own bytes (they hold the CRC of every entry). */
export interface ZipDirectory {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly bytes: Uint8Array;
}

/**
 * Reads the central directory, ZIP64 included; no entry's data is touched.
 * @throws TablereadError `checkpoint/no-directory`, `checkpoint/damaged-directory`
 */
export function readZipDirectory(source: ByteSource): ZipDirectory {
  const file = source.name;
  const tailSize = Math.min(source.size, endSize + longestComment);
  const tail = source.read(source.size - tailSize, tailSize);
  const tailView = viewOf(tail);
  let at = tailSize - endSize;
  while (at >= 0 && tailView.getUint32(at, true) !== endSignature) at--;
  if (at < 0) throw new TablereadError('checkpoint/no-directory', { file });

  const endPosition = source.size - tailSize + at;
  let count = tailView.getUint16(at + 10, true);
  let size = tailView.getUint32(at + 12, true);
  let offset = tailView.getUint32(at + 16, true);
  const end64 = findEnd64(source, endPosition);
  if (end64 !== undefined) ({ count, size, offset } = end64);

  const damaged = (): TablereadError => new TablereadError('checkpoint/damaged-directory', { file });
  if (size > largestDirectory || offset + size > endPosition) throw damaged();
  const bytes = source.read(offset, size);
  const view = viewOf(bytes);
  const entries = new Map<string, ZipEntry>();
  let position = 0;
  for (let index = 0; index < count; index++) {
    if (position + 46 > size || view.getUint32(position, true) !== entrySignature) throw damaged();
    const nameLength = view.getUint16(position + 28, true);
    const extraLength = view.getUint16(position + 30, true);
    const commentLength = view.getUint16(position + 32, true);
    const next = position + 46 + nameLength + extraLength + commentLength;
    if (next > size) throw damaged();
    const name = new TextDecoder().decode(bytes.subarray(position + 46, position + 46 + nameLength));
    const extra = bytes.subarray(position + 46 + nameLength, position + 46 + nameLength + extraLength);
    const sizes = sizesOf(view, position, extra);
    if (sizes === undefined || entries.has(name)) throw damaged();
    const method = view.getUint16(position + 10, true);
    const encrypted = (view.getUint16(position + 8, true) & 1) !== 0;
    entries.set(name, {
      name,
      size: sizes.size,
      crc32: view.getUint32(position + 16, true),
      localHeader: sizes.localHeader,
      compressed: method !== 0 || encrypted || sizes.compressedSize !== sizes.size,
    });
    position = next;
  }
  return { entries, bytes };
}

/**
 * The byte at which the data of a stored entry begins. torch pads the local extra field so that data begins at a
 * multiple of 64: the lengths of the local header count, not those of the directory.
 * @throws TablereadError `checkpoint/compressed`, `checkpoint/entry-beyond-file`
 */
export function locateZipEntry(source: ByteSource, entry: ZipEntry): number {
  const file = source.name;
  if (entry.compressed) throw new TablereadError('checkpoint/compressed', { file, entry: entry.name });
  const beyond = (): TablereadError => new TablereadError('checkpoint/entry-beyond-file', { file, entry: entry.name });
  if (entry.localHeader + 30 > source.size) throw beyond();
  const header = viewOf(source.read(entry.localHeader, 30));
  if (header.getUint32(0, true) !== localSignature) throw beyond();
  const start = entry.localHeader + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + entry.size > source.size) throw beyond();
  return start;
}

function findEnd64(
  source: ByteSource,
  endPosition: number,
): { count: number; size: number; offset: number } | undefined {
  if (endPosition < 20) return undefined;
  const locator = viewOf(source.read(endPosition - 20, 20));
  if (locator.getUint32(0, true) !== end64LocatorSignature) return undefined;
  const position = integer64(locator, 8);
  if (position === undefined || position + 56 > source.size) return undefined;
  const end = viewOf(source.read(position, 56));
  if (end.getUint32(0, true) !== end64Signature) return undefined;
  const count = integer64(end, 32);
  const size = integer64(end, 40);
  const offset = integer64(end, 48);
  return count === undefined || size === undefined || offset === undefined ? undefined : { count, size, offset };
}

/** Sizes and place of an entry; those that do not fit 32 bits stand in the ZIP64 extra field, in this order. */
function sizesOf(
  view: DataView,
  position: number,
  extra: Uint8Array,
): { size: number; compressedSize: number; localHeader: number } | undefined {
  const full = 0xffffffff;
  const plain = [
    view.getUint32(position + 24, true),
    view.getUint32(position + 20, true),
    view.getUint32(position + 42, true),
  ];
  if (plain.includes(full)) {
    const field = zip64Field(extra);
    let at = 0;
    for (const [index, value] of plain.entries()) {
      if (value !== full) continue;
      const wide = field !== undefined && at + 8 <= field.byteLength ? integer64(field, at) : undefined;
      if (wide === undefined) return undefined;
      plain[index] = wide;
      at += 8;
    }
  }
  const [size, compressedSize, localHeader] = plain;
  if (size === undefined || compressedSize === undefined || localHeader === undefined) return undefined;
  return { size, compressedSize, localHeader };
}

function zip64Field(extra: Uint8Array): DataView | undefined {
  const view = viewOf(extra);
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = view.getUint16(at + 2, true);
    if (at + 4 + length > extra.length) return undefined;
    if (view.getUint16(at, true) === 1) return new DataView(extra.buffer, extra.byteOffset + at + 4, length);
    at += 4 + length;
  }
  return undefined;
}

function integer64(view: DataView, at: number): number | undefined {
  const value = view.getBigUint64(at, true);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(value);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
