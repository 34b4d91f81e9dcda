import { MPEGDecoder } from 'mpg123-decoder';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { AudioFacts } from './audioFacts.ts';
import type { AudioReader } from './audioReader.ts';
import { DecodingReader } from './decodingReader.ts';
import { parseMp3Frame, type Mp3Frame } from './mp3Frame.ts';
import { decoderDelay } from './mp3InfoFrame.ts';
import type { SoundFile } from './soundFile.ts';

/** Bytes that are searched or decoded at a time. */
const pieceBytes = 1 << 16;
/** A frame is believed when as many more follow it, each where the one before ends. */
const confirmations = 2;

/** How much of what is decoded is sound. */
interface Extent {
  /** Where the first frame with sound lies. */
  readonly start: number;
  /** Decoded frames to leave out at the beginning. */
  readonly skip: number;
  /** Frames of sound after that; undefined: all that come. */
  readonly frames: number | undefined;
}

/**
 * Reads MP3 from `start` (after an ID3 tag); undefined when no MP3 begins within 64 KB from there. The delay and padding
 * that an encoder noted in its Info frame are left out, so the length is that of the sound that was encoded.
 */
export async function openMp3(file: SoundFile, start: number): Promise<AudioReader | undefined> {
  const bytes = await file.read(start, 2 * pieceBytes);
  const at = findFrame(bytes, start + bytes.length >= file.size);
  const first = at === undefined ? undefined : parseMp3Frame(bytes, at);
  if (at === undefined || first === undefined) return undefined;
  const extent = readInfo(bytes.subarray(at, at + first.bytes), first, start + at);
  const { sampleRate, channels } = first;
  const facts: AudioFacts = {
    format: 'mp3',
    sampleRate,
    channels,
    frames: extent.frames,
    // Without a count: as if all frames were of the first one's bitrate.
    seconds:
      extent.frames === undefined
        ? ((file.size - extent.start) * 8) / (first.bitrate * 1000)
        : extent.frames / sampleRate,
  };
  return new DecodingReader(file, facts, decode(file, extent, first));
}

function findFrame(bytes: Buffer, whole: boolean): number | undefined {
  for (let at = bytes.indexOf(0xff); at >= 0 && at < pieceBytes; at = bytes.indexOf(0xff, at + 1)) {
    if (isFrame(bytes, at, whole)) return at;
  }
  return undefined;
}

function isFrame(bytes: Buffer, at: number, whole: boolean): boolean {
  let next = at;
  const first = parseMp3Frame(bytes, at);
  if (first === undefined) return false;
  for (let count = 0; count <= confirmations; count++) {
    // A short file may end before it has confirmed itself.
    if (next === bytes.length) return whole && count > 0;
    const frame = parseMp3Frame(bytes, next);
    if (frame === undefined || !isSameStream(frame, first)) return false;
    next += frame.bytes;
  }
  return true;
}

function isSameStream(frame: Mp3Frame, first: Mp3Frame): boolean {
  return frame.sampleRate === first.sampleRate && frame.channels === first.channels;
}

/** Sources as for `mp3InfoFrame`. `Xing` is the same with a variable bitrate. */
function readInfo(bytes: Buffer, frame: Mp3Frame, position: number): Extent {
  const tag = 4 + (frame.checksum ? 2 : 0) + frame.sideBytes;
  const name = bytes.toString('latin1', tag, tag + 4);
  if ((name !== 'Info' && name !== 'Xing') || bytes.length < tag + 12)
    return { start: position, skip: 0, frames: undefined };
  const start = position + frame.bytes;
  const flags = bytes.readUInt32BE(tag + 4);
  if ((flags & 1) === 0) return { start, skip: 0, frames: undefined };
  const decoded = bytes.readUInt32BE(tag + 8) * frame.samples;
  // After the count: bytes, table and quality, each when its flag is set; then LAME's part, 21 bytes of it first.
  const lame = tag + 12 + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  if (bytes.length < lame + 24 || bytes[lame] === 0) return { start, skip: 0, frames: decoded };
  const noted = bytes.readUIntBE(lame + 21, 3);
  const delay = noted >> 12;
  const frames = decoded - delay - (noted & 0xfff);
  return frames < 0 ? { start, skip: 0, frames: decoded } : { start, skip: delay + decoderDelay, frames };
}

async function* decode(file: SoundFile, extent: Extent, first: Mp3Frame): AsyncGenerator<Float32Array[]> {
  const decoder = new MPEGDecoder({ enableGapless: false });
  await decoder.ready;
  try {
    let skip = extent.skip;
    let left = extent.frames ?? Infinity;
    let decodedFrames = 0;
    for await (const bytes of mp3Frames(file, extent.start, first)) {
      const { channelData, samplesDecoded } = decoder.decode(bytes);
      if (samplesDecoded === 0) continue;
      decodedFrames += samplesDecoded;
      const from = Math.min(skip, samplesDecoded);
      skip -= from;
      const to = Math.min(samplesDecoded, from + left);
      left -= to - from;
      // The decoder makes two channels of one.
      if (to > from) yield channelData.slice(0, first.channels).map((samples) => samples.subarray(from, to));
      if (left === 0) return;
    }
    if (decodedFrames === 0 && left > 0) throw new TablereadError('audio/damaged', { file: file.path, seconds: 0 });
  } finally {
    decoder.free();
  }
}

/** Runs of whole frames of the stream, as many as lie in one piece of the file; what lies between frames is left out. */
async function* mp3Frames(file: SoundFile, start: number, first: Mp3Frame): AsyncGenerator<Buffer> {
  let position = start;
  while (position < file.size) {
    const bytes = await file.read(position, pieceBytes);
    if (bytes.length === 0) return;
    let run = 0;
    let at = 0;
    while (at < bytes.length) {
      const frame = parseMp3Frame(bytes, at);
      if (frame !== undefined && isSameStream(frame, first)) {
        if (at + frame.bytes > bytes.length) break;
        at += frame.bytes;
        continue;
      }
      if (at > run) yield bytes.subarray(run, at);
      const next = bytes.indexOf(0xff, at + 1);
      at = next < 0 ? bytes.length : next;
      run = at;
    }
    if (at > run) yield bytes.subarray(run, at);
    // The last frame goes on in the next piece, or the file ends within it.
    if (at === 0) return;
    position += at;
  }
}
