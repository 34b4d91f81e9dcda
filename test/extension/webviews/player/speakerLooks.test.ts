import { describe, expect, it } from 'vitest';
import { speakerLooks } from '../../../../extension/webviews/player/speakerLooks.ts';

describe('speakerLooks', () => {
  it('have looks that differ for eighteen speakers, the same for the same', () => {
    const looks = speakerLooks([...Array(18).keys(), 3].map((index) => ({ speaker: `S${index}` })));
    expect(new Set([...looks.values()].map((look) => JSON.stringify(look))).size).toBe(18);
  });
});
