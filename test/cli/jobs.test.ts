import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { built } from '../built.ts';
import { filesIn } from '../production/rendered.ts';
import { runs } from '../runs.ts';
import { tableread } from './inProcess.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');
const scripts = ['bilingual', 'two-hander', 'chinese-scene', 'dubbing', 'audiobook'].slice(0, runs(1, 5));

let folder: string;
beforeAll(async () => {
  await built();
  folder = await mkdtemp(join(tmpdir(), 'tableread-jobs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(scripts)('%s: 1, 2 and 4 engine processes give the same bytes in every output', async (script) => {
  const outputs: Map<string, string>[] = [];
  for (const jobs of [1, 2, 4]) {
    // Each from a store of its own.
    const own = join(folder, `${script}-${jobs}`);
    cpSync(samples, own, { recursive: true });
    const out = join(own, 'out');
    const deliver = ['--format', 'wav,mp3,flac', '--deliver', 'whole,chapters,scenes,stems,cues'];
    const run = await tableread([
      ...['render', join(own, `${script}.voice`), '--out', out, '--jobs', String(jobs)],
      ...deliver,
    ]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain(' 0 already there');
    outputs.push(await filesIn(out));
  }
  const [one, ...others] = outputs;
  expect(one?.size).toBeGreaterThan(10);
  for (const other of others) expect(other).toEqual(one);
});
