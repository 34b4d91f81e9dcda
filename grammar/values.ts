import { moodMistakes } from './itemMistakes.ts';
import { error } from './mistake.ts';
import { pronunciation, type Pronunciation } from './pronunciation.ts';
import { read } from './reader.ts';
import { timeCodeMistakes, timeMistakes, unreadableTime } from './timeMistakes.ts';
import type { HowItem, Mistake, Time, TimeCode } from './tree.ts';
import { word } from './word.ts';

/**
 * What a value says, and what is wrong with it; spans count from the start of the value's text. With an error there may
 * still be a value (a length that is out of range); without a value there is an error.
 */
export interface Reading<T> {
  readonly value: T | undefined;
  readonly mistakes: readonly Mistake[];
}

/** `0:12.5`, `-1:00:00`, `1:00:00:12`: a value of `@offset`. */
export function readTimeCode(text: string): Reading<TimeCode> {
  const code = read.timeCode(text);
  if (code !== undefined) return { value: code, mistakes: timeCodeMistakes(code, text) };
  const said = word(text, 0, text.length);
  return { value: undefined, mistakes: [error('voice/unreadable-time-code', said, { text: said.value })] };
}

/** What stands between `[` and `]`: `2.4s`, `at door +0.2s`. */
export function readTime(text: string): Reading<Time> {
  const time = read.time(text);
  if (time === undefined) return { value: undefined, mistakes: [unreadableTime(word(text, 0, text.length))] };
  return { value: time, mistakes: timeMistakes(time, text) };
}

/** What stands between `(` and `)`, of any number of items: a mood of the front matter, the value of `@mood`. */
export function readHow(text: string): Reading<readonly HowItem[]> {
  const items = read.how(text) ?? [];
  return { value: items, mistakes: moodMistakes(items, text) };
}

/** The right side of `<written|says>`, or the lexicon's value `says` for `written`. */
export function readPronunciation(written: string, says: string): Reading<Pronunciation> {
  return pronunciation(written, says);
}
