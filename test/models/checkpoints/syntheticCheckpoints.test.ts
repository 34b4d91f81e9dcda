import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCheckpoint } from '../../../models/checkpoints/checkpoint.ts';
import { openGoldens } from '../../parity/goldens.ts';
import { hashedElements, syntheticCheckpoints } from './syntheticCheckpoints.ts';

interface Spot {
  readonly file: string;
  readonly group: string;
  readonly name: string;
  readonly first: readonly number[];
  readonly last: number;
  readonly sum_float64: number;
}

const goldens = openGoldens();
const present = goldens !== undefined && existsSync(goldens.path('models'));
if (!present) console.warn('no goldens (TABLEREAD_GOLDENS): synthetic checkpoints are not made');

test('elements follow the published formula', () => {
  // README of the goldens, "Check values".
  expect(Array.from(hashedElements('golden/check', 3, 1, 0.25))).toEqual(
    [1.0617731809616089, 0.8715357184410095, 0.9889617562294006].map(Math.fround),
  );
});

test.skipIf(!present).each(['v2', 'v25'] as const)(
  'the checkpoints of %s are written as defined and read back',
  { timeout: 120_000 },
  (version) => {
    if (goldens === undefined) return;
    const folder = syntheticCheckpoints(goldens, version);
    for (const model of [version, 'aux']) {
      for (const spot of goldens.json(`models/${model}/checks.json`) as Spot[]) {
        const checkpoint = openCheckpoint(join(folder, spot.file));
        const values = Array.from(
          checkpoint.read([spot.group, spot.name].filter((part) => part !== '').join('/')),
          Number,
        );
        checkpoint.close();
        let sum = 0;
        let magnitude = 0;
        for (const value of values) {
          sum += value;
          magnitude += Math.abs(value);
        }
        expect(values.slice(0, spot.first.length)).toEqual(spot.first);
        expect(values.at(-1)).toBe(spot.last);
        expect(Math.abs(sum - spot.sum_float64)).toBeLessThanOrEqual(1e-9 * magnitude);
      }
    }
  },
);
