const nothing: readonly never[] = [];

/**
 * A finished list as it is kept: without the room that V8 leaves in a list that grows (17 items from the first on), and
 * the same one for all that are empty. A script has several lists for each of its lines.
 */
export function kept<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? nothing : list.slice();
}
