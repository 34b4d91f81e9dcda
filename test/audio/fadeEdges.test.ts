import { describe, expect, it } from 'vitest';
import { fadeEdges } from '../../audio/index.ts';

describe('fading the edges', () => {
  it('begins and ends in silence and leaves the middle alone', () => {
    const sound = new Float32Array(1000).fill(1);
    fadeEdges(sound, 1000, 0.1);
    expect(sound[0]).toBe(0);
    expect(sound[999]).toBe(0);
    expect(sound[50]).toBeCloseTo(0.5, 6);
    expect(sound.subarray(100, 900)).toEqual(new Float32Array(800).fill(1));
    sound.subarray(1, 101).forEach((sample, n) => expect(sample).toBeGreaterThan(sound[n] ?? NaN));
    expect([...sound].reverse()).toEqual([...sound]);
  });

  it('of a sound too short for both meets in its middle', () => {
    const sound = new Float32Array(5).fill(1);
    fadeEdges(sound, 1000, 1);
    expect([...sound].map((sample) => Math.round(sample * 100) / 100)).toEqual([0, 0.5, 1, 0.5, 0]);
    fadeEdges(new Float32Array(0), 1000, 1);
    const one = Float32Array.of(1);
    fadeEdges(one, 1000, 1);
    expect(one[0]).toBe(1);
  });
});
