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
/**
 * One of the characters of `single` with what belongs to it, or a run of anything but white space, full-width punctuation,
 * breaking dashes and ellipses.
 */
const token =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][ー\uFF9E\uFF9F\p{M}]*|(?:(?![\s—…、。，；：！？「」『』（）〈〉《》【】]|--|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[^])+/gu;
/** Signs that eSpeak NG reads out: they make a word by themselves, and belong to the word that they stand at. */
const read = /^(?![<>|])[%&@#*/\\§\p{Sc}\p{Sm}\p{So}]/u;
const emoji = /\p{Emoji_Presentation}/u;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const segmenters = new Map<string, Intl.Segmenter>();

/**
 * The words of a text, in order: what stands between spaces, without the punctuation around it (`don't`, `23:40`,
 * `well-known`); single characters in Chinese and Japanese; signs that are read out (`+2`, `-3`, `@x`, `→`). Punctuation
 * alone is no word, nor is an emoji, which is not spoken. No word begins or ends within a character as people see it.
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
  const characters = charactersOf(run);
  const isRead = (index: number): boolean => {
    const character = characters[index] ?? '';
    return read.test(character) && !emoji.test(character);
  };
  let from = 0;
  let to = characters.length;
  while (from < to && isEdge(characters[from])) from++;
  while (to > from && isEdge(characters[to - 1])) to--;
  if (from === to) {
    // Nothing but signs: one word if one of them is read out.
    if (!characters.some((_, index) => isRead(index))) return [];
    return [{ text: run, from: at, to: at + run.length }];
  }
  // A sign belongs to what it stands at: $5, 50%, -3, C++.
  const isMinus = /^[-−]$/u.test(characters[from - 1] ?? '') && /^\p{Nd}/u.test(characters[from] ?? '');
  if (isMinus) from--;
  while (from > 0 && isRead(from - 1)) from--;
  while (to < characters.length && isRead(to)) to++;
  const start = at + characters.slice(0, from).join('').length;
  const bare = characters.slice(from, to).join('');
  // The dot of an abbreviation is part of it: A.D., e.g.
  const text = characters[to] === '.' && /^\p{L}(\.\p{L})+$/u.test(bare) ? `${bare}.` : bare;
  return [{ text, from: start, to: start + text.length }];
}

/** Characters as people see them. */
function charactersOf(run: string): readonly string[] {
  return /^[\x20-\x7e]*$/.test(run) ? run.split('') : Array.from(graphemes.segment(run), ({ segment }) => segment);
}

/** Whether a character is nothing that a word is made of: punctuation, signs, marks and joiners that stand alone. */
function isEdge(character: string | undefined): boolean {
  return character !== undefined && !/[\p{L}\p{N}]/u.test(character);
}

function dictionaryWords(run: string, at: number): WrittenWord[] {
  let segmenter = segmenters.get('th');
  if (segmenter === undefined) segmenters.set('th', (segmenter = new Intl.Segmenter('th', { granularity: 'word' })));
  return [...segmenter.segment(run)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ text: segment, from: at + index, to: at + index + segment.length }));
}
