import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { softened } from '../../../production/service/softened.ts';
import { property } from '../../runs.ts';

describe('a softened sound', () => {
  it('never goes over full scale, keeps what is quiet, and keeps the order of what is loud', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 2 }), (samples) => {
        const sorted = Float32Array.from(samples).sort();
        const soft = softened(sorted);
        soft.forEach((sample, n) => {
          const before = sorted[n] ?? 0;
          expect(Math.abs(sample)).toBeLessThanOrEqual(1);
          if (Math.abs(before) <= 0.8) expect(sample).toBe(before);
          if (n > 0) expect(sample).toBeGreaterThanOrEqual(soft[n - 1] ?? 0);
        });
      }),
      property(200, 5000),
    );
  });
});
