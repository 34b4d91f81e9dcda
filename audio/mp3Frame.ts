/** The header of an MPEG audio layer III frame (ISO/IEC 11172-3 §2.4.1.3, 13818-3 for the lower sample rates). */
export interface Mp3Frame {
  /** Hz */
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  /** kbit/s */
  readonly bitrate: number;
  /** Frames of sound in it: 1152 for MPEG-1, 576 for the lower sample rates. */
  readonly samples: 576 | 1152;
  /** Bytes of the whole frame. */
  readonly bytes: number;
  /** Bytes of its side information, which follows the header and a checksum of two bytes if there is one. */
  readonly sideBytes: number;
  readonly checksum: boolean;
}

/** kbit/s by index, 1–14. */
const bitrates = {
  1: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
/** Hz by version bits and index; version bits 1 are reserved. */
const sampleRates = {
  0: [11025, 12000, 8000],
  2: [22050, 24000, 16000],
  3: [44100, 48000, 32000],
} as const;

/** A sample rate that MP3 knows, Hz. */
export type Mp3SampleRate = (typeof sampleRates)[0 | 2 | 3][number];

export const mp3SampleRates: readonly Mp3SampleRate[] = Object.values(sampleRates)
  .flat()
  .sort((a, b) => a - b);

/** Reads the four bytes at `at`; undefined when they are no header of layer III with a fixed frame size. */
export function parseMp3Frame(bytes: Uint8Array, at: number): Mp3Frame | undefined {
  const second = bytes[at + 1] ?? 0;
  const third = bytes[at + 2] ?? 0;
  const fourth = bytes[at + 3];
  // Eleven ones, then layer III.
  if (fourth === undefined || bytes[at] !== 0xff || (second & 0xe6) !== 0xe2) return undefined;
  const version = (second >> 3) & 3;
  if (version === 1) return undefined;
  const sampleRate = sampleRates[version as 0 | 2 | 3][(third >> 2) & 3];
  const bitrate = bitrates[version === 3 ? 1 : 2][(third >> 4) - 1];
  if (sampleRate === undefined || bitrate === undefined) return undefined;
  const samples = version === 3 ? 1152 : 576;
  const channels = fourth >> 6 === 3 ? 1 : 2;
  return {
    sampleRate,
    channels,
    bitrate,
    samples,
    bytes: Math.floor((samples * 125 * bitrate) / sampleRate) + ((third >> 1) & 1),
    sideBytes: version === 3 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17,
    checksum: (second & 1) === 0,
  };
}

/**
 * The header of a frame without padding and checksum; stereo as joint stereo.
 *
 * @param bitrate kbit/s, one that the version of this sample rate knows
 */
export function mp3FrameHeader(sampleRate: Mp3SampleRate, channels: number, bitrate: number): Buffer {
  const version = sampleRate >= 32000 ? 3 : sampleRate >= 16000 ? 2 : 0;
  const bitrateIndex = bitrates[version === 3 ? 1 : 2].indexOf(bitrate) + 1;
  const rates: readonly number[] = sampleRates[version];
  return Buffer.from([
    0xff,
    0xe3 | (version << 3),
    (bitrateIndex << 4) | (rates.indexOf(sampleRate) << 2),
    ((channels === 1 ? 3 : 1) << 6) | 0x04,
  ]);
}
