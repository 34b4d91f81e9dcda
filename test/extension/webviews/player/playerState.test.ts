import { describe, expect, it } from 'vitest';
import { keptReel, nextSpeed, restoredState } from '../../../../extension/webviews/player/playerState.ts';
import { reelOf } from '../reels.ts';

describe('restoredState', () => {
  it('is taken as it was, or as it is at first', () => {
    expect(restoredState(undefined)).toMatchObject({ reel: null, speed: 1, volume: 1, loop: 'off', follow: true });
    expect(restoredState({ speed: 3, volume: -1, frame: 7 })).toMatchObject({ speed: 1, volume: 1, frame: 7 });
    expect(keptReel(reelOf({ cues: 2 })).cues.every(({ words }) => words.length === 0)).toBe(true);
    expect([nextSpeed(1, 1), nextSpeed(2, 1), nextSpeed(0.5, -1)]).toEqual([1.1, 2, 0.5]);
  });
});
