import { TablereadError } from '../foundation/tablereadError.ts';
import type { SoundFile } from './soundFile.ts';

export type WavEncoding = 'unsigned' | 'signed' | 'float' | 'a-law' | 'mu-law';

/** What the chunks of a WAV file say. */
export interface WavHeader {
  readonly encoding: WavEncoding;
  /** Bytes of one sample: 1–4, with floats 4 or 8. */
  readonly sampleBytes: number;
  /** Hz */
  readonly sampleRate: number;
  readonly channels: number;
  /** Byte position of the first sample. */
  readonly start: number;
  readonly frames: number;
}

const maximumChannels = 256;
const maximumSampleRate = 1_536_000;
/** More chunks than this before the samples is no recording but noise. */
const maximumChunks = 4096;

/**
 * Finds format and samples of a RIFF, RF64 or BW64 file. Sizes of a writer that never came back to fill them in (0 or
 * 0xFFFFFFFF) and a file cut off within its samples are taken as they are: all that is there counts.
 * Sources: Microsoft "Multimedia Programming Interface and Data Specifications 1.0", "WAVE_FORMAT_EXTENSIBLE";
 * EBU Tech 3306 (RF64), ITU-R BS.2088 (BW64).
 *
 * @throws TablereadError `audio/cut-off`, `audio/damaged-header`, `audio/unsupported-encoding`
 */
export async function readWavHeader(file: SoundFile): Promise<WavHeader> {
  const riff = await file.read(0, 12);
  if (riff.length < 12) throw new TablereadError('audio/cut-off', { file: file.path });
  const riffSize = riff.readUInt32LE(4);
  let format: WavFormat | undefined;
  let longDataSize: number | undefined;
  let position = 12;
  for (let chunk = 0; chunk < maximumChunks; chunk++) {
    const head = await file.read(position, 8);
    if (head.length < 8) throw new TablereadError('audio/cut-off', { file: file.path });
    const id = head.toString('latin1', 0, 4);
    const size = head.readUInt32LE(4);
    const body = position + 8;
    if (id === 'data') {
      if (format === undefined) throw damaged(file, 'fmt', 'data first');
      const there = file.size - body;
      // An honest empty file has a RIFF size that fits; a streaming writer left 0 or 0xFFFFFFFF there as well.
      const unfinished = size === 0xffffffff || (size === 0 && riffSize + 8 !== file.size);
      const stated = size === 0xffffffff && longDataSize !== undefined ? longDataSize : unfinished ? there : size;
      const { sampleBytes, channels } = format;
      return { ...format, start: body, frames: Math.floor(Math.min(stated, there) / (sampleBytes * channels)) };
    }
    if (id === 'ds64') {
      const sizes = await file.read(body, 16);
      if (sizes.length < 16) throw new TablereadError('audio/cut-off', { file: file.path });
      longDataSize = Number(sizes.readBigUInt64LE(8));
    }
    if (id === 'fmt ') format = parseFormat(file, await file.read(body, Math.min(size, 40)), size);
    position = body + size + (size % 2);
  }
  throw damaged(file, 'chunks', maximumChunks);
}

type WavFormat = Omit<WavHeader, 'start' | 'frames'>;

function parseFormat(file: SoundFile, bytes: Buffer, size: number): WavFormat {
  if (size < 16) throw damaged(file, 'fmt', size);
  if (bytes.length < Math.min(size, 40)) throw new TablereadError('audio/cut-off', { file: file.path });
  const tag = bytes.readUInt16LE(0);
  const channels = bytes.readUInt16LE(2);
  const sampleRate = bytes.readUInt32LE(4);
  const frameBytes = bytes.readUInt16LE(12);
  const bits = bytes.readUInt16LE(14);
  if (channels === 0 || channels > maximumChannels) throw damaged(file, 'channels', channels);
  if (sampleRate === 0 || sampleRate > maximumSampleRate) throw damaged(file, 'sampleRate', sampleRate);
  // WAVE_FORMAT_EXTENSIBLE: the first two bytes of its GUID are the tag proper.
  const code = tag === 0xfffe && bytes.length >= 26 ? bytes.readUInt16LE(24) : tag;
  const needed = Math.ceil(bits / 8);
  // Some writers keep 24 bits in four bytes and say so only by the frame's size.
  const stored = frameBytes / channels;
  const sampleBytes = Number.isInteger(stored) && stored >= needed && stored <= 8 ? stored : needed;
  if (code === 1 && bits >= 1 && sampleBytes <= 4) {
    return { encoding: sampleBytes === 1 ? 'unsigned' : 'signed', sampleBytes, sampleRate, channels };
  }
  if (code === 3 && (bits === 32 || bits === 64))
    return { encoding: 'float', sampleBytes: needed, sampleRate, channels };
  if (code === 6 && bits === 8) return { encoding: 'a-law', sampleBytes: 1, sampleRate, channels };
  if (code === 7 && bits === 8) return { encoding: 'mu-law', sampleBytes: 1, sampleRate, channels };
  if (code === 1 || code === 3) throw damaged(file, 'bits', bits);
  throw new TablereadError('audio/unsupported-encoding', {
    file: file.path,
    encoding: encodingNames.get(code) ?? `WAV 0x${code.toString(16).padStart(4, '0')}`,
  });
}

/** Tags that are met in the wild (RFC 2361 lists them all). */
const encodingNames: ReadonlyMap<number, string> = new Map([
  [0x0002, 'Microsoft ADPCM'],
  [0x0011, 'IMA ADPCM'],
  [0x0031, 'GSM 6.10'],
  [0x0050, 'MPEG-1'],
  [0x0055, 'MP3 in WAV'],
  [0x00ff, 'AAC in WAV'],
  [0x0161, 'Windows Media Audio'],
]);

function damaged(file: SoundFile, field: string, value: string | number): TablereadError {
  return new TablereadError('audio/damaged-header', { file: file.path, field, value });
}
