import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isStaleMark, processMark } from './processMark.ts';

/**
 * Makes an empty folder among the system's temporary ones, for whoever calls to remove. What killed processes of this machine
 * left there is removed first.
 */
export async function makeTemporaryFolder(): Promise<string> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const [, mark] = /^tableread-([A-Za-z0-9]*-\d+)-[A-Za-z0-9]{6}$/.exec(name) ?? [];
    if (mark === undefined || !isStaleMark(mark)) continue;
    // Another user's stays.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
  return mkdtemp(join(tmpdir(), `tableread-${processMark}-`));
}
