import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../../foundation/isAlive.ts';

/** Does something while no other process that asks for the same lock does. The lock of a process that is gone is taken over. */
export async function fileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = `${path}-${process.pid}`;
  await writeFile(mine, String(process.pid));
  try {
    while (!(await taken(mine, path))) {
      const owner = Number(await readFile(path, 'utf8').catch(() => ''));
      if (owner !== 0 && !isAlive(owner)) await rename(path, `${mine}-old`).catch(() => undefined);
      else await sleep(300);
    }
    try {
      return await work();
    } finally {
      await rm(path, { force: true });
    }
  } finally {
    await Promise.all([rm(mine, { force: true }), rm(`${mine}-old`, { force: true })]);
  }
}

async function taken(mine: string, path: string): Promise<boolean> {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
