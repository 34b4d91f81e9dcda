import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputFiles } from '../../extension/outputFiles.ts';
import { copySamples, samples } from '../../extension/samples.ts';

const root = join(import.meta.dirname, '..', '..');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tableread-extension-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('samples', () => {
  it('are listed with their titles and copied with their sounds', async () => {
    const from = join(root, 'samples');
    const found = await samples(from);
    expect(found).toContainEqual({ name: 'two-hander.voice', title: 'Lost Property' });
    const to = join(folder, 'samples');
    await copySamples(from, to);
    expect((await outputFiles(join(to, 'sounds'))).length).toBeGreaterThan(0);
    await writeFile(join(to, 'two-hander.voice'), 'mine');
    await copySamples(from, to);
    expect(await readFile(join(to, 'two-hander.voice'), 'utf8')).toBe('mine');
  });
});
