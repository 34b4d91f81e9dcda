import type { Line } from '../grammar/index.ts';

/** Whether two values say the same. Lines of the tree are the same only when they are the same node. */
export function sameMeaning(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isLine(a) || isLine(b)) return false;
  if (a instanceof Map) return b instanceof Map && sameMaps(a, b);
  if (a instanceof Set) return b instanceof Set && a.size === b.size && [...a].every((item) => b.has(item));
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameMeaning(item, b[index]));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  return keys.every((key) => Object.hasOwn(right, key) && sameMeaning(left[key], right[key]));
}

function isLine(value: object): value is Line {
  return 'mistakes' in value && 'ending' in value;
}

function sameMaps(a: ReadonlyMap<unknown, unknown>, b: ReadonlyMap<unknown, unknown>): boolean {
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [key, value] of a) {
    const { value: other } = others.next();
    // The order counts: it decides which of several names is suggested.
    if (other === undefined || other[0] !== key || !sameMeaning(value, other[1])) return false;
  }
  return true;
}
