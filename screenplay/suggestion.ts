import { distance } from 'fastest-levenshtein';
import { nameKey } from '../grammar/index.ts';

/**
 * The name that was probably meant: the nearest one, when it is near. Equal distances: the first. Names that differ only in
 * case or width are nearest of all.
 */
export function suggestion(written: string, names: Iterable<string>): string | undefined {
  const key = nameKey(written);
  const length = Array.from(key).length;
  // A third of a short word is already another word: 1 slip up to 5 letters, 2 up to 9, then 3.
  const most = length <= 1 ? 0 : length <= 5 ? 1 : length <= 9 ? 2 : 3;
  let best: string | undefined;
  let least = most + 1;
  for (const name of names) {
    const other = nameKey(name);
    if (Math.abs(other.length - key.length) > most + 1) continue;
    const apart = isOneSlip(key, other) ? 1 : distance(key, other);
    if (name === written || apart >= least) continue;
    best = name;
    least = apart;
  }
  return best;
}

/** One letter too many, too few, or other, or two neighbours swapped. Equal words are none. */
export function isOneSlip(one: string, other: string): boolean {
  // A letter is two units at most.
  if (Math.abs(one.length - other.length) > 2) return false;
  const a = Array.from(one);
  const b = Array.from(other);
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = a.length - start - end;
  const right = b.length - start - end;
  if (left === 2 && right === 2) return a[start] === b[start + 1] && a[start + 1] === b[start];
  return left <= 1 && right <= 1 && left + right > 0;
}
