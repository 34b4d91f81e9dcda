import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findOverlaps } from '../../screenplay/overlaps.ts';
import { property } from '../runs.ts';

const entry = fc.record({
  start: fc.integer({ min: 0, max: 20 }),
  length: fc.integer({ min: 1, max: 8 }),
  speaker: fc.integer({ min: -1, max: 2 }),
  afterAll: fc.boolean(),
});

test('finds what comparing every pair finds', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
      const placement = {
        starts: Float64Array.from(entries, ({ start }) => start),
        ends: Float64Array.from(entries, ({ start, length }) => start + length),
        speakers: Int32Array.from(entries, ({ speaker }) => speaker),
        afterAll: Uint8Array.from(entries, ({ afterAll }) => Number(afterAll)),
      };
      const found = findOverlaps(placement, 3);
      const expected = entries.flatMap((own, index) => {
        if (own.afterAll || own.speaker < 0) return [];
        const end = own.start + own.length;
        const ends = entries
          .slice(0, index)
          .filter((other) => other.speaker === own.speaker)
          .filter((other) => other.start < end && other.start + other.length > own.start)
          .map((other) => other.start + other.length);
        return ends.length === 0 ? [] : [{ entry: index, seconds: Math.max(...ends) - own.start }];
      });
      expect(found.map(({ entry, seconds }) => ({ entry, seconds }))).toEqual(expected);
    }),
    property(500, 100_000),
  );
});
