import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretch } from '../../audio/index.ts';
import { property } from '../runs.ts';
import { babble, level, noise, tone } from './sounds.ts';

/** Where the energy between two places lies on average. */
function centre(samples: Float32Array, from: number, to: number): number {
  let energy = 0;
  let moment = 0;
  for (let n = from; n < to; n++) {
    energy += (samples[n] ?? 0) ** 2;
    moment += (samples[n] ?? 0) ** 2 * n;
  }
  return moment / energy;
}

/** How often a sound goes from below to above zero, a second. */
function crossings(samples: Float32Array, rate: number): number {
  let count = 0;
  for (let n = 1; n < samples.length; n++) if ((samples[n - 1] ?? 0) < 0 && (samples[n] ?? 0) >= 0) count++;
  return (count * rate) / samples.length;
}

describe('stretching', () => {
  it('gives exactly the frames asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 20_000 })),
        fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 20_000 })),
        fc.constantFrom(8000, 16000, 22050, 24000, 44100, 48000),
        async (length, frames, rate) => {
          const made = await stretch(noise(length, 0.5), rate, frames);
          expect(made.length).toBe(frames);
          expect(made.every(Number.isFinite)).toBe(true);
        },
      ),
      property(60, 1000),
    );
  });

  it.each([0.25, 0.5, 0.75, 0.9, 1.1, 1.25, 2, 4])(
    'to %d of the length keeps pitch, level and times',
    async (ratio) => {
      const rate = 22050;
      // Bursts of a tone, one a second, each a quarter of a second long.
      const burst = tone(440, rate, 4 * rate, 0.5).map((sample, n) => ((n / rate) % 1 < 0.25 ? sample : 0));
      const made = await stretch(burst, rate, Math.round(burst.length * ratio));
      for (const second of [1, 2]) {
        const wanted = (second + 0.125) * ratio * rate;
        const found = centre(
          made,
          Math.round((second - 0.375) * ratio * rate),
          Math.round((second + 0.625) * ratio * rate),
        );
        expect(Math.abs(found - wanted) / rate).toBeLessThan(0.012 * Math.max(1, ratio));
      }
      const inside = made.subarray(Math.round(1.05 * ratio * rate), Math.round(1.2 * ratio * rate));
      expect(crossings(inside, rate)).toBeGreaterThan(420);
      expect(crossings(inside, rate)).toBeLessThan(460);
      expect(level(inside)).toBeGreaterThan(level(burst.subarray(rate, rate + rate / 4)) - 2);
    },
  );

  it('to the same length changes nothing', async () => {
    const sound = babble(24000, 24000);
    const made = await stretch(sound, 24000, 24000);
    expect(made).toEqual(sound);
    expect(made).not.toBe(sound);
  });

  it('gives equal bits for equal input, whatever was stretched before and at the same time', async () => {
    const sound = babble(22050, 22050);
    // Beyond twice the length the library draws random phases.
    for (const frames of [20_000, 30_000, 60_000]) {
      const first = await stretch(sound, 22050, frames);
      const [, second] = await Promise.all([
        stretch(noise(9000), 48000, 33_333),
        stretch(sound, 22050, frames),
        stretch(noise(100), 8000, 400),
      ]);
      expect(Buffer.from(second.buffer).equals(Buffer.from(first.buffer))).toBe(true);
    }
  });

  it('leaves no trace in the global names', async () => {
    await stretch(noise(1000), 8000, 900);
    expect(Object.keys(globalThis)).not.toContain('registerProcessor');
    expect(globalThis).not.toHaveProperty('AudioWorkletProcessor');
    expect(globalThis).not.toHaveProperty('sampleRate');
    expect(crypto.getRandomValues(new Uint8Array(16)).some((byte) => byte !== 1)).toBe(true);
  });

  it.each([-1, 1.5, NaN])('refuses %d frames', async (frames) => {
    await expect(stretch(noise(100), 8000, frames)).rejects.toThrow(RangeError);
  });
});
