/** A word of the written text; UTF-16 offsets, `to` exclusive. */
export interface WrittenWord {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** One character is one word in these scripts. */
const single = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** These are written without spaces: a dictionary tells their words. */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** A run of anything but white space, full-width punctuation, breaking dashes and ellipses; or one of the above. */
const token =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][ー々\p{M}]*|(?:(?![\s—…、。，；：！？「」『』（）〈〉《》【】]|--|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[^])+/gu;
const edge = /^[\p{P}\p{S}]$/u;
/** Signs that are read out: they make a word by themselves. */
const read = /[%&@#$€£¥+=°§<>©®™/*^|~]/u;

const segmenters = new Map<string, Intl.Segmenter>();

/**
 * The words of a text, in order: what stands between spaces, without the punctuation around it (`don't`, `23:40`,
 * `well-known`); single characters in Chinese and Japanese. Punctuation alone is no word.
 */
export function writtenWords(text: string): WrittenWord[] {
  const words: WrittenWord[] = [];
  for (const found of text.matchAll(token)) {
    const [run] = found;
    if (unspaced.test(run)) words.push(...dictionaryWords(run, found.index));
    else words.push(...trimmed(run, found.index));
  }
  return words;
}

function trimmed(run: string, at: number): WrittenWord[] {
  if (single.test(run)) return [{ text: run, from: at, to: at + run.length }];
  const characters = Array.from(run);
  let from = 0;
  let to = characters.length;
  const strips = (character: string | undefined): boolean => character !== undefined && edge.test(character);
  while (from < to && strips(characters[from])) from++;
  while (to > from && strips(characters[to - 1])) to--;
  if (from === to) {
    // Nothing but signs: one word if one of them is read out.
    if (!read.test(run)) return [];
    return [{ text: run, from: at, to: at + run.length }];
  }
  // A sign of money or the like belongs to its number: $5, 50%.
  if (from > 0 && read.test(characters[from - 1] ?? '')) from--;
  if (to < characters.length && read.test(characters[to] ?? '')) to++;
  const start = at + characters.slice(0, from).join('').length;
  const bare = characters.slice(from, to).join('');
  // The dot of an abbreviation is part of it: A.D., e.g.
  const text = characters[to] === '.' && /^\p{L}(\.\p{L})+$/u.test(bare) ? `${bare}.` : bare;
  return [{ text, from: start, to: start + text.length }];
}

function dictionaryWords(run: string, at: number): WrittenWord[] {
  let segmenter = segmenters.get('th');
  if (segmenter === undefined) segmenters.set('th', (segmenter = new Intl.Segmenter('th', { granularity: 'word' })));
  return [...segmenter.segment(run)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ text: segment, from: at + index, to: at + index + segment.length }));
}
