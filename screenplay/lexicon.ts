import type { Piece, Say } from './cue.ts';
import { firstCharacter, lastCharacter } from './edgeCharacters.ts';

/** A word and how it is always said. */
export interface LexiconEntry {
  /** NFC */
  readonly word: string;
  readonly say: Say;
}

/** Words that begin with the same letter. */
interface Words {
  /** Their lengths, each once, the longest first. */
  readonly lengths: readonly number[];
  /** By the word in small letters; several differ in case. */
  readonly entries: ReadonlyMap<string, readonly LexiconEntry[]>;
}

/** Words ready for look-ups. */
export interface Lexicon {
  readonly size: number;
  /** By their first character in small letters. */
  readonly words: ReadonlyMap<string, Words>;
  /** Finds places where one of them may begin, from `lastIndex` on: looking at every character in turn is slow. */
  readonly beginnings: RegExp;
}

const letter = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that put no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** A letter after which no word begins. */
const within = String.raw`(?<![[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]])`;

/** Makes a lexicon ready for look-ups: a look-up costs what the lengths of its words cost, however many there are. */
export function compileLexicon(entries: Iterable<LexiconEntry>): Lexicon {
  const byFirst = new Map<string, { lengths: Set<number>; entries: Map<string, LexiconEntry[]> }>();
  for (const entry of entries) {
    const first = entry.word.charAt(0).toLowerCase();
    const words = byFirst.get(first) ?? { lengths: new Set(), entries: new Map<string, LexiconEntry[]>() };
    byFirst.set(first, words);
    words.lengths.add(entry.word.length);
    const key = entry.word.toLowerCase();
    words.entries.set(key, [...(words.entries.get(key) ?? []), entry]);
  }
  const words = new Map(
    [...byFirst].map(([first, { lengths, entries }]): [string, Words] => [
      first,
      { lengths: [...lengths].sort((a, b) => b - a), entries },
    ]),
  );
  return { size: words.size, words, beginnings: beginningsOf(words) };
}

/** Small and capital letters are told apart later. */
function beginningsOf(words: ReadonlyMap<string, Words>): RegExp {
  const firsts = new Set<string>();
  for (const { entries } of words.values()) {
    for (const [small, same] of entries) {
      firsts.add(firstCharacter(small));
      for (const { word } of same) firsts.add(firstCharacter(word));
    }
  }
  const inWords = [...firsts].filter((first) => letter.test(first) && !unspaced.test(first));
  const anywhere = [...firsts].filter((first) => !inWords.includes(first));
  const either = [
    ...(inWords.length === 0 ? [] : [`${within}[${inWords.map(inClass).join('')}]`]),
    ...(anywhere.length === 0 ? [] : [`[${anywhere.map(inClass).join('')}]`]),
  ];
  return new RegExp(either.length === 0 ? '$^' : either.join('|'), 'giv');
}

function inClass(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/**
 * Cuts a text (NFC) into pieces at the words of the lexicon. The longest entry wins, then the leftmost goes first. Only
 * whole words count, except in scripts without spaces. An entry in small letters matches any case (`live`: also `Live`
 * at the start of a sentence); one with a capital matches as it is written (`Polish` is not `polish`).
 * `before` and `after` are the characters around the text, `''` at an end.
 */
export function applyLexicon(lexicon: Lexicon, text: string, before: string, after: string): readonly Piece[] {
  if (lexicon.size === 0 || text === '') return [{ text }];
  const pieces: Piece[] = [];
  let plain = 0;
  const { beginnings } = lexicon;
  beginnings.lastIndex = 0;
  while (beginnings.test(text)) {
    // All that it finds are single characters, of two units at most.
    const unit = text.charCodeAt(beginnings.lastIndex - 1);
    const at = beginnings.lastIndex - (unit >= 0xdc00 && unit <= 0xdfff && beginnings.lastIndex > 1 ? 2 : 1);
    const entry = entryAt(lexicon, text, at, before, after);
    if (entry === undefined) continue;
    if (at > plain) pieces.push({ text: text.slice(plain, at) });
    const end = at + entry.word.length;
    pieces.push({ text: text.slice(at, end), say: entry.say });
    beginnings.lastIndex = plain = end;
  }
  if (plain < text.length) pieces.push({ text: text.slice(plain) });
  return pieces;
}

/** The entry that a piece made by `applyLexicon` is said by; undefined: none. */
export function entryOf(lexicon: Lexicon, { text, say }: Piece): LexiconEntry | undefined {
  if (say === undefined) return undefined;
  const candidates = lexicon.words.get(text.charAt(0).toLowerCase())?.entries.get(text.toLowerCase());
  return candidates?.find((entry) => entry.say === say);
}

function entryAt(lexicon: Lexicon, text: string, at: number, before: string, after: string): LexiconEntry | undefined {
  const words = lexicon.words.get(text.charAt(at).toLowerCase());
  if (words === undefined) return undefined;
  const left = at === 0 ? before : lastCharacter(text.slice(Math.max(0, at - 2), at));
  for (const length of words.lengths) {
    const end = at + length;
    if (end > text.length) continue;
    const found = text.slice(at, end);
    const candidates = words.entries.get(found.toLowerCase());
    const entry = candidates?.find(({ word }) => word === found) ?? candidates?.find(({ word }) => isSmall(word));
    if (entry?.word.length !== length) continue;
    const right = end === text.length ? after : firstCharacter(text.slice(end, end + 2));
    if (isBoundary(left, firstCharacter(found)) && isBoundary(lastCharacter(found), right)) return entry;
  }
  return undefined;
}

function isSmall(word: string): boolean {
  return word === word.toLowerCase();
}

/** Whether a word may end between two characters. */
function isBoundary(left: string, right: string): boolean {
  return !letter.test(left) || !letter.test(right) || unspaced.test(left) || unspaced.test(right);
}
