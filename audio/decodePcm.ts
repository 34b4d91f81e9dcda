import type { WavEncoding } from './wavHeader.ts';

/**
 * Interleaved samples of a file (little endian) to one array per channel, −1 … 1. Integers are divided by 2^(bits − 1), so
 * that writing them again gives the same integers. What is no sample in a float file (NaN, infinity, 1e30) becomes silence:
 * a single one would spread over a whole mix, or make all else inaudible.
 *
 * @param bytes whole frames
 */
export function decodePcm(
  bytes: Buffer,
  { encoding, sampleBytes, channels }: { encoding: WavEncoding; sampleBytes: number; channels: number },
): Float32Array[] {
  const frames = bytes.length / (sampleBytes * channels);
  const stride = sampleBytes * channels;
  const sample = sampleReader(bytes, encoding, sampleBytes);
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let frame = 0, at = channel * sampleBytes; frame < frames; frame++, at += stride) samples[frame] = sample(at);
    return samples;
  });
}

function sampleReader(bytes: Buffer, encoding: WavEncoding, sampleBytes: number): (at: number) => number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (encoding === 'a-law') return (at) => aLaw(view.getUint8(at));
  if (encoding === 'mu-law') return (at) => muLaw(view.getUint8(at));
  if (encoding === 'unsigned') return (at) => view.getUint8(at) / 128 - 1;
  if (encoding === 'float') {
    return sampleBytes === 8 ? (at) => sound(view.getFloat64(at, true)) : (at) => sound(view.getFloat32(at, true));
  }
  if (sampleBytes === 2) return (at) => view.getInt16(at, true) / 0x8000;
  if (sampleBytes === 3) return (at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 0x10000) / 0x800000;
  return (at) => view.getInt32(at, true) / 0x80000000;
}

/** Programs that forget to scale write integers of up to 24 bits as floats; more is damage. */
const loudest = 2 ** 24;

function sound(value: number): number {
  return Math.abs(value) <= loudest ? value : 0;
}

// ITU-T G.711: eight segments, each twice as steep as the one below.

function aLaw(code: number): number {
  const bits = code ^ 0x55;
  const segment = (bits >> 4) & 7;
  const mantissa = ((bits & 15) << 1) + 1;
  const magnitude = segment === 0 ? mantissa : (mantissa + 32) << (segment - 1);
  return (bits & 0x80 ? magnitude : -magnitude) / 4096;
}

function muLaw(code: number): number {
  const bits = ~code & 0xff;
  const biased = (((bits & 15) << 1) + 33) << ((bits >> 4) & 7);
  return (bits & 0x80 ? 33 - biased : biased - 33) / 8192;
}
