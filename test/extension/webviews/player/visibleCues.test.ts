import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VisibleCues } from '../../../../extension/webviews/player/visibleCues.ts';
import { property } from '../../../runs.ts';
import { anyCues } from '../anyCues.ts';

describe('VisibleCues', () => {
  it('are found by stretch, as a look at each would find them', () => {
    fc.assert(
      fc.property(anyCues, fc.nat(60000), fc.nat(9000), (all, from, length) => {
        const [first, end] = new VisibleCues(all).between(from, from + length);
        const seen = all.filter((cue) => cue.start < from + length && cue.start + cue.length > from);
        expect(all.slice(first, end)).toEqual(expect.arrayContaining(seen));
      }),
      property(300, 5000),
    );
  });
});
