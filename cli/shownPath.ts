import { relative } from 'node:path';

/** A path as people here would write it: from where they stand, unless it lies elsewhere. */
export function shownPath(path: string): string {
  const short = relative('', path);
  return short === '' || short.startsWith('..') ? path : short;
}
