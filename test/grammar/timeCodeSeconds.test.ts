import { describe, expect, it } from 'vitest';
import { timeCodeSeconds } from '../../grammar/timeCodeSeconds.ts';
import { readTimeCode } from '../../grammar/values.ts';

function seconds(code: string, fps?: number): number | undefined {
  const { value } = readTimeCode(code);
  if (value === undefined) throw new Error(`${code} is no time code`);
  return timeCodeSeconds(value, fps);
}

describe('timeCodeSeconds', () => {
  it('needs no rate where there are no frames', () => {
    expect(seconds('12.5')).toBe(12.5);
    expect(seconds('1:02:03.25')).toBe(3723.25);
    expect(seconds('-1:00:00')).toBe(-3600);
    expect(seconds('1:00:00', 29.97)).toBe(3600);
  });

  // Expected seconds: frames counted as SMPTE ST 12-1 does, divided by the exact rate.
  it.each([
    ['0:00:01:12', 24, 1.5],
    ['1:00:00:00', 25, 3600],
    ['0:00:01:00', 23.976, 24 / (24000 / 1001)],
    ['0:00:01:00', 23.98, 24 / (24000 / 1001)],
    ['1:00:00:00', 29.97, 108_000 / (30_000 / 1001)],
    ['1:00:00:00', 30, 3600],
    ['1:00:00;00', 29.97, 107_892 / (30_000 / 1001)],
    ['0:00:59;29', 29.97, 1799 / (30_000 / 1001)],
    ['0:01:00;02', 29.97, 1800 / (30_000 / 1001)],
    ['0:10:00;00', 29.97, 17_982 / (30_000 / 1001)],
    ['0:01:00;04', 59.94, 3600 / (60_000 / 1001)],
    ['0:10:00;00', 59.94, 35_964 / (60_000 / 1001)],
    ['-0:10:00;00', 29.97, -17_982 / (30_000 / 1001)],
  ])('%s at %d is %d s', (code, fps, expected) => {
    expect(seconds(code, fps)).toBeCloseTo(expected, 9);
  });

  it('keeps a frame on the boundary of two samples there', () => {
    // Frame 1000 at 24000/1001 begins 1839337.5 samples of 44.1 kHz after the start.
    expect((seconds('0:00:41:16', 23.976) ?? 0) * 44_100).toBe(1_839_337.5);
  });

  it('keeps drop-frame time code in step with the clock', () => {
    expect(Math.abs((seconds('1:00:00;00', 29.97) ?? 0) - 3600)).toBeLessThan(0.004);
    expect(Math.abs((seconds('23:00:00;00', 29.97) ?? 0) - 23 * 3600)).toBeLessThan(0.09);
  });

  it.each([
    ['0:00:01:12', undefined],
    ['0:00:01:24', 24],
    ['0:00:01:24', 23.976],
    ['0:00:01:12', 0],
    ['0:00:01:12', Number.NaN],
    ['0:01:00;00', 29.97],
    ['0:01:00;03', 59.94],
    ['0:00:01;00', 25],
    ['0:00:01;00', 23.976],
    ['0:00:01;00', 30],
  ])('%s at %s is nothing', (code, fps) => {
    expect(seconds(code, fps)).toBeUndefined();
  });
});
