import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The address of a file that a script names; undefined for scripts that do not lie on a disk. Looks at no disk. */
export function fileUri(scriptUri: string, path: string): string | undefined {
  if (!scriptUri.startsWith('file:')) return undefined;
  return pathToFileURL(resolve(dirname(fileURLToPath(scriptUri)), path)).href;
}
