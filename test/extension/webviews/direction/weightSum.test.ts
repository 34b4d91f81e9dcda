import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { greatestSum, scaledWeights, weightSum } from '../../../../extension/webviews/direction/weightSum.ts';
import { property } from '../../../runs.ts';

describe('scaledWeights', () => {
  it('has weights that are scaled to a sum of 0.8 at most, and never lifted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 8 }), (hundredths) => {
        const weights = hundredths.map((each) => each / 100);
        const scaled = scaledWeights(weights);
        expect(weightSum(scaled)).toBeLessThanOrEqual(Math.max(greatestSum, 0));
        scaled.forEach((weight, index) => expect(weight).toBeLessThanOrEqual(weights[index] ?? 0));
        if (weightSum(weights) <= greatestSum) expect(scaled).toEqual(weights);
      }),
      property(300, 5000),
    );
  });
});
