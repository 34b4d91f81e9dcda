import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTemporaryFolder } from '../../foundation/temporaryFolder.ts';

const variables = ['TMPDIR', 'TEMP', 'TMP'];
const before = variables.map((name) => process.env[name]);
const host = hostname().replace(/[^A-Za-z0-9]/g, '');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tableread-test-'));
  for (const name of variables) process.env[name] = folder;
});
afterEach(async () => {
  variables.forEach((name, index) => {
    const value = before[index];
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  });
  await rm(folder, { recursive: true, force: true });
});

describe('makeTemporaryFolder', () => {
  it('makes folders that differ and removes only what ended processes of this machine left', async () => {
    const gone = spawnSync(process.execPath, ['--version']).pid;
    const living = [
      `tableread-${host}-${process.pid}-abcdef`,
      `tableread-elsewhere9-${gone}-abcdef`,
      `tableread-${host}-${gone}`,
      'tableread-notes',
    ];
    for (const name of [...living, `tableread-${host}-${gone}-abcdef`]) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'whole.wav'), '');
    }
    const [one, two] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
    expect(readdirSync(folder).sort()).toEqual([...living, basename(one), basename(two)].sort());
    expect([...readdirSync(one), ...readdirSync(two)]).toEqual([]);
  });
});
