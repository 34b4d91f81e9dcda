import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { AudioFacts } from './audioFacts.ts';
import type { AudioReader } from './audioReader.ts';
import { decodePieces } from './decodePieces.ts';
import { DecodingReader } from './decodingReader.ts';
import type { SoundFile } from './soundFile.ts';

/** The largest page of an Ogg file (RFC 3533 §6): 27 bytes of header, 255 of lengths, 255 × 255 of content. */
const largestPage = 65_307;

/**
 * Reads Ogg Vorbis.
 *
 * @throws TablereadError `audio/cut-off`, `audio/damaged-header`, `audio/unsupported-encoding` for other streams in Ogg
 */
export async function openOgg(file: SoundFile): Promise<AudioReader> {
  const page = await file.read(0, 27 + 255 + 30);
  if (page.length < 28) throw new TablereadError('audio/cut-off', { file: file.path });
  // The identification header is alone on the first page (Vorbis I §4.2.2).
  const packet = page.subarray(27 + page.readUInt8(26));
  if (packet.toString('latin1', 0, 7) !== '\x01vorbis') {
    throw new TablereadError('audio/unsupported-encoding', { file: file.path, encoding: streamName(packet) });
  }
  if (packet.length < 16) throw new TablereadError('audio/cut-off', { file: file.path });
  const channels = packet.readUInt8(11);
  const sampleRate = packet.readUInt32LE(12);
  if (channels === 0 || sampleRate === 0) {
    const [field, value] = channels === 0 ? ['channels', channels] : ['sampleRate', sampleRate];
    throw new TablereadError('audio/damaged-header', { file: file.path, field, value });
  }
  const frames = await lastGranule(file);
  const facts: AudioFacts = {
    format: 'ogg',
    sampleRate,
    channels,
    frames,
    // Without a whole last page: as at the usual 64 kbit/s a channel.
    seconds: frames === undefined ? (file.size * 8) / (64_000 * channels) : frames / sampleRate,
  };
  return new DecodingReader(
    file,
    facts,
    decodePieces(
      file,
      [0, file.size],
      facts,
      new OggVorbisDecoder(),
      ({ channelData }) => channelData,
      new Uint8Array(0),
    ),
  );
}

function streamName(packet: Buffer): string {
  const start = packet.toString('latin1', 0, 8);
  if (start === 'OpusHead') return 'Opus';
  if (start.startsWith('\x7fFLAC')) return 'FLAC in Ogg';
  if (start.startsWith('Speex')) return 'Speex';
  return 'Ogg without Vorbis';
}

/** The last page tells how many frames have been completed with it: 64 bits, −1 for none. */
async function lastGranule(file: SoundFile): Promise<number | undefined> {
  const end = await file.read(Math.max(0, file.size - largestPage), largestPage);
  const page = end.lastIndexOf('OggS');
  if (page < 0 || page + 14 > end.length) return undefined;
  const granule = end.readBigInt64LE(page + 6);
  return granule < 0n || granule > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(granule);
}
