import type { HowItem, Mistake, Time, TimeCode } from './tree.ts';

/** What a value says, and what is wrong with it; spans count from the start of the value. Warnings leave it readable. */
export interface Reading<T> {
  readonly value: T | undefined;
  readonly mistakes: readonly Mistake[];
}

/** How a stretch is to be said: the right side of `<…|…>`, or a value of the lexicon. */
export type Pronunciation =
  /** Toned pinyin, a syllable a character, upper case with `V` for ü: `['HANG2']`. */
  | { readonly kind: 'pinyin'; readonly syllables: readonly string[] }
  /** CMU phones, `.` between syllables as written: `['M','IH1','.','N','AH0','T']`. */
  | { readonly kind: 'phones'; readonly phones: readonly string[] }
  | { readonly kind: 'respelling'; readonly text: string };

/** `400ms`, `1.2 秒`, `-300ms`: seconds. */
export function readDuration(_text: string): Reading<number> {
  throw new Error('under way');
}

/** `0:12.5`, `-1:00:00`, `1:00:00:12` (a value of `@offset`). */
export function readTimeCode(_text: string): Reading<TimeCode> {
  throw new Error('under way');
}

/** What stands between `[` and `]`: `2.4s`, `at door +0.2s`. */
export function readTime(_text: string): Reading<Time> {
  throw new Error('under way');
}

/** What stands between `(` and `)`: a mood of the front matter, the value of `@mood`. */
export function readHow(_text: string): Reading<readonly HowItem[]> {
  throw new Error('under way');
}

/** The right side of `<written|says>`, or the lexicon's value `says` for `written`. */
export function readPronunciation(_written: string, _says: string): Reading<Pronunciation> {
  throw new Error('under way');
}
