import { expect, test } from 'vitest';
import { byteSize } from '../../foundation/byteSize.ts';

test.each([
  [0, '0 kB'],
  [1, '1 kB'],
  [640_000, '640 kB'],
  [999_400, '1000 kB'],
  [999_600, '1.0 MB'],
  [3_140_000, '3.1 MB'],
  [9_960_000, '10 MB'],
  [144e9, '144 GB'],
  [2.7e16, '27 PB'],
  [1e22, '10000 EB'],
])('%d bytes are %s', (bytes, text) => {
  expect(byteSize(bytes)).toBe(text);
});
