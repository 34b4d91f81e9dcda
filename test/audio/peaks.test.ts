import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePeaks, encodePeaks, PeakCollector, type Peaks } from '../../audio/index.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { property } from '../runs.ts';
import { cut, noise } from './sounds.ts';

function collect(channels: readonly Float32Array[], lengths: readonly number[]): Peaks {
  const collector = new PeakCollector(48000, channels.length);
  for (const block of cut(channels, lengths)) collector.push(block);
  return collector.peaks();
}

describe('peaks', () => {
  it('of every level hold the sound, as close as eight bits can, in whatever blocks it came', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 4 }),
        (frames, channels, lengths) => {
          const sound = Array.from({ length: channels }, (_, channel) => noise(frames, 0.9, channel + 1));
          const peaks = collect(sound, lengths);
          expect(peaks).toEqual(collect(sound, [frames + 1]));
          for (const { bucketFrames, values } of peaks.levels) {
            expect(values.length).toBe(Math.ceil(frames / bucketFrames) * channels * 2);
            for (let at = 0; at < values.length; at += 2) {
              const bucket = Math.floor(at / (2 * channels));
              const samples = (sound[(at / 2) % channels] as Float32Array).subarray(
                bucket * bucketFrames,
                (bucket + 1) * bucketFrames,
              );
              expect(values[at]).toBe(Math.floor(Math.min(...samples) * 127));
              expect(values[at + 1]).toBe(Math.ceil(Math.max(...samples) * 127));
            }
          }
        },
      ),
      property(100, 5000),
    );
  });

  it('of a long sound have coarser levels, each right, and a file that opens without unpacking', () => {
    const frames = 20 * 60 * 8000;
    const sound = noise(frames, 0.3);
    sound[5_000_000] = 0.99;
    sound[5_000_001] = -0.98;
    const peaks = collect([sound], [10_000]);
    const bytes = encodePeaks(peaks);
    const read = decodePeaks(bytes);
    expect(read).toEqual(peaks);
    expect(read.levels.map(({ bucketFrames }) => bucketFrames)).toEqual([256, 1024, 4096, 16384]);
    expect((read.levels.at(-1)?.values.length ?? 0) / 2).toBeLessThanOrEqual(2048);
    for (const { bucketFrames, values } of read.levels) {
      const bucket = Math.floor(5_000_000 / bucketFrames);
      expect(values[2 * bucket]).toBe(Math.floor(-0.98 * 127));
      expect(values[2 * bucket + 1]).toBe(Math.ceil(0.99 * 127));
      // Nowhere else is it so loud.
      expect(values.filter((value) => value > 100)).toHaveLength(1);
      expect(values.buffer).toBe(bytes.buffer);
    }
    // Two bytes for every 256 frames, and a third of that for the coarser levels.
    expect(bytes.length).toBeLessThan((frames / 256) * 2 * 1.34 + 200);
  });

  it('beyond full scale are clipped, and nothing makes nothing', () => {
    const [finest] = collect([Float32Array.of(3, -3)], [2]).levels;
    expect([...(finest?.values ?? [])]).toEqual([-127, 127]);
    const empty = collect([new Float32Array(0)], [1]);
    expect(decodePeaks(encodePeaks(empty))).toEqual(empty);
    expect(empty.frames).toBe(0);
  });

  it('are not read from anything else', () => {
    const good = encodePeaks(collect([noise(3000)], [1000]));
    const broken = [
      Buffer.alloc(0),
      Buffer.from('RIFF'),
      good.subarray(0, 30),
      good.subarray(0, good.length - 1),
      Buffer.alloc(100),
    ];
    for (const bytes of broken) expect(() => decodePeaks(bytes)).toThrow(TablereadError);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255))), (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          decodePeaks(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(TablereadError);
        }
      }),
      property(300, 50_000),
    );
  });
});
