import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTimeCode } from '../../grammar/index.ts';
import { clockTime, timelineCode, timelineTime } from '../../language-server/clockTime.ts';
import { property } from '../runs.ts';

describe('lengths for people', () => {
  test.each([
    [0, '0.0 s'],
    [3.24, '3.2 s'],
    [59.94, '59.9 s'],
    // Never “60.0 s”.
    [59.95, '1:00'],
    [60, '1:00'],
    [118.4, '1:58'],
    [119.6, '2:00'],
    [3599.7, '1:00:00'],
    [3723, '1:02:03'],
    [-0.3, '-0.3 s'],
    [-61, '-1:01'],
  ])('%d s is %s', (seconds, shown) => {
    expect(clockTime(seconds, 'en')).toBe(shown);
  });
  test('are Chinese in Chinese', () => {
    expect(clockTime(59.94, 'zh')).toBe('59.9 秒');
  });
});

describe('places on the timeline', () => {
  test.each([
    [0, '0:00.0'],
    [3.24, '0:03.2'],
    [59.96, '1:00.0'],
    [3599.99, '1:00:00.0'],
    [3723.04, '1:02:03.0'],
    [-0.02, '0:00.0'],
    [-2.5, '-0:02.5'],
  ])('%d s is %s', (seconds, shown) => {
    expect(timelineTime(seconds)).toBe(shown);
  });
});

describe('time codes for scripts', () => {
  test.each([
    [3.25, '0:03.250'],
    [59.9996, '1:00.000'],
    [3723, '1:02:03.000'],
    [-1, '0:00.000'],
  ])('%d s is %s', (seconds, written) => {
    expect(timelineCode(seconds)).toBe(written);
  });
  test('are read as what they were written from, to the millisecond', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 360_000, noNaN: true }), (seconds) => {
        expect(readTimeCode(timelineCode(seconds)).value?.seconds).toBeCloseTo(Math.round(seconds * 1000) / 1000, 6);
      }),
      property(300, 20_000),
    );
  });
});
