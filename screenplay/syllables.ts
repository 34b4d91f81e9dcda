import { toCardinal as arabicNumber } from 'n2words/ar-SA';
import { toCardinal as englishNumber } from 'n2words/en-US';
import { toCardinal as spanishNumber } from 'n2words/es-ES';
import { toCardinal as japaneseNumber } from 'n2words/ja-JP';
import { toCardinal as chineseNumber } from 'n2words/zh-Hans-CN';
import { syllable } from 'syllable';

/** What a text comes to when it is spoken. */
export interface SpokenLength {
  readonly syllables: number;
  /** Short breaks: commas, dashes, colons. */
  readonly commas: number;
  /** Long breaks: ends of sentences that something follows. */
  readonly stops: number;
}

const numberWords: Readonly<Partial<Record<string, (value: number) => string>>> = {
  en: englishNumber,
  zh: chineseNumber,
  ja: japaneseNumber,
  es: spanishNumber,
  ar: arabicNumber,
};

/** A stretch that is counted in one way: a number, a word of one script, a break. */
const tokens =
  /(?<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?<ideographs>\p{Script=Han}+)|(?<kana>[\p{Script=Hiragana}\p{Script=Katakana}ー]+)|(?<hangul>\p{Script=Hangul}+)|(?<word>[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*)|(?<stop>[.!?。！？…]+)|(?<comma>[,;:，、；：—–]+|\s-\s)|(?<symbol>[%$€£¥℃°&+=@#])/gu;

/** Small kana belong to the one before them. */
const smallKana = /[ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ]/gu;

/** Words repeat: counting one costs some microseconds, looking it up next to nothing. */
const known = new Map<string, number>();
const mostKnown = 50_000;

/** Counts what a text comes to in a language (a primary BCP-47 language); numbers are spoken out. */
export function spokenLength(text: string, language: string): SpokenLength {
  let syllables = 0;
  let commas = 0;
  let stops = 0;
  let pendingStop = false;
  for (const { groups } of text.matchAll(tokens)) {
    if (groups === undefined) continue;
    if (groups['stop'] !== undefined) {
      pendingStop = syllables > 0;
      continue;
    }
    if (groups['comma'] !== undefined) {
      if (syllables > 0) commas++;
      continue;
    }
    if (pendingStop) stops++;
    pendingStop = false;
    syllables += tokenSyllables(groups, language);
  }
  return { syllables, commas, stops };
}

function tokenSyllables(groups: Readonly<Record<string, string | undefined>>, language: string): number {
  const { number, ideographs, kana, hangul, word, symbol } = groups;
  if (number !== undefined) return numberSyllables(number.replaceAll(',', ''), language);
  // A Chinese character is a syllable; in Japanese one has nearly two morae on average.
  if (ideographs !== undefined) return Array.from(ideographs).length * (language === 'ja' ? 1.8 : 1);
  if (kana !== undefined) return Array.from(kana.replace(smallKana, '')).length;
  if (hangul !== undefined) return Array.from(hangul).length;
  if (word !== undefined) return wordSyllables(word, language);
  return symbol === undefined ? 0 : 2;
}

function wordSyllables(word: string, language: string): number {
  const key = `${language}:${word}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const count = countSyllables(word, language);
  if (known.size >= mostKnown) known.clear();
  known.set(key, count);
  return count;
}

function countSyllables(word: string, language: string): number {
  // Letters of an abbreviation are named one by one: W has three syllables, the others one.
  if (/^\p{Lu}{2,5}$/u.test(word) && !/[AEIOUY]/.test(word)) return word.length + 2 * (word.split('W').length - 1);
  if (/\p{Script=Arabic}/u.test(word))
    return Math.max(1, Math.round(Array.from(word.replace(/\p{M}/gu, '')).length * 0.55));
  if (language === 'es')
    return Math.max(1, groupsOf(word, /[aeiouáéíóúü]+/giu) + groupsOf(word, /[aeoáéó][áéóaeo]|[íú]/giu) / 2);
  if (language !== 'en' && language !== 'zh')
    return Math.max(1, groupsOf(word.normalize('NFD'), /[aeiouyаеёиоуыэюяєіїαεηιουω]+/giu));
  return Math.max(1, syllable(word));
}

function groupsOf(word: string, groups: RegExp): number {
  return word.match(groups)?.length ?? 0;
}

function numberSyllables(number: string, language: string): number {
  const key = `${language}#${number}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const words = number.length > 15 ? undefined : numberWords[language]?.(Number(number));
  // Long rows of digits are read one by one; so is everything in languages whose numbers are not known here.
  const count = words === undefined ? number.length * 1.5 : spokenLength(words, language).syllables;
  if (known.size >= mostKnown) known.clear();
  known.set(key, count);
  return count;
}
