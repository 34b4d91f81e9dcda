import { describe, expect, it } from 'vitest';
import { lensTitle } from '../../extension/lensTitle.ts';
import type { TakeState } from '../../production/productionService.ts';

function take(more: Partial<TakeState>): TakeState {
  return { cue: 'a', line: 1, state: 'none', locked: false, take: 1, ...more };
}

describe('lensTitle', () => {
  it('says what a click does where nothing is known or made', () => {
    expect(lensTitle(undefined, undefined, undefined, 'en')).toBe('▶ Play');
    expect(lensTitle(undefined, take({}), undefined, 'en')).toBe('▶ Play');
    expect(lensTitle(undefined, undefined, undefined, 'zh')).toBe('▶ 播放');
  });

  it('says length and state of a take in words', () => {
    expect(lensTitle(undefined, take({ state: 'cached', seconds: 2.44 }), undefined, 'en')).toBe('▶ Play · 2.4 s ✓');
    expect(lensTitle(undefined, take({ state: 'cached' }), undefined, 'en')).toBe('▶ Play · ✓');
    expect(lensTitle(undefined, take({ state: 'stale', seconds: 2 }), undefined, 'en')).toBe(
      '▶ Play · 2.0 s · changed since',
    );
    expect(lensTitle(undefined, take({ state: 'failed' }), undefined, 'en')).toBe('▶ Play · failed');
    expect(lensTitle(undefined, take({ state: 'cached', seconds: 1, locked: true, take: 3 }), undefined, 'en')).toBe(
      '▶ Play · 1.0 s ✓ · locked · take 3',
    );
    expect(lensTitle(undefined, take({ state: 'stale', seconds: 1, locked: true }), undefined, 'zh')).toBe(
      '▶ 播放 · 1.0 秒 · 之后有改动 · 已锁定',
    );
  });

  it('says where a line starts and how long it is, in one length', () => {
    const place = { start: 61.24, seconds: 2.04, measured: false };
    expect(lensTitle(place, undefined, undefined, 'en')).toBe('▶ Play · 1:01.2 · ≈ 2.0 s');
    expect(lensTitle(place, take({}), undefined, 'zh')).toBe('▶ 播放 · 1:01.2 · ≈ 2.0 秒');
    expect(lensTitle({ ...place, measured: true }, take({}), undefined, 'en')).toBe('▶ Play · 1:01.2 · 2.0 s');
    expect(lensTitle(place, take({ state: 'cached', seconds: 2.44 }), undefined, 'en')).toBe(
      '▶ Play · 1:01.2 · 2.4 s ✓',
    );
    expect(lensTitle(place, take({ state: 'failed' }), undefined, 'en')).toBe('▶ Play · 1:01.2 · ≈ 2.0 s · failed');
  });

  it('stops the one that is played', () => {
    expect(lensTitle(undefined, undefined, 'waiting', 'en')).toBe('■ Being made, click to stop');
    expect(lensTitle(undefined, take({ state: 'cached', seconds: 2 }), 'playing', 'en')).toBe('■ Stop · 2.0 s ✓');
    expect(lensTitle(undefined, undefined, 'paused', 'en')).toBe('■ Stop');
    expect(lensTitle(undefined, take({ state: 'cached' }), 'waiting', 'en')).toBe('■ Stop · ✓');
  });
});
