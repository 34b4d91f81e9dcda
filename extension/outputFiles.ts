import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A folder of finished files, or a file. Absolute paths. */
export interface OutputFile {
  readonly path: string;
  readonly isFolder: boolean;
  /** A folder with a timeline: it can be played. */
  readonly isProduction: boolean;
}

/** What lies in a folder of finished files: folders first, each by name; nothing where there is no such folder. */
export async function outputFiles(folder: string): Promise<readonly OutputFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.'))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        return { path, isFolder: entry.isDirectory(), isProduction: entry.isDirectory() && (await isProduction(path)) };
      }),
  );
  return files.sort(
    (a, b) => Number(b.isFolder) - Number(a.isFolder) || basename(a.path).localeCompare(basename(b.path)),
  );
}

/** Whether a folder holds a finished production. */
export async function isProduction(folder: string): Promise<boolean> {
  return stat(join(folder, 'timeline.json')).then(
    (found) => found.isFile(),
    () => false,
  );
}
