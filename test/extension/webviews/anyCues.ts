import fc from 'fast-check';
import type { ReelCue } from '../../../production/productionService.ts';

/** Cues with gaps, some of them over each other. */
export const anyCues = fc
  .array(fc.record({ gap: fc.integer({ min: -3000, max: 3000 }), length: fc.integer({ min: 0, max: 9000 }) }), {
    maxLength: 60,
  })
  .map((parts) => {
    let start = 0;
    return parts.map(({ gap, length }, index): ReelCue => {
      start = Math.max(0, start + gap);
      const cue = {
        id: `c${index}`,
        line: index + 1,
        speaker: 'A',
        text: '',
        start,
        length,
        state: 'ready' as const,
        words: [],
      };
      start += length;
      return cue;
    });
  })
  .map((all) => all.sort((one, other) => one.start - other.start));
