import type { Piece, Say } from './cue.ts';

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

/** The words by their first character in small letters. */
export type Lexicon = ReadonlyMap<string, Words>;

const letter = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that put no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

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
  return new Map(
    [...byFirst].map(([first, words]) => [
      first,
      { lengths: [...words.lengths].sort((a, b) => b - a), entries: words.entries },
    ]),
  );
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
  let at = 0;
  while (at < text.length) {
    const entry = entryAt(lexicon, text, at, before, after);
    if (entry === undefined) {
      at++;
      continue;
    }
    if (at > plain) pieces.push({ text: text.slice(plain, at) });
    const end = at + entry.word.length;
    pieces.push({ text: text.slice(at, end), say: entry.say });
    plain = at = end;
  }
  if (plain < text.length) pieces.push({ text: text.slice(plain) });
  return pieces;
}

/** The entry that a piece made by `applyLexicon` is said by; undefined: none. */
export function entryOf(lexicon: Lexicon, { text, say }: Piece): LexiconEntry | undefined {
  if (say === undefined) return undefined;
  const candidates = lexicon.get(text.charAt(0).toLowerCase())?.entries.get(text.toLowerCase());
  return candidates?.find((entry) => entry.say === say);
}

function entryAt(lexicon: Lexicon, text: string, at: number, before: string, after: string): LexiconEntry | undefined {
  const words = lexicon.get(text.charAt(at).toLowerCase());
  if (words === undefined) return undefined;
  const left = at === 0 ? before : characterBefore(text, at);
  for (const length of words.lengths) {
    const end = at + length;
    if (end > text.length) continue;
    const found = text.slice(at, end);
    const candidates = words.entries.get(found.toLowerCase());
    const entry = candidates?.find(({ word }) => word === found) ?? candidates?.find(({ word }) => isSmall(word));
    if (entry?.word.length !== length) continue;
    const right = end === text.length ? after : firstCharacter(text.slice(end, end + 2));
    if (isBoundary(left, firstCharacter(found)) && isBoundary(characterBefore(found, length), right)) return entry;
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

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

/** The character that ends before `at`, surrogate pairs whole. */
function characterBefore(text: string, at: number): string {
  const pair = text.slice(Math.max(0, at - 2), at);
  return (pair.codePointAt(0) ?? 0) > 0xffff ? pair : pair.slice(-1);
}
