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
  const { name, start } = speakerPart(speaker);
  const words = slug(text, mostWords);
  const mark = hashMark(textHash(text, start));
  return name + (words === '' ? mark : `${words}-${mark}`);
}

interface SpeakerPart {
  /** With a dash after it, or empty. */
  readonly name: string;
  /** Hash of what stands before the text. */
  readonly start: number;
}

/** Thousands of lines have one speaker. */
const speakerParts = new Map<string, SpeakerPart>();
const mostSpeakers = 1000;

function speakerPart(speaker: string): SpeakerPart {
  const known = speakerParts.get(speaker);
  if (known !== undefined) return known;
  const name = slug(speaker, mostSpeaker);
  const part = { name: name === '' ? '' : `${name}-`, start: textHash(`${nameKey(speaker)}\n`) };
  if (speakerParts.size >= mostSpeakers) speakerParts.clear();
  speakerParts.set(speaker, part);
  return part;
}

const isAscii = /^[\0-\x7F]*$/;

/** Words of a text as they can stand in a file name, at most so many characters, whole words where possible. */
export function slug(text: string, most: number): string {
  // Mostly twice the letters are enough; eight times are, but for a text of hardly anything but punctuation.
  for (const share of [2, 8]) {
    const start = text.slice(0, share * most);
    const isPlain = isAscii.test(start);
    const plain = isPlain ? asciiWords(start) : words(start);
    const characters = isPlain || isAscii.test(plain) ? plain : Array.from(plain);
    if (characters.length > most) return cutAt(characters, most);
    if (share === 8 || start.length === text.length) return plain;
  }
  return '';
}

function asciiWords(text: string): string {
  const closed = text.includes("'") ? text.replaceAll("'", '') : text;
  return withoutDashes(closed.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
}

function words(text: string): string {
  const plain = text.normalize('NFC').toLowerCase().replace(/['’]/g, '');
  return withoutDashes(plain.replace(/[^\p{L}\p{N}\p{M}]+/gu, '-'));
}

/** Runs of other characters are one dash each, so there is one at an end at most. */
function withoutDashes(text: string): string {
  return text.slice(text.startsWith('-') ? 1 : 0, text.endsWith('-') ? -1 : undefined);
}

function cutAt(characters: string | readonly string[], most: number): string {
  const cut = typeof characters === 'string' ? characters.slice(0, most) : characters.slice(0, most).join('');
  const space = cut.lastIndexOf('-');
  return characters[most] === '-' || space < most / 2 ? cut.replace(/-+$/, '') : cut.slice(0, space);
}

/** Four characters of base 36 (1.7 million values) from FNV-1a: not for safety, only to tell wordings apart. */
export function shortHash(text: string): string {
  return hashMark(textHash(text));
}

function hashMark(hash: number): string {
  return (hash % 36 ** 4).toString(36).padStart(4, '0');
}

/** 32-bit FNV-1a over UTF-16 units (Fowler, Noll, Vo); `start`: the hash of what stands before the text. */
export function textHash(text: string, start = 0x811c9dc5): number {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Whether an id of the script can be the name of a file and of a column: letters, digits, `-`, `_`. */
export function isCueId(id: string): boolean {
  return /^[\p{L}\p{N}\p{M}_-]+$/u.test(id);
}
