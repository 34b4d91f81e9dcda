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

/** Stretches that are counted in one way: a number, letters of one script, a break, a symbol with a name. */
const tokens =
  /\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\p{Script=Han}+|[\p{Script=Hiragana}\p{Script=Katakana}ー]+|\p{Script=Hangul}+|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|[.!?。！？…]+|[,;:，、；：—–]+|\s-\s|[%$€£¥℃°&+=@#]/gu;

/** The same for ASCII, several times as fast. */
const asciiTokens = /\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+(?:'[A-Za-z]+)*|[.!?]+|[,;:]+|\s-\s|[%$&+=@#]/g;
const isAscii = /^[\0-\x7F]*$/;

/** Small kana belong to the one before them. */
const smallKana = /[ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ]/gu;

/** Words repeat: counting one costs some microseconds, looking it up next to nothing. Counts by language and word (or number). */
const known = new Map<string, Map<string, number>>();
const mostKnown = 50_000;
const longestWord = 60;
/** What a double holds exactly. */
const longestNumber = 15;
const syllablesOfDigit = 1.5;
const thousand = 1000;
const vowels = /[aeiouyаеёиоуыэюяєіїαεηιουω]+/giu;

/** Counts what a text comes to in a language (a primary BCP-47 language); numbers are spoken out. */
export function spokenLength(text: string, language: string): SpokenLength {
  let syllables = 0;
  let commas = 0;
  let stops = 0;
  let pendingStop = false;
  for (const token of text.match(isAscii.test(text) ? asciiTokens : tokens) ?? []) {
    const first = token.charAt(0);
    if (isStop.has(first)) {
      pendingStop = syllables > 0;
      continue;
    }
    if (isComma.has(first)) {
      if (syllables > 0) commas++;
      continue;
    }
    if (pendingStop) stops++;
    pendingStop = false;
    syllables += tokenSyllables(token, first, language);
  }
  return { syllables, commas, stops };
}

const isStop: ReadonlySet<string> = new Set('.!?。！？…');
/** A dash between spaces is one too: it begins with the space. */
const isComma: ReadonlySet<string> = new Set(',;:，、；：—– \t\u00A0\u3000');
const isSymbol: ReadonlySet<string> = new Set('%$€£¥℃°&+=@#');

function tokenSyllables(token: string, first: string, language: string): number {
  if (first >= '0' && first <= '9') return numberSyllables(token.replaceAll(',', ''), language);
  if (first <= '\u02FF' && !isSymbol.has(first)) return wordSyllables(token, language);
  // Symbols have names of about two syllables.
  if (isSymbol.has(first)) return 2;
  // A Chinese character is a syllable; in Japanese one has nearly two morae on average.
  if (/^\p{Script=Han}/u.test(token)) return Array.from(token).length * (language === 'ja' ? 1.8 : 1);
  if (/^[\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(token)) return token.replace(smallKana, '').length;
  if (/^\p{Script=Hangul}/u.test(token)) return token.length;
  return wordSyllables(token, language);
}

function wordSyllables(word: string, language: string): number {
  // No word is this long: its letters are counted, and it is not kept.
  if (word.length > longestWord) return groupsOf(word, vowels);
  const counts = knownIn(language);
  const before = counts.get(word);
  if (before !== undefined) return before;
  const count = countSyllables(word, language);
  counts.set(word, count);
  return count;
}

function knownIn(language: string): Map<string, number> {
  let counts = known.get(language);
  if (counts === undefined) known.set(language, (counts = new Map<string, number>()));
  if (counts.size >= mostKnown) counts.clear();
  return counts;
}

function countSyllables(word: string, language: string): number {
  // Letters of an abbreviation are named one by one: W has three syllables, the others one.
  if (/^\p{Lu}{2,5}$/u.test(word) && !/[AEIOUY]/.test(word)) return word.length + 2 * (word.split('W').length - 1);
  if (/\p{Script=Arabic}/u.test(word))
    return Math.max(1, Math.round(Array.from(word.replace(/\p{M}/gu, '')).length * 0.55));
  if (language === 'es')
    return Math.max(1, groupsOf(word, /[aeiouáéíóúü]+/giu) + groupsOf(word, /[aeoáéó][áéóaeo]|[íú]/giu) / 2);
  if (language !== 'en' && language !== 'zh') return Math.max(1, groupsOf(word.normalize('NFD'), vowels));
  return Math.max(1, syllable(word));
}

function groupsOf(word: string, groups: RegExp): number {
  return word.match(groups)?.length ?? 0;
}

function numberSyllables(number: string, language: string): number {
  // Long rows of digits are read one by one.
  if (number.length > longestNumber) return number.length * syllablesOfDigit;
  const counts = knownIn(language);
  const before = counts.get(number);
  if (before !== undefined) return before;
  const value = Number(number);
  const group = value % thousand;
  // English names one group of three digits after the other, and few groups make all numbers.
  if (language === 'en' && Number.isInteger(value) && value > thousand && group !== 0) {
    return numberSyllables(String(value - group), language) + numberSyllables(String(group), language);
  }
  const words = numberWords[language]?.(value);
  // In languages whose numbers are not known here digits are counted one by one too.
  const count = words === undefined ? number.length * syllablesOfDigit : spokenLength(words, language).syllables;
  counts.set(number, count);
  return count;
}
