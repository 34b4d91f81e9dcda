import { createHash } from 'node:crypto';

/**
 * A record of the take store: a JSON header and mono samples, with a checksum over both.
 *
 *   bytes 0–7    `TRSOUND1`
 *   bytes 8–11   length of the header in bytes, little-endian; a multiple of 4, so that the samples can be used in place
 *   header       JSON, padded with spaces
 *   samples      32-bit float, little-endian
 *   last 32      SHA-256 of everything before
 */
export interface SoundRecord<Header> {
  readonly header: Header;
  readonly samples: Float32Array;
  /** SHA-256 of the whole record, hex: what `sha256sum` says of its file. */
  readonly sha256: string;
}

const magic = Buffer.from('TRSOUND1', 'latin1');
const digestBytes = 32;
const startBytes = magic.length + 4;

/** The bytes of a record and their SHA-256. `header` is anything that JSON keeps. */
export function encodeSoundRecord(header: unknown, samples: Float32Array): { record: Buffer; sha256: string } {
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const headerBytes = Math.ceil(json.length / 4) * 4;
  const at = startBytes + headerBytes;
  const end = at + samples.byteLength;
  const record = Buffer.allocUnsafeSlow(end + digestBytes);
  magic.copy(record);
  record.writeUInt32LE(headerBytes, magic.length);
  json.copy(record, startBytes);
  record.fill(' ', startBytes + json.length, at);
  Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).copy(record, at);
  const hash = createHash('sha256').update(record.subarray(0, end));
  hash.copy().digest().copy(record, end);
  return { record, sha256: hash.update(record.subarray(end)).digest('hex') };
}

/** Reads a record; undefined where it is not whole. The header is what was written: the checksum says so. */
export function decodeSoundRecord<Header>(record: Buffer): SoundRecord<Header> | undefined {
  const end = record.length - digestBytes;
  if (end < startBytes || !record.subarray(0, magic.length).equals(magic)) return undefined;
  const hash = createHash('sha256').update(record.subarray(0, end));
  const checksum = record.subarray(end);
  if (!hash.copy().digest().equals(checksum)) return undefined;
  return {
    header: JSON.parse(record.subarray(startBytes, samplesAt(record)).toString('utf8')) as Header,
    samples: samplesOf(record),
    sha256: hash.update(checksum).digest('hex'),
  };
}

/** The samples of a record that is known to be whole. */
export function samplesOf(record: Buffer): Float32Array {
  return floats(record.subarray(samplesAt(record), record.length - digestBytes));
}

function samplesAt(record: Buffer): number {
  return startBytes + record.readUInt32LE(magic.length);
}

/** In place where they lie at a multiple of their size, as they do in a buffer of their own. */
function floats(bytes: Buffer): Float32Array {
  if (bytes.byteOffset % 4 === 0) {
    return new Float32Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length / 4);
  }
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
