import { fold } from './fold.ts';
import { error, replacing, warning } from './mistake.ts';
import type { Mistake, Span } from './tree.ts';
import { isBlank } from './word.ts';

/** How a stretch is to be said: the right side of `<…|…>`, or a value of the lexicon. */
export type Pronunciation =
  /** Toned pinyin, a syllable a character, upper case with `V` for ü: `['HANG2']`. */
  | { readonly kind: 'pinyin'; readonly syllables: readonly string[] }
  /** CMU phones in upper case, `.` between syllables as written: `['M','IH1','.','N','AH0','T']`. */
  | { readonly kind: 'phones'; readonly phones: readonly string[] }
  | { readonly kind: 'respelling'; readonly text: string };

/** The phones of the CMU Pronouncing Dictionary 0.7b; vowels carry the stress. */
const vowels = new Set('AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW'.split(' '));
const consonants = new Set('B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH'.split(' '));

/** The syllables of Hanyu Pinyin (GB/T 16159), by initial; `v` is ü. */
const syllablesByInitial: Readonly<Record<string, string>> = {
  '': 'a ai an ang ao e ei en eng er o ou m n ng',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  f: 'a an ang ei en eng o ou u',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue un uo v ve',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo v ve',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  k: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng m ng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un v van ve vn',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un v van ve vn',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un v van ve vn',
  zh: 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
  ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  r: 'an ang ao e en eng i ong ou u ua uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  c: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  y: 'a an ang ao e i in ing o ong ou u uan ue un',
  w: 'a ai an ang ei en eng o u',
};
const syllables = new Set(
  Object.entries(syllablesByInitial).flatMap(([initial, finals]) =>
    finals.split(' ').map((final) => (initial + final).toUpperCase()),
  ),
);

/**
 * Reads the right side of `<written|says>`. `says` may stand anywhere; spans of mistakes count from its start.
 *
 * Pinyin with tone digits, a syllable a character; CMU phones when all are phones and one has a stress digit; else a
 * respelling. Letters and a digit are taken for pinyin where a Chinese character is written, for phones elsewhere.
 */
export function pronunciation(
  written: string,
  says: string,
): { readonly value: Pronunciation | undefined; readonly mistakes: readonly Mistake[] } {
  const tokens = tokensOf(fold(says));
  if (tokens.length === 0)
    return { value: undefined, mistakes: [error('voice/empty-pronunciation', { start: 0, end: says.length })] };
  const isChinese = /\p{Script=Han}/u.test(written);
  return (
    (isChinese ? pinyin(tokens, written, says) : undefined) ??
    phones(tokens, says) ?? {
      value: { kind: 'respelling', text: says.trim() },
      mistakes: isChinese ? withoutTones(tokens, written, says) : [],
    }
  );
}

/** The tones as marks above vowels, by their digit. */
const toneMarks = ['\u0304', '\u0301', '\u030C', '\u0300'];

/** A syllable a character, as in pinyin, with tones as marks or none at all: likely meant as pinyin. */
function withoutTones(tokens: readonly Token[], written: string, says: string): Mistake[] {
  const meant = tokens.map(({ value }) => {
    const letters = value.normalize('NFD');
    const tone = toneMarks.findIndex((mark) => letters.includes(mark)) + 1;
    const plain = letters.replace(/[\u0300\u0301\u0304\u030C]/g, '').replace('U\u0308', 'V');
    return { plain, tone };
  });
  const characters = written.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (tokens.length !== characters || !meant.every(({ plain }) => syllables.has(plain))) return [];
  const [first] = tokens;
  if (first === undefined) return [];
  const hasTones = meant.every(({ tone }) => tone > 0);
  const fixed = meant.map(({ plain, tone }) => `${plain}${tone}`).join(' ');
  const span = { start: first.start, end: tokens.at(-1)?.end ?? first.end };
  const values = { syllable: says.slice(span.start, span.end) };
  return [warning('voice/pinyin-tone', span, values, hasTones ? [replacing(span, fixed)] : [])];
}

interface Token extends Span {
  readonly value: string;
}

function tokensOf(says: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  for (let index = 0; index <= says.length; index++) {
    if (index < says.length && !isBlank(says[index])) continue;
    if (index > start) tokens.push({ value: says.slice(start, index).toUpperCase(), start, end: index });
    start = index + 1;
  }
  return tokens;
}

/** Undefined: no pinyin. Syllables may stand together (`YIN2HANG2`). */
function pinyin(tokens: readonly Token[], written: string, says: string): ReturnType<typeof pronunciation> | undefined {
  const found: Token[] = [];
  const isChinese = /\p{Script=Han}/u.test(written);
  for (const token of tokens) {
    // A tone that does not exist is a slip where Chinese is written; elsewhere it may be a respelling (`gr8`).
    const tone = isChinese ? '[0-9]' : '[1-5]';
    if (!new RegExp(`^(?:[A-ZÜ]+:?${tone})+$`).test(token.value)) return undefined;
    for (const match of token.value.matchAll(/[A-ZÜ]+:?\d/g)) {
      const start = token.start + match.index;
      found.push({ value: match[0].replace(/Ü|U:/, 'V'), start, end: start + match[0].length });
    }
  }
  const unknown = found.find(({ value }) => !syllables.has(value.slice(0, -1)) || !/[1-5]$/.test(value));
  if (unknown !== undefined) {
    const text = says.slice(unknown.start, unknown.end);
    return { value: undefined, mistakes: [error('voice/unknown-pinyin', unknown, { syllable: text })] };
  }
  const characters = written.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (found.length !== characters) {
    const values = { characters, syllables: found.length };
    return { value: undefined, mistakes: [error('voice/pinyin-count', { start: 0, end: says.length }, values)] };
  }
  return { value: { kind: 'pinyin', syllables: found.map(({ value }) => value) }, mistakes: [] };
}

/** Undefined: no phones. One word that is no phone among phones with stress makes a respelling, with a warning. */
function phones(tokens: readonly Token[], says: string): ReturnType<typeof pronunciation> | undefined {
  const hasStress = tokens.some(({ value }) => vowels.has(value.slice(0, -1)) && /[0-2]$/.test(value));
  if (!hasStress) return undefined;
  const odd = tokens.filter(({ value }) => !isPhone(value));
  if (odd.length === 0) return { value: { kind: 'phones', phones: tokens.map(({ value }) => value) }, mistakes: [] };
  return {
    value: { kind: 'respelling', text: says.trim() },
    mistakes: odd.map((token) => warning('voice/unknown-phone', token, { phone: token.value })),
  };
}

function isPhone(token: string): boolean {
  return (
    token === '.' ||
    consonants.has(token) ||
    vowels.has(token) ||
    (vowels.has(token.slice(0, -1)) && /[0-2]$/.test(token))
  );
}
