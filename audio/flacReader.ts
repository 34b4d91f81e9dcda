import { FLACDecoder, type FLACDecodedAudio } from '@wasm-audio-decoders/flac';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { AudioFacts } from './audioFacts.ts';
import type { AudioReader } from './audioReader.ts';
import { DecodingReader } from './decodingReader.ts';
import type { SoundFile } from './soundFile.ts';

/** Bytes that are decoded at a time. */
const pieceBytes = 1 << 16;

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
  return new DecodingReader(file, facts, decode(file, start, facts));
}

async function* decode(
  file: SoundFile,
  start: number,
  { sampleRate, channels }: AudioFacts,
): AsyncGenerator<Float32Array[]> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  let frames = 0;
  try {
    for (let at = start; at < file.size; at += pieceBytes) {
      const bytes = await file.read(at, pieceBytes);
      const decoded = await decoder.decode(bytes);
      const fits = decoded.samplesDecoded === 0 || decoded.channelData.length === channels;
      if (decoded.errors.length > 0 || !fits) {
        throw new TablereadError('audio/damaged', { file: file.path, seconds: (frames / sampleRate).toFixed(2) });
      }
      frames += decoded.samplesDecoded;
      yield exact(decoded);
    }
    // An incomplete last frame is the end of a file that was cut off; what came before it counts.
    const rest = await decoder.flush();
    if (rest.errors.length === 0 && rest.channelData.length === channels) yield exact(rest);
  } finally {
    decoder.free();
  }
}

/** The decoder divides by 2^(bits − 1) − 1; everything here, and so the integer that is written again, by 2^(bits − 1). */
function exact({ channelData, samplesDecoded, bitDepth }: FLACDecodedAudio): Float32Array[] {
  if (samplesDecoded === 0) return [];
  const scale = 2 ** (bitDepth - 1);
  return channelData.map((samples) => samples.map((sample) => Math.round(sample * (scale - 1)) / scale));
}
