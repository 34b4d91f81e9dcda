import { describe, expect, it } from 'vitest';
import { clock } from '../../../../extension/webviews/player/clock.ts';

describe('clock', () => {
  it('are said as people read them', () => {
    expect([0, 7.34, 59.96].map((seconds) => clock(seconds))).toEqual(['0:00.0', '0:07.3', '0:59.9']);
    expect([61, 727.9, 3727, 7].map((seconds) => clock(seconds, seconds === 7 ? 4000 : seconds))).toEqual([
      '1:01',
      '12:07',
      '1:02:07',
      '0:00:07',
    ]);
  });
});
