import { expect, it } from 'vitest';
import { clockTime } from '../../cli/clockTime.ts';

it.each([
  [0, 3, '0:00.000'],
  [59.9996, 3, '1:00.000'],
  [118.42, 3, '1:58.420'],
  [3723.5, 0, '1:02:04'],
  [-0.25, 3, '-0:00.250'],
  [-0.2, 0, '0:00'],
] as const)('%d seconds with %d digits are %s', (seconds, digits, expected) => {
  expect(clockTime(seconds, digits)).toBe(expected);
});
