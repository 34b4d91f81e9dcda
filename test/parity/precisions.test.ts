import { expect, test } from 'vitest';
import { openGoldens } from './goldens.ts';
import { checkPrecision, reducedPrecisions, type PrecisionRow } from './precisions.ts';

const goldens = openGoldens();
if (goldens === undefined) console.warn('no goldens (TABLEREAD_GOLDENS): reduced weights are not compared');

/**
 * Relative errors that would be out of the ordinary: 11 bits of mantissa through up to 17 layers, 8 bits in weights and
 * activations. Measured on the public set: 7e-4, 2.8e-2, 3.9e-2 at most.
 */
const limits = { float16: 2e-3, block8: 5e-2, column8: 7e-2 } as const;

test.skipIf(goldens === undefined).each(reducedPrecisions)(
  'weights in %s cost what their bits say',
  { timeout: 120_000 },
  async (precision) => {
    if (goldens === undefined) return;
    const rows: PrecisionRow[] = [];
    await checkPrecision(goldens, precision, (row) => rows.push(row));
    expect(rows.length).toBeGreaterThan(0);
    for (const { check } of rows) {
      expect(check.relativeError, check.golden.id).toBeLessThan(limits[precision]);
      // An error of float32 size would mean that nothing was reduced.
      expect(check.relativeError, check.golden.id).toBeGreaterThan(1e-5);
    }
  },
);
