import fc from 'fast-check';
import { toCardinal } from 'n2words/en-US';
import { expect, test } from 'vitest';
import { spokenLength } from '../../screenplay/syllables.ts';
import { property } from '../runs.ts';

test('a number has the syllables of its words', () => {
  const number = fc.oneof(
    fc.nat(20_000),
    fc.nat(),
    fc.maxSafeNat().map((value) => value % 10 ** 15),
  );
  fc.assert(
    fc.property(number, (value) => {
      expect(spokenLength(String(value), 'en')).toEqual(spokenLength(toCardinal(value), 'en'));
    }),
    property(500, 20_000),
  );
});
