import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { kaldiFilterBank } from '../../../models/features/kaldiFilterBank.ts';
import { melSpectrogram } from '../../../models/features/melSpectrogram.ts';
import { powerSpectrumOf } from '../../../models/features/powerSpectrum.ts';
import { referenceSignals } from '../../../models/features/referenceSignals.ts';
import { seamlessFeatures } from '../../../models/features/seamlessFeatures.ts';
import { sincResample } from '../../../models/features/sincResample.ts';
import { soxrResample } from '../../../models/features/soxrResample.ts';
import { speakerFeatures } from '../../../models/features/speakerFeatures.ts';
import { property } from '../../runs.ts';

const tone = (frequency: number, rate: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, n) => 0.5 * Math.sin((2 * Math.PI * frequency * n) / rate));
const level = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

describe('the power spectrum', () => {
  test('is that of the plain Fourier sum, and keeps the energy', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2, 8, 64),
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
        (size, numbers) => {
          const frame = Float64Array.from({ length: size }, () => numbers.next().value as number);
          const power = powerSpectrumOf(size)(frame);
          for (let bin = 0; bin <= size / 2; bin++) {
            let real = 0;
            let imaginary = 0;
            frame.forEach((value, n) => {
              real += value * Math.cos((2 * Math.PI * bin * n) / size);
              imaginary -= value * Math.sin((2 * Math.PI * bin * n) / size);
            });
            expect(power[bin]).toBeCloseTo(real * real + imaginary * imaginary, 9);
          }
        },
      ),
      property(50, 2000),
    );
  });

  test('takes powers of two only', () => expect(() => powerSpectrumOf(400)).toThrow(RangeError));
});

describe('resampling', () => {
  const rates = [8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, 96000];
  const pairs = rates.flatMap((from) => [16000, 22050, 24000].map((to) => [from, to] as const));

  test.each(pairs)('soxr: %i to %i Hz keeps what both can hold and nothing else', (from, to) => {
    const length = Math.round(from * 0.25);
    const nyquist = Math.min(from, to) / 2;
    const kept = soxrResample(tone(0.8 * nyquist, from, length), from, to);
    expect(kept.length).toBe(Math.ceil(length * (to / from)));
    const middle = (samples: Float32Array): Float32Array =>
      samples.subarray(samples.length / 4, (samples.length * 3) / 4);
    const ideal = tone(0.8 * nyquist, to, kept.length);
    // libsoxr lets the second filter fall by 0.01 dB: 0.00115 of the tone's 0.354.
    expect(level(middle(kept).map((sample, n) => sample - (middle(ideal)[n] ?? 0)))).toBeLessThan(4.1e-4);
    if (from <= to) return;
    const removed = soxrResample(tone(1.1 * nyquist, from, length), from, to);
    expect(level(middle(removed))).toBeLessThan(1e-6);
  });

  test.each([
    [22050, 16000],
    [24000, 22050],
    [16000, 48000],
  ])('torchaudio: %i to %i Hz keeps a tone', (from, to) => {
    const made = sincResample(tone(1000, from, from), from, to);
    expect(made.length).toBe(to);
    const ideal = tone(1000, to, to);
    expect(level(made.subarray(100, -100).map((sample, n) => sample - (ideal[n + 100] ?? 0)))).toBeLessThan(2e-3);
  });

  test('equal rates change nothing, silence stays silence, nothing stays nothing', () => {
    const samples = tone(440, 16000, 100);
    expect(soxrResample(samples, 16000, 16000)).toBe(samples);
    expect(sincResample(samples, 16000, 16000)).toBe(samples);
    expect(soxrResample(new Float32Array(500), 44100, 16000).every((sample) => sample === 0)).toBe(true);
    expect(soxrResample(new Float32Array(0), 44100, 16000).length).toBe(0);
    expect(soxrResample(Float32Array.of(1), 44100, 16000).length).toBe(1);
  });

  test('any length comes out as long as it should', () => {
    const rate = fc.constantFrom(...rates, 44056, 37800);
    fc.assert(
      fc.property(rate, rate, fc.nat(2000), (from, to, length) => {
        const made = soxrResample(tone(200, from, length), from, to);
        expect(made.length).toBe(Math.ceil(length * (to / from)));
        expect(made.every(Number.isFinite)).toBe(true);
      }),
      property(30, 2000),
    );
  });

  test('where librosa rounds up past a whole number of samples, so do we', () => {
    // 13671 · (24000 / 44100) = 7440.000000000001
    const made = soxrResample(tone(200, 44100, 13671), 44100, 24000);
    expect([made.length, made.at(-1)]).toEqual([7441, 0]);
  });

  test('a recording is cut at 15 s on every path', () => {
    const { speaker, speaker16k, emotion16k } = referenceSignals({
      sampleRate: 8000,
      channels: [tone(300, 8000, 8000 * 16)],
    });
    expect([speaker.length, speaker16k.length, emotion16k.length]).toEqual([330_750, 240_000, 240_000]);
  });
});

describe('features', () => {
  const speech = tone(440, 16000, 16000);

  test('shapes', () => {
    expect(kaldiFilterBank(speech, 1).length).toBe(98 * 80);
    expect(speakerFeatures(speech).length).toBe(98 * 80);
    expect(seamlessFeatures(speech).length).toBe(49);
    expect(melSpectrogram(tone(440, 22050, 22050)).length).toBe(80 * 86);
  });

  test('a tone is loudest in its band', () => {
    const bank = kaldiFilterBank(speech, 1);
    const row = Array.from(bank.subarray(40 * 80, 41 * 80));
    const mel = (frequency: number): number => 1127 * Math.log(1 + frequency / 700);
    const width = (mel(8000) - mel(20)) / 81;
    expect(Math.abs(row.indexOf(Math.max(...row)) - ((mel(440) - mel(20)) / width - 1))).toBeLessThanOrEqual(1);
  });

  test('an odd number of frames is padded with ones that are masked', () => {
    // 99 frames: 400 + 98 × 160
    const { features, mask, length } = seamlessFeatures(tone(440, 16000, 400 + 98 * 160));
    expect(length).toBe(50);
    expect([...mask]).toEqual([...new Array<number>(49).fill(1), 0]);
    expect(features.subarray(-80).every((value) => value === 1)).toBe(true);
  });

  test('silence and single frames give numbers', () => {
    for (const samples of [new Float32Array(16000), tone(440, 16000, 400)]) {
      expect(seamlessFeatures(samples).features.every(Number.isFinite)).toBe(true);
      expect(speakerFeatures(samples).every(Number.isFinite)).toBe(true);
    }
    // As short as the original takes: reflection needs more samples than it adds.
    expect(melSpectrogram(tone(440, 22050, 385)).every(Number.isFinite)).toBe(true);
    expect(melSpectrogram(new Float32Array(22050)).every((value) => value === Math.fround(Math.log(1e-5)))).toBe(true);
  });

  test.each([
    ['filter bank', () => kaldiFilterBank(new Float32Array(399), 1)],
    ['mel spectrogram', () => melSpectrogram(new Float32Array(384))],
  ])('too little for the %s is an error', (_, make) => {
    expect(make).toThrow(TablereadError);
  });
});
