import { describe, expect, it } from 'vitest';
import { lensTitle } from '../../extension/lensTitle.ts';
import type { TakeState } from '../../production/productionService.ts';

function take(more: Partial<TakeState>): TakeState {
  return { cue: 'a', line: 1, state: 'none', locked: false, take: 1, ...more };
}

describe('lensTitle', () => {
  it('says what a click does where nothing is known or made', () => {
    expect(lensTitle(undefined, undefined, 'en')).toBe('▶ Play');
    expect(lensTitle(take({}), undefined, 'en')).toBe('▶ Play');
    expect(lensTitle(undefined, undefined, 'zh')).toBe('▶ 播放');
  });

  it('says length and state of a take in words', () => {
    expect(lensTitle(take({ state: 'cached', seconds: 2.44 }), undefined, 'en')).toBe('▶ Play · 2.4 s ✓');
    expect(lensTitle(take({ state: 'cached' }), undefined, 'en')).toBe('▶ Play · ✓');
    expect(lensTitle(take({ state: 'stale', seconds: 2 }), undefined, 'en')).toBe('▶ Play · 2.0 s · changed since');
    expect(lensTitle(take({ state: 'failed' }), undefined, 'en')).toBe('▶ Play · failed');
    expect(lensTitle(take({ state: 'cached', seconds: 1, locked: true, take: 3 }), undefined, 'en')).toBe(
      '▶ Play · 1.0 s ✓ · locked · take 3',
    );
    expect(lensTitle(take({ state: 'stale', seconds: 1, locked: true }), undefined, 'zh')).toBe(
      '▶ 播放 · 1.0 秒 · 之后有改动 · 已锁定',
    );
  });

  it('stops the one that is played', () => {
    expect(lensTitle(undefined, 'waiting', 'en')).toBe('■ Being made, click to stop');
    expect(lensTitle(take({ state: 'cached', seconds: 2 }), 'playing', 'en')).toBe('■ Stop · 2.0 s ✓');
    expect(lensTitle(undefined, 'paused', 'en')).toBe('■ Stop');
    expect(lensTitle(take({ state: 'cached' }), 'waiting', 'en')).toBe('■ Stop · ✓');
  });
});
