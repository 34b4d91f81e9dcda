import type { Piece, Say } from './cue.ts';

/** A word and how it is always said. */
export interface LexiconEntry {
  /** NFC */
  readonly word: string;
  readonly say: Say;
}

/** The entries by their first character in lower case, the longest first. */
export type Lexicon = ReadonlyMap<string, readonly LexiconEntry[]>;

const letter = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that put no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Makes a lexicon ready for look-ups. */
export function compileLexicon(entries: Iterable<LexiconEntry>): Lexicon {
  const byFirst = new Map<string, LexiconEntry[]>();
  for (const entry of entries) {
    const first = entry.word.charAt(0).toLowerCase();
    const list = byFirst.get(first);
    if (list === undefined) byFirst.set(first, [entry]);
    else list.push(entry);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length);
  return byFirst;
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

function entryAt(lexicon: Lexicon, text: string, at: number, before: string, after: string): LexiconEntry | undefined {
  const candidates = lexicon.get(text.charAt(at).toLowerCase());
  if (candidates === undefined) return undefined;
  const left = at === 0 ? before : characterBefore(text, at);
  return candidates.find(({ word }) => {
    const found = text.slice(at, at + word.length);
    if (found !== word && (word !== word.toLowerCase() || found.toLowerCase() !== word)) return false;
    const end = at + word.length;
    const right = end >= text.length ? after : String.fromCodePoint(text.codePointAt(end) ?? 0);
    return isBoundary(left, firstCharacter(word)) && isBoundary(characterBefore(word, word.length), right);
  });
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
