import { posix } from 'node:path';

/** A path of a file that itself lies at `folder` (both as written in scripts, with `/`), seen from the script. */
export function pathFrom(folder: string, path: string): string {
  const forward = path.replaceAll('\\', '/');
  if (folder === '' || /^(?:[A-Za-z]:)?\//.test(forward)) return forward;
  return posix.join(folder, forward);
}

/** The folder part of a path as written in scripts; `''`: the script's own folder. */
export function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}
