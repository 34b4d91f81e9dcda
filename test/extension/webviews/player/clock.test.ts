import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clock } from '../../../../extension/webviews/player/clock.ts';
import { clockTime } from '../../../../language-server/clockTime.ts';
import { property } from '../../../runs.ts';

describe('clock', () => {
  it('says times as people read them', () => {
    expect([0, 7.34, 7.35, 59.94, 59.96].map((seconds) => clock(seconds))).toEqual([
      '0:00.0',
      '0:07.3',
      '0:07.4',
      '0:59.9',
      '1:00',
    ]);
    expect([61, 727.6, 3727, 7].map((seconds) => clock(seconds, seconds === 7 ? 4000 : seconds))).toEqual([
      '1:01',
      '12:08',
      '1:02:07',
      '0:00:07',
    ]);
  });

  it('says a length as lens and hints say it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 10_000, noNaN: true }), (seconds) => {
        const minute = /^0:0?(\d+\.\d)$/.exec(clock(seconds))?.[1];
        expect(clockTime(seconds, 'en')).toBe(minute === undefined ? clock(seconds) : `${minute} s`);
      }),
      property(500, 20_000),
    );
  });
});
