import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFlacWriter, probeAudio, readAudio } from '../../audio/index.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { property } from '../runs.ts';
import { decodeWithFfmpeg, describeWithFfmpeg } from './ffmpeg.ts';
import { temporaryFolder } from './folder.ts';
import { cut, noise } from './sounds.ts';
import { write } from './write.ts';

const path = temporaryFolder();

describe('a FLAC', () => {
  it('of 24 bits reads back the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 3 }),
        fc.nat(),
        async (channels, lengths, seed) => {
          const frames = lengths.reduce((sum, length) => sum + length, 0);
          // Noise may round to 1, which is one step over full scale.
          const exact = (samples: Float32Array): Float32Array =>
            samples.map((sample) => Math.min(2 ** 23 - 1, Math.floor(sample * 2 ** 23)) / 2 ** 23);
          const sound = Array.from({ length: channels }, (_, channel) => exact(noise(frames, 1, seed + channel)));
          const file = path('identity.flac');
          await write(
            createFlacWriter(file, { sampleRate: 48000, channels, tags: {} }),
            frames === 0 ? [] : cut(sound, lengths),
          );
          expect((await probeAudio(file)).frames ?? 0).toBe(frames);
          const read = await readAudio(file);
          expect(read.channels.length).toBe(channels);
          read.channels.forEach((samples, channel) => {
            expect(samples.length).toBe(frames);
            expect(samples.findIndex((sample, n) => sample !== sound[channel]?.[n])).toBe(-1);
          });
        },
      ),
      property(40, 1000),
    );
  });

  it('whose last frame holds only a few samples loses none', async () => {
    const file = path('last.flac');
    for (const frames of [4097, 4098, 4103, 4111, 4112, 8193]) {
      await write(createFlacWriter(file, { sampleRate: 48000, channels: 1, tags: {} }), [[noise(frames)]]);
      expect((await readAudio(file)).channels[0]?.length).toBe(frames);
    }
  });

  it.each([
    [16, 1, 22050],
    [24, 2, 48000],
    [24, 1, 96000],
  ] as const)('of %i bits and %i channels at %i Hz is what ffmpeg decodes', async (bits, channels, sampleRate) => {
    const file = path('theirs.flac');
    const sound = Array.from({ length: channels }, (_, channel) => noise(20_001, 0.9, channel + 1));
    await write(createFlacWriter(file, { sampleRate, channels, bits, tags: {} }), cut(sound, [999]));
    expect((await readAudio(file)).channels).toEqual(await decodeWithFfmpeg(file, channels));
  });

  it('tells its length and the MD5 of its samples', async () => {
    const file = path('md5.flac');
    const samples = Float32Array.from({ length: 10_000 }, (_, n) => ((n % 2001) - 1000) / 2 ** 23);
    await write(createFlacWriter(file, { sampleRate: 48000, channels: 1, tags: {} }), [[samples]]);
    const pcm = Buffer.alloc(30_000);
    samples.forEach((_, n) => pcm.writeIntLE((n % 2001) - 1000, n * 3, 3));
    const bytes = await readFile(file);
    expect(bytes.toString('hex', 26, 42)).toBe(createHash('md5').update(pcm).digest('hex'));
    expect(Number(bytes.readBigUInt64BE(18) & 0xfffffffffn)).toBe(10_000);
  });

  it('carries texts and label', async () => {
    const file = path('tags.flac');
    const tags = { title: 'Scène “一”', comment: 'Machine-made.', date: '2025-09-01', aigc: { Label: '1' } };
    await write(createFlacWriter(file, { sampleRate: 48000, channels: 1, tags }), [[noise(5000)]]);
    const log = await describeWithFfmpeg(file);
    expect(log).toMatch(/TITLE +: Scène “一”/);
    expect(log).toMatch(/COMMENT +: Machine-made\./);
    expect(log).toMatch(/DATE +: 2025-09-01/);
    expect(log).toMatch(/AIGC +: \{"Label":"1"\}/);
  });

  it('of equal sound has equal bytes, also when two are written at once', async () => {
    const sound = [noise(50_000)];
    const options = { sampleRate: 24000, channels: 1, bits: 16, tags: {} } as const;
    await Promise.all([
      write(createFlacWriter(path('a.flac'), options), cut(sound, [1000])),
      write(createFlacWriter(path('b.flac'), options), cut(sound, [777])),
    ]);
    expect((await readFile(path('a.flac'))).equals(await readFile(path('b.flac')))).toBe(true);
  });

  it.each([
    [{ sampleRate: 700_000, channels: 1 }, 'audio/flac-sample-rate'],
    [{ sampleRate: 48000, channels: 9 }, 'audio/too-many-channels'],
  ])('cannot be %j', async (options, code) => {
    const error: unknown = await createFlacWriter(path('no.flac'), { ...options, tags: {} }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(TablereadError);
    expect((error as TablereadError).code).toBe(code);
  });
});
