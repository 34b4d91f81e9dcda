import { nameKey } from '../grammar/index.ts';

/** Letters of the words in an id: with speaker and hash it stays well below every file system's limit of 255 bytes. */
const mostWords = 28;
const mostSpeaker = 16;

/** Characters of an id that a script may give: three bytes each still leave room for numbers and endings in file names. */
export const longestId = 64;

/**
 * The id of a line that has none of its own: speaker, first words, and four characters that tell the whole wording, so
 * that it does not depend on any other line. Lower case, `-` between words, letters of any script.
 */
export function derivedId(speaker: string, text: string): string {
  const name = slug(speaker, mostSpeaker);
  const words = slug(text, mostWords);
  const mark = shortHash(`${nameKey(speaker)}\n${text}`);
  return [name, words, mark].filter((part) => part !== '').join('-');
}

const isAscii = /^[\0-\x7F]*$/;

/** Words of a text as they can stand in a file name, at most so many characters, whole words where possible. */
export function slug(text: string, most: number): string {
  // More than can be needed, but for a text of hardly anything but punctuation.
  const start = text.slice(0, 8 * most);
  const plain = (isAscii.test(start) ? start : start.normalize('NFC'))
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(isAscii.test(start) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const characters = Array.from(plain);
  if (characters.length <= most) return plain;
  const cut = characters.slice(0, most).join('');
  const space = cut.lastIndexOf('-');
  return characters[most] === '-' || space < most / 2 ? cut.replace(/-+$/, '') : cut.slice(0, space);
}

/** Four characters of base 36 (1.7 million values) from FNV-1a: not for safety, only to tell wordings apart. */
export function shortHash(text: string): string {
  return (textHash(text) % 36 ** 4).toString(36).padStart(4, '0');
}

/** 32-bit FNV-1a over UTF-16 units (Fowler, Noll, Vo). */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Whether an id of the script can be the name of a file and of a column: letters, digits, `-`, `_`. */
export function isCueId(id: string): boolean {
  return /^[\p{L}\p{N}\p{M}_-]+$/u.test(id);
}
