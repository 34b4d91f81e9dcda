import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProduction, outputFiles } from '../../extension/outputFiles.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tableread-extension-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('outputFiles', () => {
  it('lists folders first and tells productions', async () => {
    const out = join(folder, 'out');
    await mkdir(join(out, 'selections', 'one'), { recursive: true });
    await writeFile(join(out, 'timeline.json'), '{}');
    await writeFile(join(out, 'a.wav'), '');
    await writeFile(join(out, '.hidden'), '');
    expect((await outputFiles(out)).map(({ path }) => path)).toEqual(
      ['selections', 'a.wav', 'timeline.json'].map((name) => join(out, name)),
    );
    expect(await isProduction(out)).toBe(true);
    expect(await isProduction(join(out, 'selections'))).toBe(false);
    expect(await outputFiles(join(out, 'nowhere'))).toEqual([]);
  });
});
