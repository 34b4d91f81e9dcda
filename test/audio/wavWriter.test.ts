import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWavWriter, probeAudio, readAudio } from '../../audio/index.ts';
import { WavReader } from '../../audio/wavReader.ts';
import { wavLayout } from '../../audio/wavLayout.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { long, property } from '../runs.ts';
import { decodeWithFfmpeg, describeWithFfmpeg } from './ffmpeg.ts';
import { temporaryFolder } from './folder.ts';
import { cut, noise } from './sounds.ts';
import { write } from './write.ts';

const path = temporaryFolder();
/** Steps of full scale that survive: float32 holds 24 bits. */
const scales = { 16: 0x8000, 24: 0x800000, 32: 0x800000 } as const;

describe('a WAV file', () => {
  it.each([16, 24, 32] as const)('reads back the same at %i bits', async (bits) => {
    const scale = scales[bits];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 4 }),
        fc.boolean(),
        fc.infiniteStream(fc.integer({ min: -scale, max: scale - 1 })),
        async (channels, lengths, announced, numbers) => {
          const blocks = lengths.map((length) =>
            Array.from({ length: channels }, () =>
              Float32Array.from({ length }, () => (numbers.next().value as number) / scale),
            ),
          );
          const frames = lengths.reduce((sum, length) => sum + length, 0);
          const file = path('identity.wav');
          const known = announced ? { frames } : {};
          await write(createWavWriter(file, { sampleRate: 48000, channels, bits, tags: {}, ...known }), blocks);
          expect((await probeAudio(file)).frames).toBe(frames);
          const { channels: read } = await readAudio(file);
          expect(read.length).toBe(channels);
          // Dither moves a sample by at most one step and a half.
          const most = bits === 16 ? 1.5 / scale : 0;
          read.forEach((samples, channel) => {
            const written = blocks.flatMap((block) => [...(block[channel] ?? [])]);
            expect(samples.length).toBe(written.length);
            const worst = written.reduce(
              (sofar, value, n) => Math.max(sofar, Math.abs((samples[n] ?? NaN) - value)),
              0,
            );
            expect(worst).toBeLessThanOrEqual(most);
          });
        },
      ),
      property(60, 2000),
    );
  });

  it('has the plain header of 44 bytes when its length is known', async () => {
    const file = path('plain.wav');
    const frames = 3;
    await write(createWavWriter(file, { sampleRate: 48000, channels: 1, frames, tags: {} }), [[new Float32Array(3)]]);
    const bytes = await readFile(file);
    expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect(bytes.toString('latin1', 12, 16)).toBe('fmt ');
    expect(bytes.readUInt32LE(16)).toBe(16);
    expect(bytes.toString('latin1', 36, 40)).toBe('data');
    expect(bytes.readUInt32LE(40)).toBe(9);
    // An odd number of bytes is padded.
    expect(bytes.length).toBe(44 + 9 + 1);
  });

  it.each([
    [16, 1],
    [24, 2],
    [32, 2],
    [24, 7],
  ] as const)('of %i bits and %i channels is what ffmpeg decodes', async (bits, channels) => {
    const sound = Array.from({ length: channels }, (_, channel) => noise(1001, 0.9, channel + 1));
    const file = path('theirs.wav');
    await write(createWavWriter(file, { sampleRate: 44100, channels, bits, tags: { title: 'A' } }), cut(sound, [77]));
    const theirs = await decodeWithFfmpeg(file, channels);
    expect((await readAudio(file)).channels).toEqual(theirs);
  });

  it('carries texts, label, markers and time reference', async () => {
    const file = path('tags.wav');
    await write(
      createWavWriter(file, {
        sampleRate: 48000,
        channels: 1,
        timeReference: 172_800_000n * 40n,
        markers: [
          { frame: 10, label: 'first' },
          { frame: 500, label: '第二' },
        ],
        tags: {
          title: 'Scène 1 “日”',
          artist: 'Mira',
          comment: 'Machine-made.',
          date: '2025-09-01',
          aigc: { Label: '1' },
        },
      }),
      [[new Float32Array(1001)]],
    );
    const log = await describeWithFfmpeg(file);
    expect(log).toMatch(/title +: Scène 1 “日”/);
    expect(log).toMatch(/artist +: Mira/);
    expect(log).toMatch(/comment +: Machine-made\./);
    expect(log).toMatch(/AIGC +: \{"Label":"1"\}/);
    expect(log).toMatch(/time_reference +: 6912000000/);
    expect(log).toMatch(
      /Chapter #0:0: start 0\.000208[^]*title +: first[^]*Chapter #0:1: start 0\.010417[^]*title +: 第二/,
    );
    // And the samples are found behind it all.
    expect((await readAudio(file)).channels[0]).toEqual(new Float32Array(1001));
  });

  it('of 16 bits is dithered, silence stays silence, and equal sound gives equal bytes', async () => {
    const faint = new Float32Array(48000).fill(0.3 / 0x8000);
    const [first, second] = [path('one.wav'), path('two.wav')];
    const options = { sampleRate: 48000, channels: 1, bits: 16, tags: {} } as const;
    await write(createWavWriter(first, options), [[faint]]);
    await write(createWavWriter(second, options), cut([faint], [1000]));
    expect((await readFile(first)).equals(await readFile(second))).toBe(true);
    const [samples = faint] = (await readAudio(first)).channels;
    // Rounding alone would make it silent; dithered, its mean is kept.
    const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
    expect(mean * 0x8000).toBeCloseTo(0.3, 1);
    await write(createWavWriter(first, options), [[new Float32Array(1000)]]);
    expect((await readAudio(first)).channels[0]).toEqual(new Float32Array(1000));
  });

  it('clips what lies beyond full scale, and NaN is silence', async () => {
    const file = path('clip.wav');
    const wild = Float32Array.of(1, -1, 3, -3, Infinity, -Infinity, NaN);
    await write(createWavWriter(file, { sampleRate: 48000, channels: 1, tags: {} }), [[wild]]);
    const top = 1 - 2 ** -23;
    expect([...((await readAudio(file)).channels[0] ?? [])]).toEqual([top, -1, top, -1, top, -1, 0]);
  });

  it('keeps the earlier file until it is whole, and leaves nothing when given up', async () => {
    const file = path('kept/sound.wav');
    await write(createWavWriter(file, { sampleRate: 48000, channels: 1, tags: {} }), [[new Float32Array(5)]]);
    const before = await readFile(file);
    const writer = await createWavWriter(file, { sampleRate: 48000, channels: 1, tags: {} });
    await writer.write([noise(300_000)]);
    expect((await readFile(file)).equals(before)).toBe(true);
    await writer.abort();
    expect(await readdir(dirname(file))).toEqual(['sound.wav']);
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it('is not completed with another length than was announced', async () => {
    const writer = await createWavWriter(path('short.wav'), { sampleRate: 48000, channels: 1, frames: 10, tags: {} });
    await writer.write([new Float32Array(9)]);
    await expect(writer.close()).rejects.toThrow(RangeError);
    await writer.abort();
  });

  it('says that a file lies where its folder should be', async () => {
    await writeFile(path('file'), 'x');
    const failure = await createWavWriter(path('file/sound.wav'), { sampleRate: 48000, channels: 1, tags: {} }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(TablereadError);
    expect((failure as TablereadError).code).toBe('audio/file-in-the-way');
  });
});

describe('past 4 GB', () => {
  const base = { sampleRate: 48000, channels: 2, bits: 24, reserve: false, tags: { title: 'Long' } } as const;
  const markers = [{ frame: 5, label: 'x' }];
  /** The most frames whose RIFF size still has 32 bits. */
  const most = Math.floor(
    (0xfffffffe - wavLayout({ ...base, frames: 0, markers, timeReference: 0n }).head.length - 200) / 6,
  );

  it('a file is RF64', () => {
    expect(wavLayout({ ...base, frames: most, markers, timeReference: 0n }).head.toString('latin1', 0, 4)).toBe('RIFF');
    const frames = most + 100;
    const { head, tail } = wavLayout({ ...base, frames, markers, timeReference: 0n });
    expect(head.toString('latin1', 0, 4)).toBe('RF64');
    expect(head.readUInt32LE(4)).toBe(0xffffffff);
    expect(head.toString('latin1', 12, 16)).toBe('ds64');
    expect(head.readBigUInt64LE(20)).toBe(BigInt(head.length + frames * 6 + tail.length - 8));
    expect(head.readBigUInt64LE(28)).toBe(BigInt(frames * 6));
    expect(head.readBigUInt64LE(36)).toBe(BigInt(frames));
    expect(head.readUInt32LE(head.length - 4)).toBe(0xffffffff);
  });

  it('a length that was not announced turns the reserved room into the sizes', () => {
    const plain = wavLayout({ ...base, reserve: true, frames: 0, markers, timeReference: undefined });
    const long = wavLayout({ ...base, reserve: true, frames: 2 ** 31, markers, timeReference: undefined });
    expect(plain.head.toString('latin1', 12, 16)).toBe('JUNK');
    expect(long.head.length).toBe(plain.head.length);
  });

  // A minute of work, so only in the long run; the headers above are what it hangs on.
  it.runIf(long)('every frame can be read, also the last', async () => {
    // A file of 6 GB that is nearly all hole: the header of one that long, and the last frame at its place.
    const frames = 2 ** 30;
    const { head } = wavLayout({ ...base, frames, markers: [], timeReference: undefined });
    const last = Buffer.from([0, 0, 0x40, 0, 0, 0xc0]);
    const size = head.length + frames * 6;
    const sparse = {
      path: 'sparse.wav',
      size,
      read: (position: number, length: number) => {
        const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
        for (const [part, at] of [[head, 0] as const, [last, size - 6] as const]) {
          for (let n = 0; n < part.length; n++) {
            const place = at + n - position;
            if (place >= 0 && place < bytes.length) bytes[place] = part[n] ?? 0;
          }
        }
        return Promise.resolve(bytes);
      },
      close: () => Promise.resolve(),
    };
    const reader = await WavReader.open(sparse);
    expect(reader.facts.frames).toBe(frames);
    let read = 0;
    let end: Float32Array[] = [];
    for (let block = await reader.read(2 ** 24); block !== undefined; block = await reader.read(2 ** 24)) {
      read += block[0]?.length ?? 0;
      end = block;
    }
    expect(read).toBe(frames);
    expect(end.map((samples) => samples.at(-1))).toEqual([0.5, -0.5]);
  });
});
