import { TablereadError } from '../foundation/tablereadError.ts';

/** One level of detail: the lowest and the highest sample of every stretch of `bucketFrames` frames. */
export interface PeakLevel {
  readonly bucketFrames: number;
  /** For each bucket, for each channel: lowest, highest; −127 … 127 for −1 … 1. */
  readonly values: Int8Array;
}

/** What a player draws of a sound. */
export interface Peaks {
  /** Hz */
  readonly sampleRate: number;
  readonly channels: number;
  readonly frames: number;
  /** Finest first; each next is four times as coarse, down to one of at most 2048 buckets. */
  readonly levels: readonly PeakLevel[];
}

/** Frames of a bucket of the finest level. */
export const finestBucket = 256;
/** Buckets that make one of the next level. */
export const levelFactor = 4;
/** The coarsest level has at most so many buckets: more than a screen is wide. */
export const coarsestBuckets = 2048;

const version = 1;
const headerBytes = 24;
const levelBytes = 16;

/**
 * The file of peaks, all numbers little endian. An hour of 48 kHz mono takes 1.8 MB, and its overview lies in the first
 * few thousand bytes.
 *
 * | offset | | |
 * |---|---|---|
 * | 0 | `TRPK` | |
 * | 4 | uint16 | version, 1 |
 * | 6 | uint16 | channels |
 * | 8 | uint32 | sample rate, Hz |
 * | 12 | uint32 | number of levels |
 * | 16 | uint64 | frames of the sound |
 * | 24 + 16 n | uint32, uint32, uint64 | for each level, finest first: frames of a bucket, number of buckets, byte offset of its values |
 * | … | int8 | the values of the levels, coarsest first; within a level as `PeakLevel` says |
 */
export function encodePeaks({ sampleRate, channels, frames, levels }: Peaks): Buffer {
  const head = Buffer.alloc(headerBytes + levels.length * levelBytes);
  head.write('TRPK');
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(channels, 6);
  head.writeUInt32LE(sampleRate, 8);
  head.writeUInt32LE(levels.length, 12);
  head.writeBigUInt64LE(BigInt(frames), 16);
  const parts: Uint8Array[] = [head];
  let offset = head.length;
  for (let index = levels.length - 1; index >= 0; index--) {
    const { bucketFrames, values } = levels[index] as PeakLevel;
    const at = headerBytes + index * levelBytes;
    head.writeUInt32LE(bucketFrames, at);
    head.writeUInt32LE(values.length / (2 * channels), at + 4);
    head.writeBigUInt64LE(BigInt(offset), at + 8);
    parts.push(new Uint8Array(values.buffer, values.byteOffset, values.length));
    offset += values.length;
  }
  return Buffer.concat(parts);
}

/**
 * Reads the bytes of a file of peaks. Nothing is copied or unpacked: the values are views of the bytes. Needs nothing of
 * Node, so that a web page can use it.
 *
 * @throws TablereadError `audio/damaged-peaks` for anything that `encodePeaks` has not written
 */
export function decodePeaks(bytes: Uint8Array): Peaks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < headerBytes || view.getUint32(0, true) !== 0x4b505254 || view.getUint16(4, true) !== version) {
    throw new TablereadError('audio/damaged-peaks');
  }
  const channels = view.getUint16(6, true);
  const count = view.getUint32(12, true);
  if (bytes.length < headerBytes + count * levelBytes) throw new TablereadError('audio/damaged-peaks');
  const levels = Array.from({ length: count }, (_, index): PeakLevel => {
    const at = headerBytes + index * levelBytes;
    const offset = Number(view.getBigUint64(at + 8, true));
    const length = view.getUint32(at + 4, true) * 2 * channels;
    if (offset + length > bytes.length) throw new TablereadError('audio/damaged-peaks');
    return {
      bucketFrames: view.getUint32(at, true),
      values: new Int8Array(bytes.buffer, bytes.byteOffset + offset, length),
    };
  });
  return { sampleRate: view.getUint32(8, true), channels, frames: Number(view.getBigUint64(16, true)), levels };
}
