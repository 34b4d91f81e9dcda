import { describe, expect, it } from 'vitest';
import { decodePeaks } from '../../../../audio/peaks.ts';
import { waveformChannels } from '../../../../extension/webviews/player/waveformChannels.ts';
import { peaksOf, reelOf } from '../reels.ts';

describe('waveformChannels', () => {
  it('is drawn from the level of peaks that the width asks for, stretched over the whole', () => {
    const reel = reelOf({ cues: 100, ready: 50, length: 3, sampleRate: 48000 });
    const peaks = decodePeaks(peaksOf(reel));
    const [upper, lower] = waveformChannels(peaks, reel.frames, 2000);
    const finer = waveformChannels(peaks, reel.frames, 50000)[0];
    expect(upper.length).toBeGreaterThanOrEqual(2000);
    expect(upper.length).toBeLessThan(8000);
    expect(finer.length).toBeGreaterThan(upper.length);
    expect(Math.max(...upper)).toBeGreaterThan(0.5);
    expect(Math.max(...lower)).toBeLessThanOrEqual(1);
    expect(upper.slice(Math.ceil(upper.length * 0.51)).every((value) => value === 0)).toBe(true);
  });

  it('is as high as its place allows, however quiet the takes are, but does not draw silence as speech', () => {
    const drawn = (loudest: number): number => {
      const values = Int8Array.from(
        { length: 200 },
        (_, at) => (at % 2 === 0 ? -loudest : loudest) * (at < 100 ? 0.5 : 1),
      );
      const peaks = { sampleRate: 24000, channels: 1, frames: 25600, levels: [{ bucketFrames: 256, values }] };
      return Math.max(...waveformChannels(peaks, 25600, 50).flatMap((channel) => [...channel]));
    };
    expect(drawn(120)).toBeCloseTo(0.95, 5);
    expect(drawn(12)).toBeCloseTo(0.95, 5);
    expect(drawn(1)).toBeLessThan(0.2);
    expect(drawn(0)).toBe(0);
  });
});
