import { describe, expect, it } from 'vitest';
import { levelAt } from '../../../../extension/webviews/player/levelAt.ts';

describe('levelAt', () => {
  it('has the level that a meter shows: a full sine −3 dB, silence −60', () => {
    const sine = Int16Array.from({ length: 48000 }, (_, index) => 32767 * Math.sin(index * 0.1));
    expect(levelAt(sine, 1, 24000, 48000)).toBeCloseTo(-3.01, 1);
    expect(levelAt(new Int16Array(1000), 1, 500, 48000)).toBe(-60);
    const stereo = Int16Array.from({ length: 9600 }, (_, index) => (index % 2 === 0 ? 0 : 16384));
    expect(levelAt(stereo, 2, 2400, 48000)).toBeCloseTo(-6.02, 1);
    expect(levelAt(sine, 1, 10 ** 9, 48000)).toBe(-60);
  });
});
