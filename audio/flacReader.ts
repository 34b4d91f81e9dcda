import { FLACDecoder, type FLACDecodedAudio } from '@wasm-audio-decoders/flac';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { AudioFacts } from './audioFacts.ts';
import type { AudioReader } from './audioReader.ts';
import { decodePieces } from './decodePieces.ts';
import { DecodingReader } from './decodingReader.ts';
import type { SoundFile } from './soundFile.ts';

/**
 * Reads FLAC from `start`, where its marker stands.
 *
 * @throws TablereadError `audio/cut-off`, `audio/damaged-header`
 */
export async function openFlac(file: SoundFile, start: number): Promise<AudioReader> {
  // The marker, the head of the first metadata block, which must be STREAMINFO (RFC 9639 §8.2), and its 34 bytes.
  const header = await file.read(start, 42);
  if (header.length < 42) throw new TablereadError('audio/cut-off', { file: file.path });
  const block = header.readUInt8(4) & 0x7f;
  if (block !== 0)
    throw new TablereadError('audio/damaged-header', { file: file.path, field: 'STREAMINFO', value: block });
  const packed = header.readBigUInt64BE(18);
  const sampleRate = Number(packed >> 44n);
  const channels = Number((packed >> 41n) & 7n) + 1;
  const bits = Number((packed >> 36n) & 31n) + 1;
  const total = Number(packed & 0xfffffffffn);
  if (sampleRate === 0) {
    throw new TablereadError('audio/damaged-header', { file: file.path, field: 'sampleRate', value: sampleRate });
  }
  const facts: AudioFacts = {
    format: 'flac',
    sampleRate,
    channels,
    // 0 means unknown: an encoder that could not come back wrote it. Speech takes about half of its PCM.
    frames: total === 0 ? undefined : total,
    seconds: total === 0 ? (file.size * 8 * 2) / (sampleRate * channels * bits) : total / sampleRate,
  };
  return new DecodingReader(
    file,
    facts,
    decodePieces(file, [start, await soundEnd(file)], facts, new FLACDecoder(), exact, ending),
  );
}

/**
 * The decoder looks further than a last frame of a few samples reaches and would not find it; its checksum stays right
 * over zeros that follow.
 */
const ending = new Uint8Array(64);

/** An ID3v1 tag, 128 bytes at the very end, would keep the decoder from recognising the last frame. */
async function soundEnd(file: SoundFile): Promise<number> {
  const tag = file.size - 128;
  return (await file.read(Math.max(0, tag), 3)).toString('latin1') === 'TAG' ? tag : file.size;
}

/** The decoder divides by 2^(bits − 1) − 1; everything here, and so the integer that is written again, by 2^(bits − 1). */
function exact({ channelData, bitDepth }: FLACDecodedAudio): Float32Array[] {
  const scale = 2 ** (bitDepth - 1);
  return channelData.map((samples) => samples.map((sample) => Math.round(sample * (scale - 1)) / scale));
}
