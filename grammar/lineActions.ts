import { fold } from './fold.ts';
import { isMeantAsSetting } from './itemMeant.ts';
import { pauseMeant, timeMeant } from './timeMeant.ts';
import type { Figure, Inline, Span, Word } from './tree.ts';

// What the rules of line.peggy ask and make: plain functions of the text they matched.

/** True for the code of a character with which something begins that is not plain text: `*` `<` `[` `\\` `{`. */
export function isSpecial(code: number): boolean {
  return code === 0x2a || code === 0x3c || code === 0x5b || code === 0x5c || code === 0x7b;
}

/** A name has 1–40 characters, a letter among them. */
export function isName(name: string): boolean {
  return /^.{1,40}$/su.test(name) && /\p{L}/u.test(name);
}

const keywordStarts = new Set('ve li au ra se ta la en id vo v. v/ o. os oc co on in ov'.split(' '));
const chineseKeywordStarts = '像自随画旁内独心电续';

/** False where none of the items that begin with a word of their own begins: `like`, `seed`, `V.O.`, 像 … */
export function mayBeKeyword(text: string, offset: number): boolean {
  const character = text.charAt(offset);
  if (character > '\x7f') return chineseKeywordStarts.includes(character);
  return keywordStarts.has((character + text.charAt(offset + 1)).toLowerCase());
}

/** Items that mean nothing without what follows them. */
const keywords = /^(?:vector|like|像|seed|take|language|voice|engine|id)$/i;
const beginsWithSetting = /^(?:pause|停顿|beat|mark|seed|take|language|voice|engine|id|max|at)(?![\p{L}\p{N}])/iu;
/** The end of the name of a recording. */
export const fileName =
  /[\p{L}\p{N}_-]\.(?:wave?|mp3|flac|og[ga]|opus|m4[ab]|aac|aiff?|wma|webm|mp4|mov|mkv|caf|amr)(?![\p{L}\p{N}])/iu;

/** Words that end like a time in words: 两秒, `two seconds`. */
const endsLikeTime = /(?:秒|秒钟|秒半|分钟|[成折]|seconds?|minutes?)$/i;
/** `speed 0.9`: what other programs set for a line, with its number. */
const foreignSetting =
  /^(?:speed|rate|tempo|pace|pitch|volume|vol|gain|loudness|pan|stability|intensity|语速|速度|倍速|音量|音调|音高|声调|响度|声像)$/i;

/** True for a name of something that other programs set for a line, and this language does not. */
export function isForeignSetting(name: string): boolean {
  return foreignSetting.test(name);
}

/** `beat`, `pause`, 停顿: words that ask for silence. */
export function isPauseWord(words: string): boolean {
  return /^(?:beat|pause|a beat|long pause|停顿)$/i.test(words);
}

/** Bare words of `( … )`: neither a file name nor half of another item, and a letter among them. */
export function isWords(words: Word, strength: Figure | null): boolean {
  const said = fold(words.value);
  if (!/\p{L}/u.test(said) || keywords.test(said) || fileName.test(said)) return false;
  if (isMeantAsSetting(said)) return false;
  if (strength === null) return !(endsLikeTime.test(said) && said.length < 40 && isTimeMeant(said));
  // `sad*0.4`, `speed 0.9`: not a description with its strength.
  if (!/[\p{L}\p{M}!?'’.…]$/u.test(said) || isForeignSetting(said)) return false;
  // `愤怒0.5` needs no space, `angry0.5` does: it may be a name.
  return !beginsWithSetting.test(said) && (words.end < strength.start || !/[a-z]$/i.test(said));
}

function isTimeMeant(said: string): boolean {
  return timeMeant(said) !== undefined || pauseMeant(said) !== undefined;
}

/** Elements of SSML 1.1 (https://www.w3.org/TR/speech-synthesis11/) and of its dialects by prefix. */
const speechTag =
  /^(?:speak|lexicon|lookup|meta|metadata|p|s|token|w|voice|emphasis|break|prosody|audio|desc|mark|say-as|phoneme|sub|lang|(?:amazon|mstts|google|ssml):.*)$/;

/** True for the name of an SSML element, in lower case. */
export function isSpeechTag(name: string): boolean {
  return speechTag.test(name);
}

/** Seconds of hours, minutes and seconds as digits; the seconds may have a fraction after `.` or `,`. */
export function clockSeconds(hours: string, minutes: string, seconds: string): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'));
}

/**
 * The pieces of spoken text with what lies between them as text, so that they cover the whole span.
 * `null` stands for a stretch of plain text.
 */
export function withText(written: string, pieces: readonly (Inline | null)[], span: Span): readonly Inline[] {
  // Mostly it is nothing but text.
  if (pieces.every((piece) => piece === null))
    return span.end > span.start ? [text(written, span.start, span.end)] : [];
  const inlines: Inline[] = [];
  let end = span.start;
  for (const piece of pieces) {
    if (piece === null) continue;
    if (piece.start > end) inlines.push(text(written, end, piece.start));
    inlines.push(piece);
    end = piece.end;
  }
  if (span.end > end) inlines.push(text(written, end, span.end));
  return inlines;
}

function text(written: string, start: number, end: number): Inline {
  return { kind: 'text', value: written.slice(start, end), start, end };
}
