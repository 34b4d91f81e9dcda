import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../extension/renderMessage.ts';
import { renderShare } from '../../extension/renderShare.ts';
import type { ProductionProgress } from '../../production/productionTypes.ts';

describe('progress of a render', () => {
  it('goes from 0 to 1 and never back from stage to stage', () => {
    const stages = ['plan', 'speak', 'measure', 'mix', 'write'] as const;
    const shares = stages.flatMap((stage) => [0, 1, 2].map((done) => renderShare(stage, done, 2)));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    expect(renderShare('speak', 0, 0)).toBe(renderShare('speak', 0, 5));
  });

  it('is said with the line, per cent and time left', () => {
    const progress: Extract<ProductionProgress, { kind: 'progress' }> = {
      kind: 'progress',
      stage: 'speak',
      done: 1,
      total: 2,
      secondsLeft: 80,
    };
    expect(renderMessage(progress, { speaker: 'IRIS', text: 'Please.' }, 'en')).toBe(
      'IRIS: Please. · 41 % · 1:20 left',
    );
    expect(renderMessage(progress, undefined, 'zh')).toBe('正在朗读 · 41% · 剩余 1:20');
    expect(renderMessage({ ...progress, stage: 'mix' }, { speaker: 'IRIS', text: 'Please.' }, 'en')).toMatch(/^Mixing/);
    const long = renderMessage(progress, { speaker: 'IRIS', text: '𝄞'.repeat(100) }, 'en');
    expect(Array.from(long.split(' · ')[0] ?? '')).toHaveLength(40);
    expect(long).not.toMatch(/\p{Surrogate}/u);
  });
});
