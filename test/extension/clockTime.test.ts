import { describe, expect, it } from 'vitest';
import { clockTime } from '../../extension/clockTime.ts';

describe('clockTime', () => {
  it('shows seconds, minutes, hours', () => {
    expect(clockTime(2.44, 'en')).toBe('2.4 s');
    expect(clockTime(59.94, 'zh')).toBe('59.9 秒');
    expect(clockTime(59.96, 'en')).toBe('1:00');
    expect(clockTime(3725, 'en')).toBe('1:02:05');
  });
});
