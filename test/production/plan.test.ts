import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plan } from '../../production/plan.ts';
import { rendered, temporaryFolder } from './rendered.ts';
import { scriptOf } from './scriptOf.ts';
import { ToneEngine } from './toneEngine.ts';

it('a plan tells what a render does, and writes nothing', async () => {
  const folder = await temporaryFolder();
  const out = join(folder, 'out');
  const engine = new ToneEngine();
  const lines = [
    { text: 'one two' },
    { text: 'three', length: { kind: 'exact', seconds: 2 } as const },
    { text: 'one two' },
  ];
  const script = scriptOf(folder, lines);
  const before = await plan(script, { out }, () => engine);
  expect(before).toMatchObject({ kept: 0, new: 2, failures: [] });
  expect(before.cues.map(({ id, line, state, seconds }) => [id, line, state, seconds])).toEqual([
    ['cue-1', 1, 'new', 0.42],
    ['cue-2', 2, 'new', 2],
    ['cue-3', 3, 'new', 0.42],
  ]);
  expect(before.seconds).toBeCloseTo(0.42 + 0.25 + 2 + 0.25 + 0.42, 6);
  expect(before.secondsToSpeak).toBeCloseTo(2.84, 6);
  for (const path of [out, join(folder, '.tableread')]) {
    expect(await stat(path).catch(() => 'not there')).toBe('not there');
  }

  const { production } = await rendered(script, { out }, engine);
  const after = await plan(scriptOf(folder, [...lines, { text: 'wrong', sound: false }]), { out }, () => engine);
  expect(after).toMatchObject({ kept: 3, new: 0, secondsToSpeak: 0 });
  expect(after.cues[2]?.start).toBe((production.cues[2]?.start ?? NaN) / 48000);
  expect(after.cues[3]?.state).toBe('failed');
  expect(after.failures).toHaveLength(1);
  expect(engine.spoken).toHaveLength(2);
});
