import { crc16 } from './crc16.ts';
import { mp3FrameHeader, parseMp3Frame, type Mp3SampleRate } from './mp3Frame.ts';

/** Frames of sound that the encoder puts before the first, in the tag's convention. */
const encoderDelay = 576;
/** What a decoder adds to it: the overlap of its filter bank and one. */
export const decoderDelay = 529;

export interface Mp3Stream {
  readonly sampleRate: Mp3SampleRate;
  readonly channels: number;
  /** kbit/s */
  readonly bitrate: number;
  /** Frames of sound that went into the encoder. */
  readonly frames: number;
  /** MP3 frames, this one not counted. */
  readonly mp3Frames: number;
  /** Bytes of those frames. */
  readonly bytes: number;
  /** `crc16` of those bytes. */
  readonly crc: number;
}

/**
 * The first frame of a constant-bitrate MP3: silent by itself, it tells players how many frames follow and how much of
 * the decoded sound to cut off at both ends, so that exactly `frames` are heard.
 * Sources: LAME's "Mp3 Info Tag rev 1 specifications" (http://gabriel.mp3-tech.org/mp3infotag.html) and its Xing
 * header before that.
 */
export function mp3InfoFrame({ sampleRate, channels, bitrate, frames, mp3Frames, bytes, crc }: Mp3Stream): Buffer {
  const header = mp3FrameHeader(sampleRate, channels, bitrate);
  const frame = parseMp3Frame(header, 0);
  if (frame === undefined) throw new RangeError(`MP3 knows no ${bitrate} kbit/s at ${sampleRate} Hz`);
  const info = Buffer.alloc(frame.bytes);
  header.copy(info);
  let at = 4 + frame.sideBytes;
  info.write('Info', at);
  // All four fields that follow are there.
  info.writeUInt32BE(15, at + 4);
  info.writeUInt32BE(mp3Frames, at + 8);
  info.writeUInt32BE(frame.bytes + bytes, at + 12);
  // Where each percent of the time lies, in 1/256 of the bytes: with a constant bitrate a straight line.
  for (let percent = 0; percent < 100; percent++) info[at + 16 + percent] = Math.floor((percent * 256) / 100);
  at += 120;
  info.write('LAME3.100', at);
  // Revision 0, constant bitrate.
  info[at + 9] = 1;
  info[at + 20] = Math.min(bitrate, 255);
  const padding = mp3Frames === 0 ? 0 : mp3Frames * frame.samples - encoderDelay - frames;
  info.writeUIntBE((encoderDelay << 12) | padding, at + 21, 3);
  info.writeUInt32BE(frame.bytes + bytes, at + 28);
  info.writeUInt16BE(crc, at + 32);
  info.writeUInt16BE(crc16(info.subarray(0, at + 34)), at + 34);
  return info;
}
