import { createHash } from 'node:crypto';

/**
 * A record of the take store: a JSON header and mono samples, with a checksum over both.
 *
 *   bytes 0–7    `TRSOUND1`
 *   bytes 8–11   length of the header in bytes, little-endian; a multiple of 4, so that the samples can be used in place
 *   header       JSON, padded with spaces
 *   samples      little-endian, 16-bit where that loses nothing (espeak-ng's are), else 32-bit float
 *   last 32      SHA-256 of everything before
 */
export interface SoundRecord<Header> {
  readonly header: Header;
  readonly samples: Float32Array;
  /** SHA-256 of the record, hex. */
  readonly sha256: string;
}

const magic = Buffer.from('TRSOUND1', 'latin1');
const digestBytes = 32;
const startBytes = magic.length + 4;

interface Layout {
  readonly encoding: 'i16' | 'f32';
  readonly frames: number;
  readonly content: unknown;
}

/** The bytes of a record. `header` is anything that JSON keeps. */
export function encodeSoundRecord(header: unknown, samples: Float32Array): Buffer {
  const encoding = fitsSixteenBits(samples) ? 'i16' : 'f32';
  const layout: Layout = { encoding, frames: samples.length, content: header };
  const json = Buffer.from(JSON.stringify(layout), 'utf8');
  const headerBytes = Math.ceil(json.length / 4) * 4;
  const sampleBytes = samples.length * (encoding === 'i16' ? 2 : 4);
  const record = Buffer.alloc(startBytes + headerBytes + sampleBytes + digestBytes, ' ');
  magic.copy(record);
  record.writeUInt32LE(headerBytes, magic.length);
  json.copy(record, startBytes);
  const at = startBytes + headerBytes;
  if (encoding === 'f32') {
    Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).copy(record, at);
  } else {
    for (let n = 0; n < samples.length; n++) record.writeInt16LE((samples[n] as number) * 32768, at + 2 * n);
  }
  const end = record.length - digestBytes;
  createHash('sha256').update(record.subarray(0, end)).digest().copy(record, end);
  return record;
}

/** Reads a record; undefined where it is not whole. The header is what was written: the checksum says so. */
export function decodeSoundRecord<Header>(record: Buffer): SoundRecord<Header> | undefined {
  const end = record.length - digestBytes;
  if (end < startBytes || !record.subarray(0, magic.length).equals(magic)) return undefined;
  const digest = createHash('sha256').update(record.subarray(0, end)).digest();
  if (!digest.equals(record.subarray(end))) return undefined;
  const at = startBytes + record.readUInt32LE(magic.length);
  const layout = JSON.parse(record.subarray(startBytes, at).toString('utf8')) as Layout & { content: Header };
  return {
    header: layout.content,
    samples: layout.encoding === 'i16' ? fromSixteenBits(record, at, layout.frames) : floats(record, at, layout.frames),
    sha256: digest.toString('hex'),
  };
}

function fitsSixteenBits(samples: Float32Array): boolean {
  for (let n = 0; n < samples.length; n++) {
    const scaled = (samples[n] as number) * 32768;
    if (!(Number.isInteger(scaled) && scaled >= -32768 && scaled <= 32767)) return false;
    // −0 is an integer, yet 16 bits make it 0.
    if (Object.is(scaled, -0)) return false;
  }
  return true;
}

function fromSixteenBits(record: Buffer, at: number, frames: number): Float32Array {
  const integers = new Int16Array(aligned(record, at, 2 * frames, 2));
  const samples = new Float32Array(frames);
  for (let n = 0; n < frames; n++) samples[n] = (integers[n] as number) / 32768;
  return samples;
}

function floats(record: Buffer, at: number, frames: number): Float32Array {
  const start = record.byteOffset + at;
  if (start % 4 === 0) return new Float32Array(record.buffer as ArrayBuffer, start, frames);
  return new Float32Array(aligned(record, at, 4 * frames, 4));
}

/** A copy of some bytes in a buffer of their own. */
function aligned(record: Buffer, at: number, bytes: number, unit: number): ArrayBuffer {
  const copy = new Uint8Array(bytes - (bytes % unit));
  copy.set(record.subarray(at, at + copy.length));
  return copy.buffer;
}
