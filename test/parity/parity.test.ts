import { expect, test } from 'vitest';
import { openGoldens, type Check } from './goldens.ts';
import { cpuDevice } from './networkRun.ts';
import { stages } from './stages.ts';

const goldens = openGoldens();
if (goldens === undefined) console.warn('parity: no goldens (TABLEREAD_GOLDENS), nothing is compared');

test.skipIf(goldens === undefined).each(stages.map((stage) => ({ stage, name: stage.name })))(
  'the stage $name agrees with the official code',
  { timeout: 300_000 },
  async ({ stage }) => {
    if (goldens === undefined) return;
    const checks: Check[] = [];
    await stage.check(goldens, (check) => checks.push(check), cpuDevice);
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter((check) => !check.passed)).toEqual([]);
  },
);
