import { isAbsolute, relative, sep } from 'node:path';

/** A file as a script writes it: relative to the script's folder, with `/`; absolute on another drive. */
export function writtenPath(folder: string, file: string): string {
  const path = relative(folder, file);
  return (isAbsolute(path) ? file : path).split(sep).join('/');
}
