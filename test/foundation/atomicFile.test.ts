import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAtomicFile, removeStaleTemporaries, writeFileAtomically } from '../../foundation/atomicFile.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'tableread-atomic-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const host = hostname().replace(/[^A-Za-z0-9]/g, '');

describe('writeFileAtomically', () => {
  it('writes text and bytes, making folders', async () => {
    await writeFileAtomically(join(folder, 'a', 'b', 'text'), 'Grüße 你好');
    await writeFileAtomically(join(folder, 'bytes'), new Uint8Array([0, 255, 10]));
    expect(await readFile(join(folder, 'a', 'b', 'text'), 'utf8')).toBe('Grüße 你好');
    expect([...(await readFile(join(folder, 'bytes')))]).toEqual([0, 255, 10]);
  });

  it('replaces what was there and leaves nothing else', async () => {
    await writeFile(join(folder, 'file'), 'earlier');
    await writeFileAtomically(join(folder, 'file'), 'later');
    expect(await readdir(folder)).toEqual(['file']);
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('later');
  });

  it('leaves the earlier file and no temporary one when it fails', async () => {
    await mkdir(join(folder, 'file'));
    await writeFile(join(folder, 'file', 'within'), 'earlier');
    await expect(writeFileAtomically(join(folder, 'file'), 'later')).rejects.toMatchObject({
      syscall: 'rename',
      path: join(folder, 'file'),
    });
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('takes names as long as the disk does', async () => {
    const name = '名'.repeat(80);
    await writeFileAtomically(join(folder, name), 'long');
    expect(await readdir(folder)).toEqual([name]);
  });
});

describe('openAtomicFile', () => {
  it('shows nothing under the name until commit', async () => {
    const file = await openAtomicFile(join(folder, 'file'));
    await file.write(Buffer.from('one'));
    expect(await readdir(folder)).not.toContain('file');
    await file.commit();
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('appends, and writes at a place without moving the end', async () => {
    const file = await openAtomicFile(join(folder, 'file'));
    await file.write(Buffer.from('....'));
    await file.write(Buffer.from('body'));
    await file.write(Buffer.from('head'), 0);
    await file.write(Buffer.from('!'));
    await file.commit();
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('headbody!');
  });

  it('abort removes the temporary file, and is harmless after commit', async () => {
    const dropped = await openAtomicFile(join(folder, 'dropped'));
    await dropped.write(Buffer.from('x'));
    await dropped.abort();
    await dropped.abort();
    const kept = await openAtomicFile(join(folder, 'kept'));
    await kept.commit();
    await kept.abort();
    expect(await readdir(folder)).toEqual(['kept']);
  });

  it('lets two write the same file: the last whole one stays', async () => {
    const [one, other] = [await openAtomicFile(join(folder, 'file')), await openAtomicFile(join(folder, 'file'))];
    await one.write(Buffer.from('one'));
    await other.write(Buffer.from('other'));
    await one.commit();
    await other.commit();
    expect(await readdir(folder)).toEqual(['file']);
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('other');
  });
});

describe('removeStaleTemporaries', () => {
  it('removes what a killed process of this machine left, and nothing of a living one, another machine or a user', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const living = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
    await once(living, 'spawn');
    const names = [
      `.take.${host}-${gone}-0123456789ab.tableread-tmp`,
      `.take.${host}-${living.pid ?? 0}-0123456789ab.tableread-tmp`,
      `.take.elsewhere${host}-${gone}-0123456789ab.tableread-tmp`,
      'mine.tableread-tmp',
    ];
    for (const name of names) await writeFile(join(folder, name), 'half');
    await removeStaleTemporaries(folder);
    living.kill();
    expect((await readdir(folder)).sort()).toEqual(names.slice(1).sort());
  });

  it('minds no missing folder', async () => {
    await expect(removeStaleTemporaries(join(folder, 'nowhere'))).resolves.toBeUndefined();
  });
});
