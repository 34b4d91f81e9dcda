import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWavWriter, TruePeakLimiter, TruePeakMeter } from '../../audio/index.ts';
import { property } from '../runs.ts';
import { measureWithFfmpeg } from './ffmpeg.ts';
import { temporaryFolder } from './folder.ts';
import { babble, cut, joined, noise, tone } from './sounds.ts';
import { write } from './write.ts';

const path = temporaryFolder();

function limit(
  channels: readonly Float32Array[],
  sampleRate: number,
  ceiling: number,
  lengths: readonly number[] = [4096],
): Float32Array[] {
  const limiter = new TruePeakLimiter({ sampleRate, channels: channels.length, ceiling });
  const blocks = [...cut(channels, lengths).map((block) => limiter.push(block)), limiter.flush()];
  return channels.map((_, channel) => joined(blocks, channel));
}

/** Sounds that are hard on a limiter, one second each. */
const sounds: Readonly<Record<string, (rate: number) => Float32Array>> = {
  'white noise': (rate) => noise(rate, 1),
  speech: (rate) => babble(rate, rate, 2),
  'a square wave': (rate) => tone(440, rate, rate).map(Math.sign),
  'a quarter of the sample rate between the samples': (rate) =>
    Float32Array.from({ length: rate }, (_, n) => Math.SQRT1_2 * 2 * Math.sin((Math.PI * n) / 2 + Math.PI / 4)),
  'a tone at 0.45 of the sample rate': (rate) => tone(0.45 * rate, rate, rate, 1.5),
  'a sweep': (rate) => Float32Array.from({ length: rate }, (_, n) => 1.3 * Math.sin((Math.PI * 0.48 * n * n) / rate)),
  clicks: (rate) => Float32Array.from({ length: rate }, (_, n) => (n % 997 === 0 ? 2 : n % 997 === 1 ? -2 : 0)),
  'noise bursts': (rate) => noise(rate, 1).map((sample, n) => (n % 3000 < 300 ? sample * 3 : sample * 0.1)),
};

describe('the limiter', () => {
  for (const [name, make] of Object.entries(sounds)) {
    it.each([
      [48000, -1],
      [44100, -3],
      [22050, -1],
    ])(`holds ${name} at %i Hz below %i dBTP, as ffmpeg measures`, async (sampleRate, ceiling) => {
      // Between silences: ffmpeg's resampler continues a sound before its first sample with its mirror image.
      const sound = new Float32Array(sampleRate + 2000);
      sound.set(make(sampleRate), 1000);
      const [limited = new Float32Array(0)] = limit([sound], sampleRate, ceiling);
      expect(limited.length).toBe(sound.length);
      const file = path('limited.wav');
      await write(createWavWriter(file, { sampleRate, channels: 1, bits: 32, tags: {} }), [[limited]]);
      // Their figure is rounded to a thousandth of full scale.
      const { truePeak } = await measureWithFfmpeg(file);
      expect(truePeak).toBeLessThan(20 * Math.log10(10 ** (ceiling / 20) + 0.0005));
      // And it took no more away than it had to.
      const meter = new TruePeakMeter(1);
      meter.push([limited]);
      expect(meter.truePeak()).toBeGreaterThan(ceiling - 0.5);
    });
  }

  it('leaves alone what stays below, to the bit', () => {
    const quiet = [babble(48000, 100_000, 0.3), noise(100_000, 0.2)];
    expect(limit(quiet, 48000, -1)).toEqual(quiet);
  });

  it('leaves alone what is far from a peak, to the bit', () => {
    const sound = noise(96000, 0.3);
    sound[48000] = 2;
    const [limited = sound] = limit([sound], 48000, -1);
    const different = [...sound.keys()].filter((n) => sound[n] !== limited[n]);
    // 5 ms before; the way back, exponential with 80 ms, ends a second and a half later at the latest.
    expect(different[0]).toBeGreaterThan(48000 - 0.0052 * 48000);
    expect(different.at(-1)).toBeLessThan(48000 + 1.6 * 48000);
    expect(limited[48000]).toBeGreaterThan(0.8);
  });

  it('gives all channels the same gain', () => {
    const left = noise(20000, 0.8);
    const right = left.map((sample) => sample / 4);
    const [first = left, second = right] = limit([left, right], 48000, -6);
    first.forEach((sample, n) => expect(second[n]).toBeCloseTo(sample / 4, 6));
  });

  it('gives the same bits however the sound is cut, every frame in its place', () => {
    const sound = [noise(12000, 1.5), babble(48000, 12000, 1.5)];
    const once = limit(sound, 48000, -1, [12000]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 5 }), (lengths) => {
        fc.pre(lengths.some((length) => length > 0));
        const many = limit(sound, 48000, -1, lengths);
        many.forEach((samples, channel) => {
          expect(Buffer.from(samples.buffer).equals(Buffer.from((once[channel] as Float32Array).buffer))).toBe(true);
        });
      }),
      property(50, 1000),
    );
  });

  it('takes sounds shorter than its look-ahead', () => {
    for (const frames of [0, 1, 2, 30, 200]) {
      const [limited] = limit([new Float32Array(frames).fill(1)], 48000, -1);
      expect(limited?.length).toBe(frames);
      expect(limited?.every((sample) => sample < 0.9)).toBe(true);
    }
  });
});
