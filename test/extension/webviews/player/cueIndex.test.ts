import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cueIndexAt, cutPoints, nextCue, previousCue } from '../../../../extension/webviews/player/cueIndex.ts';
import { property } from '../../../runs.ts';
import { reelOf } from '../reels.ts';
import { anyCues } from '../anyCues.ts';

describe('cueIndex', () => {
  const reel = reelOf({ cues: 3, length: 2, gap: 1, sampleRate: 100 });

  it('cut no cue in two', () => {
    fc.assert(
      fc.property(anyCues, (all) => {
        for (const cut of cutPoints(all)) {
          expect(all.some(({ start, length }) => start < cut && cut < start + length)).toBe(false);
        }
      }),
      property(300, 5000),
    );
  });

  it('are found by frame', () => {
    expect([-1, 0, 299, 300, 899].map((frame) => cueIndexAt(reel.cues, frame))).toEqual([-1, 0, 0, 1, 2]);
    expect(cueIndexAt([], 5)).toBe(-1);
  });

  it('are stepped through: back to the start of this one first, then to the one before', () => {
    expect(previousCue(reel.cues, 450, 100)?.id).toBe('cue-1');
    expect(previousCue(reel.cues, 350, 100)?.id).toBe('cue-0');
    expect(previousCue(reel.cues, 50, 100)?.id).toBe('cue-0');
    expect(nextCue(reel.cues, 0)?.id).toBe('cue-1');
    expect(nextCue(reel.cues, 700)).toBeUndefined();
  });
});
