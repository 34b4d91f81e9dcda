import type { Word } from './tree.ts';

/**
 * What counts as a space where it is syntax: white space of any width, and marks without a shape of their own
 * (zero-width and bidirectional marks, byte-order mark), which editors of right-to-left text put in.
 * The same class as `_` of line.peggy.
 */
const blank = /[ \t\v\f\x85\xA0\u061C\u1680\u2000-\u200F\u2028-\u202F\u205F\u2060\u2066-\u2069\u3000\uFEFF]/;

/** True when the character is space. */
export function isBlank(character: string | undefined): boolean {
  if (character === undefined || character === ' ') return character === ' ';
  // Nearly all that is asked about is ASCII.
  return character <= '~' ? character <= '\f' && character >= '\t' && character !== '\n' : blank.test(character);
}

/** The stretch of the text from `start` to `end` without the space around it. */
export function word(text: string, start: number, end: number): Word {
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return { value: text.slice(start, end), start, end };
}
