import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resample, Resampler } from '../../audio/index.ts';
import { property } from '../runs.ts';
import { cut, joined, level, noise, tone } from './sounds.ts';

const rates = [8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, 96000];
const pairs = rates.flatMap((from) => rates.filter((to) => to !== from).map((to) => ({ from, to })));

/** The middle of a sound, away from its edges, which are no sine but a step. */
function middle(samples: Float32Array): Float32Array {
  return samples.subarray(samples.length >> 2, -(samples.length >> 2));
}

describe('the resampler', () => {
  it('gives exactly round(frames × to / from) frames', () => {
    const anyRate = fc.oneof(fc.constantFrom(...rates), fc.integer({ min: 1, max: 200_000 }));
    fc.assert(
      fc.property(anyRate, anyRate, fc.integer({ min: 0, max: 3000 }), (from, to, frames) => {
        fc.pre(to / from < 100 && from / to < 100);
        expect(resample(new Float32Array(frames), from, to).length).toBe(Math.round((frames * to) / from));
      }),
      property(200, 3000),
    );
  });

  it.each(pairs)('keeps a tone of $from Hz in its place at $to Hz', ({ from, to }) => {
    // 0.4 of the lower rate: near the edge of the band.
    for (const frequency of [997, 0.4 * Math.min(from, to)]) {
      const wanted = tone(frequency, to, to);
      const made = resample(tone(frequency, from, from), from, to);
      expect(level(middle(made.map((sample, n) => sample - (wanted[n] as number))))).toBeLessThan(-90);
    }
  });

  it.each(pairs.filter(({ from, to }) => from > to))(
    'takes away what $to Hz cannot hold of $from Hz',
    ({ from, to }) => {
      const edge = (1 - 20000 / 44100) * to;
      for (const frequency of [edge, (edge + from / 2) / 2, 0.499 * from]) {
        if (frequency < edge || frequency >= from / 2) continue;
        expect(level(middle(resample(tone(frequency, from, from), from, to)))).toBeLessThan(-103);
      }
    },
  );

  it.each(pairs.filter(({ from, to }) => from < to))('adds no image going from $from to $to Hz', ({ from, to }) => {
    // A tone within the band: all that is not the tone itself is images and rounding to 24 bits.
    const frequency = 0.45 * from;
    const wanted = tone(frequency, to, to);
    const made = resample(tone(frequency, from, from), from, to);
    expect(level(middle(made.map((sample, n) => sample - (wanted[n] as number))))).toBeLessThan(-90);
  });

  it('keeps a constant', () => {
    for (const { from, to } of pairs) {
      const made = resample(new Float32Array(from).fill(1), from, to);
      expect(middle(made).reduce((most, sample) => Math.max(most, Math.abs(sample - 1)), 0)).toBeLessThan(1e-4);
    }
  });

  it('gives the same bits however the sound is cut', () => {
    const sound = [noise(5000, 1, 1), noise(5000, 1, 2)];
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 6 }),
        ({ from, to }, lengths) => {
          fc.pre(lengths.some((length) => length > 0));
          const whole = new Resampler({ from, to, channels: 2 });
          const once = [whole.push(sound), whole.flush()];
          const pieces = new Resampler({ from, to, channels: 2 });
          const many = [...cut(sound, lengths).map((block) => pieces.push(block)), pieces.flush()];
          for (const channel of [0, 1]) {
            // Compared as bytes: `toEqual` on long arrays takes its time.
            expect(Buffer.from(joined(many, channel).buffer).equals(Buffer.from(joined(once, channel).buffer))).toBe(
              true,
            );
          }
        },
      ),
      property(100, 2000),
    );
  });

  it('copies when nothing is to be done', () => {
    const sound = noise(100);
    const copy = resample(sound, 48000, 48000);
    expect(copy).toEqual(sound);
    expect(copy).not.toBe(sound);
  });

  it.each([
    { from: 0, to: 48000 },
    { from: 48000, to: 44100.5 },
    { from: Number.NaN, to: 48000 },
  ])('refuses $from to $to', ({ from, to }) => {
    expect(() => new Resampler({ from, to, channels: 1 })).toThrow(RangeError);
  });
});
