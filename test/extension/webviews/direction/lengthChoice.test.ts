import { describe, expect, it } from 'vitest';
import { lengthChoice, lengthText, predictedSeconds } from '../../../../extension/webviews/direction/lengthChoice.ts';

describe('lengthChoice', () => {
  it('has a length that is read as scripts write it', () => {
    expect(['', '2.4s', '2400ms', '0.9x', '90%', 'max 3s'].map((text) => lengthText(lengthChoice(text)))).toEqual([
      null,
      '2.4s',
      '2.4s',
      '0.9x',
      '0.9x',
      'max 3s',
    ]);
  });

  it('says how long the line will be, where that can be known', () => {
    const free = { kind: 'free' } as const;
    const half = { kind: 'factor', factor: 0.5 } as const;
    const exact = { kind: 'seconds', seconds: 3 } as const;
    const other = { kind: 'other', text: 'max 3s' } as const;
    expect(predictedSeconds(half, free, 2)).toBe(1);
    expect(predictedSeconds(free, half, 2)).toBe(4);
    expect(predictedSeconds(exact, half, 2)).toBe(3);
    expect(predictedSeconds(free, exact, 2)).toBeNull();
    expect(predictedSeconds(other, other, 2)).toBe(2);
    expect(predictedSeconds(half, half, 2)).toBe(2);
  });
});
