import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, where they are missing. Errors of the file system are passed on, each from the first
 * folder that cannot be made. (Node's own `recursive` tells ENOENT of a read-only disk, and never ends where the system says
 * that of a folder whose parent is there, as in `/proc`.)
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeOne(path);
  } catch (error) {
    const above = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === path) throw error;
    await makeFolder(above);
    await makeOne(path);
  }
}

async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    // Systems differ in what they say of a folder that is there: that it is, that the disk is read-only, that it is a drive.
    const facts = await stat(path).catch(() => undefined);
    if (facts?.isDirectory() !== true) throw error;
  }
}
