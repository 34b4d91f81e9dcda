import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPoints } from '../../../../extension/webviews/player/cueIndex.ts';
import { nextSlice } from '../../../../extension/webviews/player/nextSlice.ts';
import { property } from '../../../runs.ts';
import { anyCues } from '../anyCues.ts';

describe('nextSlice', () => {
  it('cover a reel without gap or overlap, and are cut at cuts only while they can be', () => {
    fc.assert(
      fc.property(anyCues, fc.integer({ min: 0, max: 20000 }), (all, from) => {
        const end = Math.max(0, ...all.map(({ start, length }) => start + length));
        const cuts = cutPoints(all);
        let at = from;
        for (let first = true; ; first = false) {
          const slice = nextSlice({ from: at, end, ready: end, cuts, sampleRate: 100, first });
          if (slice === null) break;
          expect(slice.from).toBe(at);
          expect(slice.to).toBeGreaterThan(slice.from);
          expect(slice.to - slice.from).toBeLessThanOrEqual(180 * 100);
          if (slice.to < end && slice.to - slice.from < 180 * 100) expect(cuts).toContain(slice.to);
          at = slice.to;
        }
        expect(at).toBe(Math.max(from, end));
      }),
      property(300, 5000),
    );
  });

  it('never reach beyond what is ready, nor beyond the end', () => {
    const order = { cuts: [100, 200, 300], sampleRate: 10, first: true };
    expect(nextSlice({ ...order, from: 0, end: 400, ready: 0 })).toBeNull();
    expect(nextSlice({ ...order, from: 0, end: 400, ready: 150 })).toEqual({ from: 0, to: 100 });
    expect(nextSlice({ ...order, from: 100, end: 400, ready: 150 })).toEqual({ from: 100, to: 150 });
    expect(nextSlice({ ...order, from: 300, end: 350, ready: 400 })).toEqual({ from: 300, to: 350 });
    expect(nextSlice({ ...order, from: 350, end: 350, ready: 400 })).toBeNull();
  });
});
