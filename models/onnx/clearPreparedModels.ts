import { readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { removeStaleTemporaries } from '../../foundation/atomicFile.ts';
import { processMark, isStaleMark } from '../../foundation/processMark.ts';

const weightsFile = /^.+-[0-9a-f]{24}\.weights$/;
/** A file on its way out: the name that it had, and the process that takes it out. */
const leavingFile = /^(.+\.weights)\.([A-Za-z0-9]*-\d+)\.leaving$/;

/**
 * Removes prepared weights of `cache` that nothing has used for `unusedDays` (`prepareModel` renews the time of a file
 * whenever it finds it), and what killed processes left. Safe beside processes that prepare, use or clear the same
 * cache: a file first gets another name, and its old one back if it was used meanwhile; one that a process holds open
 * stays readable to it, or where the system does not allow that, stays. Gives the number of bytes that were freed.
 */
export async function clearPreparedModels(cache: string, unusedDays: number): Promise<number> {
  const limit = Date.now() - unusedDays * 24 * 3_600_000;
  await removeStaleTemporaries(cache);
  let freed = 0;
  for (const name of await readdir(cache).catch(() => [])) {
    const path = join(cache, name);
    const [, earlier, mark] = leavingFile.exec(name) ?? [];
    if (earlier !== undefined && mark !== undefined) {
      // Its process may live and be about to give it back.
      if (isStaleMark(mark)) freed += await removed(path, path, Infinity);
    } else if (weightsFile.test(name) && (await lastUse(path)) < limit) {
      const leaving = `${path}.${processMark}.leaving`;
      const gone = await rename(path, leaving).then(
        () => true,
        () => false,
      );
      if (gone) freed += await removed(leaving, path, limit);
    }
  }
  return freed;
}

/** Removes a file that nothing has used since `limit`; else gives it its name back. */
async function removed(path: string, name: string, limit: number): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 0;
  if (found.mtimeMs < limit) {
    const gone = await unlink(path).then(
      () => true,
      () => false,
    );
    if (gone) return found.size;
  }
  // Another process may have made the file anew: then this one is the spare.
  await rename(path, name).catch(() => undefined);
  return 0;
}

async function lastUse(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.mtimeMs ?? Infinity;
}
