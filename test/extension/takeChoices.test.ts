import { describe, expect, it } from 'vitest';
import { takeChoices } from '../../extension/takeChoices.ts';

describe('takeChoices', () => {
  it('always offers one that the line never had', () => {
    expect(takeChoices(1)).toBe(4);
    expect(takeChoices(9)).toBe(10);
  });
});
