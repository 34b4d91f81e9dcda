import { describe, expect, it } from 'vitest';
import { takeMark } from '../../extension/takeMark.ts';

describe('takeMark', () => {
  it('tells states apart', () => {
    expect(takeMark({ state: 'none', locked: false })).toBeUndefined();
    expect(takeMark({ state: 'cached', locked: false })).toBe('cached');
    expect(takeMark({ state: 'stale', locked: false })).toBe('stale');
    expect(takeMark({ state: 'failed', locked: true })).toBe('failed');
    expect(takeMark({ state: 'cached', locked: true })).toBe('locked');
    expect(takeMark({ state: 'stale', locked: true })).toBe('locked-stale');
  });
});
