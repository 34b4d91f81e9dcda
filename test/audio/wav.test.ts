import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWavWriter, readAudio, probeAudio, type WavWriterOptions } from '../../audio/index.ts';
import { property } from '../runs.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tableread-wav-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(
  blocks: readonly (readonly Float32Array[])[],
  options: Omit<WavWriterOptions, 'sampleRate' | 'channels' | 'tags'> & Partial<WavWriterOptions>,
): Promise<string> {
  const path = join(folder, 'sound.wav');
  const channels = blocks[0]?.length ?? 1;
  const writer = await createWavWriter(path, { sampleRate: 48000, channels, tags: {}, ...options });
  for (const block of blocks) await writer.write(block);
  await writer.close();
  return path;
}

describe('a WAV file that was written', () => {
  const scales = { 16: 0x8000, 24: 0x800000, 32: 0x800000 } as const;

  for (const bits of [16, 24, 32] as const) {
    it(`reads back the same at ${bits} bits`, async () => {
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
            const path = await write(blocks, { bits, channels, ...(announced ? { frames } : {}) });
            const { channels: read } = await readAudio(path);
            expect((await probeAudio(path)).frames).toBe(frames);
            expect(read.length).toBe(channels);
            // Dither moves a sample by at most one and a half steps, and less than two after rounding.
            const most = bits === 16 ? 2 / scale : 0;
            read.forEach((samples, channel) => {
              const written = blocks.flatMap((block) => [...(block[channel] ?? [])]);
              expect(samples.length).toBe(written.length);
              written.forEach((value, at) => expect(Math.abs((samples[at] ?? NaN) - value)).toBeLessThanOrEqual(most));
            });
          },
        ),
        property(60, 2000),
      );
    });
  }

  it('has the plain header of 44 bytes when its length is known', async () => {
    const bytes = await readFile(await write([[new Float32Array(3)]], { frames: 3, bits: 24 }));
    expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect(bytes.toString('latin1', 12, 16)).toBe('fmt ');
    expect(bytes.readUInt32LE(16)).toBe(16);
    expect(bytes.toString('latin1', 36, 40)).toBe('data');
    expect(bytes.readUInt32LE(40)).toBe(9);
    // An odd number of bytes is padded.
    expect(bytes.length).toBe(44 + 9 + 1);
  });
});
