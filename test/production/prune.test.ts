import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prune } from '../../production/prune.ts';
import { filesIn, rendered, temporaryFolder } from './rendered.ts';
import { scriptOf } from './scriptOf.ts';
import { ToneEngine } from './toneEngine.ts';

describe('prune', () => {
  const engines = () => new ToneEngine();

  it('removes what no script of the folder uses any more, and nothing else', async () => {
    const folder = await temporaryFolder();
    const store = join(folder, '.tableread');
    const out = join(folder, 'out');
    const first = scriptOf(folder, [{ text: 'one' }, { text: 'two' }]);
    const second = scriptOf(folder, [{ text: 'three' }], { name: 'second.voice' });
    await rendered(first, { out });
    await rendered(first, { out, sampleRate: 44100 });
    await rendered(second, { out });
    await writeFile(join(store, 'takes', 'mine.txt'), 'mine');
    const before = await filesIn(store);
    const edited = scriptOf(folder, [{ text: 'one' }, { text: 'two and a half' }]);

    const options = { store, scripts: [edited, second] };
    const told = await prune({ ...options, dryRun: true }, engines);
    // The take of `two`, fitted at two rates.
    expect(told).toMatchObject({ removed: 3, kept: 5 });
    expect(told.bytes).toBeGreaterThan(0);
    expect(await filesIn(store)).toEqual(before);
    expect(await prune({ ...options, days: 1 }, engines)).toMatchObject({ removed: 0, kept: 8 });
    expect(await prune(options, engines)).toEqual(told);
    expect(await readdir(join(store, 'takes'))).toHaveLength(3);
    expect((await rendered(second, { out })).production.takes.made).toBe(0);
    expect((await rendered(edited, { out })).production.takes).toEqual({ made: 1, reused: 1 });
  });

  it('goes by the day that a take was made where days are given', async () => {
    const folder = await temporaryFolder();
    const store = join(folder, '.tableread');
    await rendered(scriptOf(folder, [{ text: 'one' }, { text: 'two' }]), { out: join(folder, 'out') });
    const [old = ''] = await readdir(join(store, 'takes'));
    const longAgo = new Date(Date.now() - 3 * 86_400_000);
    await utimes(join(store, 'takes', old), longAgo, longAgo);
    const pruned = await prune({ store, scripts: [], days: 2 }, engines);
    expect(pruned).toMatchObject({ removed: 1, kept: 3 });
  });

  it('shortens the file of lengths to the cues that are left', async () => {
    const folder = await temporaryFolder();
    const store = join(folder, '.tableread');
    const out = join(folder, 'out');
    await rendered(scriptOf(folder, [{ text: 'one' }, { text: 'two' }]), { out });
    await prune({ store, scripts: [scriptOf(folder, [{ text: 'one' }])] }, engines);
    expect((await readFile(join(store, 'lengths.jsonl'), 'utf8')).trimEnd().split('\n')).toHaveLength(1);
  });
});
