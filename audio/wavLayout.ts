import type { Marker, Tags } from './audioWriter.ts';

export interface WavLayoutOptions {
  readonly sampleRate: number;
  readonly channels: number;
  /** 32: float */
  readonly bits: 16 | 24 | 32;
  readonly frames: number;
  /** Leave room for the ds64 chunk even where the sizes fit without it: the header is written before they are known. */
  readonly reserve: boolean;
  readonly tags: Tags;
  readonly markers: readonly Marker[];
  /** Frames from midnight to the first sample (BWF); undefined: no bext chunk. */
  readonly timeReference: bigint | undefined;
}

/** What stands before and after the samples of a WAV file. */
export interface WavLayout {
  readonly head: Buffer;
  readonly tail: Buffer;
}

const largestChunk = 0xfffffffe;

/**
 * Builds everything but the samples. Mono and stereo integers get the plain 16-byte format, floats the 18-byte one with its
 * fact chunk, more channels WAVE_FORMAT_EXTENSIBLE. Past 4 GB the file is RF64. Markers, texts and the label of
 * machine-made sound follow the samples; a BWF time reference stands before them, where production tools look for it.
 * Sources: as for `readWavHeader`, and EBU Tech 3285 (BWF).
 */
export function wavLayout(options: WavLayoutOptions): WavLayout {
  const { channels, bits, frames } = options;
  const dataBytes = (frames * channels * bits) / 8;
  const padding = Buffer.alloc(dataBytes % 2);
  const tail = Buffer.concat([padding, ...cueChunks(options.markers), infoChunk(options.tags)]);
  const middle = Buffer.concat([bextChunk(options), formatChunk(options), bits === 32 ? factChunk(frames) : empty]);
  const plainBytes = 4 + middle.length + 8 + dataBytes + tail.length;
  const long = plainBytes > largestChunk;
  const room = long || options.reserve ? 36 : 0;
  const riffBytes = plainBytes + room;
  const head = Buffer.concat([
    Buffer.from(long ? 'RF64' : 'RIFF'),
    uint32(long ? 0xffffffff : riffBytes),
    Buffer.from('WAVE'),
    long ? ds64Chunk(riffBytes, dataBytes, frames) : room > 0 ? chunk('JUNK', Buffer.alloc(28)) : empty,
    middle,
    Buffer.from('data'),
    uint32(long ? 0xffffffff : dataBytes),
  ]);
  return { head, tail };
}

const empty = Buffer.alloc(0);

function formatChunk({ sampleRate, channels, bits }: WavLayoutOptions): Buffer {
  const extensible = channels > 2;
  const code = bits === 32 ? 3 : 1;
  const frameBytes = (channels * bits) / 8;
  const body = Buffer.alloc(extensible ? 40 : bits === 32 ? 18 : 16);
  body.writeUInt16LE(extensible ? 0xfffe : code, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(sampleRate, 4);
  body.writeUInt32LE(sampleRate * frameBytes, 8);
  body.writeUInt16LE(frameBytes, 12);
  body.writeUInt16LE(bits, 14);
  if (extensible) {
    body.writeUInt16LE(22, 16);
    body.writeUInt16LE(bits, 18);
    // Channel mask 0: the channels have no places in a room.
    body.writeUInt32LE(0, 20);
    body.writeUInt16LE(code, 24);
    body.write('000000001000800000aa00389b71', 26, 'hex');
  }
  return chunk('fmt ', body);
}

function factChunk(frames: number): Buffer {
  return chunk('fact', uint32(Math.min(frames, 0xffffffff)));
}

function ds64Chunk(riffBytes: number, dataBytes: number, frames: number): Buffer {
  const body = Buffer.alloc(28);
  body.writeBigUInt64LE(BigInt(riffBytes), 0);
  body.writeBigUInt64LE(BigInt(dataBytes), 8);
  body.writeBigUInt64LE(BigInt(frames), 16);
  return chunk('ds64', body);
}

/** Version 1: no loudness figures, which the file's maker knows better than its writer. */
function bextChunk({ timeReference, tags }: WavLayoutOptions): Buffer {
  if (timeReference === undefined) return empty;
  const body = Buffer.alloc(602);
  const [date = '', time = ''] = (tags.date ?? '').split('T');
  writeText(body, tags.title ?? '', 0, 256);
  writeText(body, tags.software ?? '', 256, 32);
  writeText(body, date, 320, 10);
  writeText(body, time, 330, 8);
  body.writeBigUInt64LE(timeReference, 338);
  body.writeUInt16LE(1, 346);
  return chunk('bext', body);
}

function cueChunks(markers: readonly Marker[]): Buffer[] {
  // Positions have 32 bits: later than 2^32 frames (a day at 48 kHz) there is no way to say where.
  const marks = markers.filter(({ frame }) => frame <= 0xffffffff);
  if (marks.length === 0) return [];
  const points = Buffer.alloc(4 + 24 * marks.length);
  points.writeUInt32LE(marks.length, 0);
  const labels = marks.map(({ frame, label }, index) => {
    const at = 4 + 24 * index;
    points.writeUInt32LE(index + 1, at);
    points.writeUInt32LE(frame, at + 4);
    points.write('data', at + 8);
    points.writeUInt32LE(frame, at + 20);
    return chunk('labl', Buffer.concat([uint32(index + 1), Buffer.from(`${label}\0`)]));
  });
  return [chunk('cue ', points), chunk('LIST', Buffer.concat([Buffer.from('adtl'), ...labels]))];
}

/** The texts are UTF-8; `AIGC` is the key that GB 45438-2025 names. */
function infoChunk({ title, artist, comment, software, date, aigc }: Tags): Buffer {
  const texts = {
    INAM: title,
    IART: artist,
    ICMT: comment,
    ICRD: date,
    ISFT: software,
    AIGC: aigc === undefined ? undefined : JSON.stringify(aigc),
  };
  const chunks = Object.entries(texts).flatMap(([id, text]) =>
    text === undefined ? [] : [chunk(id, Buffer.from(`${text}\0`))],
  );
  return chunks.length === 0 ? empty : chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...chunks]));
}

function chunk(id: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(id), uint32(body.length), body, Buffer.alloc(body.length % 2)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** As much of the text as fits, cut between characters. */
function writeText(body: Buffer, text: string, start: number, length: number): void {
  body.write(text, start, length);
}
