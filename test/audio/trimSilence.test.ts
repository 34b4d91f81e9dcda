import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trimSilence } from '../../audio/index.ts';
import { property } from '../runs.ts';
import { noise } from './sounds.ts';

/** Silence, a sound, silence, at 1000 Hz: a step is 10 samples. */
function between(before: number, sound: Float32Array, after: number): Float32Array {
  const whole = new Float32Array(before + sound.length + after);
  whole.set(sound, before);
  return whole;
}

describe('trimming', () => {
  it('finds the steps with sound', () => {
    expect(trimSilence(between(100, noise(50), 200), 1000)).toEqual({ start: 100, end: 150 });
    expect(trimSilence(between(104, noise(50), 3), 1000)).toEqual({ start: 100, end: 157 });
    expect(trimSilence(noise(77), 1000)).toEqual({ start: 0, end: 77 });
  });

  it('keeps what is up to 60 dB below the loudest, and no more', () => {
    const faint = (decibels: number): { start: number; end: number } => {
      const sound = between(100, new Float32Array(50).fill(1), 100);
      sound.fill(10 ** (decibels / 20), 0, 100);
      return trimSilence(sound, 1000);
    };
    expect(faint(-59)).toEqual({ start: 0, end: 150 });
    expect(faint(-61)).toEqual({ start: 100, end: 150 });
  });

  it('finds nothing in silence and in nothing', () => {
    expect(trimSilence(new Float32Array(500), 1000)).toEqual({ start: 0, end: 0 });
    expect(trimSilence(new Float32Array(0), 1000)).toEqual({ start: 0, end: 0 });
  });

  it('never cuts into the sound', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 300 }), fc.nat(300), (before, length, after) => {
        const { start, end } = trimSilence(between(before, new Float32Array(length).fill(0.1), after), 1000);
        expect(start).toBeLessThanOrEqual(before);
        expect(end).toBeGreaterThanOrEqual(before + length);
        expect(start).toBeGreaterThan(before - 10);
        expect(end).toBeLessThan(before + length + 10);
      }),
      property(300, 20_000),
    );
  });
});
