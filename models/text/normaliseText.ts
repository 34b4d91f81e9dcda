import type { Behaviour } from './behaviour.ts';
import { applyGlossary, type Glossary } from './glossary.ts';
import { correctPinyin, pinyinSyllable } from './pinyin.ts';
import { annotation } from './pronunciation.ts';
import { mapChinesePunctuation, mapPunctuation } from './punctuation.ts';
import type { NormalisedLanguage, TextNormaliser } from './textNormaliser.ts';
import { pythonWhiteSpace, strippedEnd } from './whiteSpace.ts';

/** What `normaliseText` works with. */
export interface Normalisation {
  readonly normalisers: Readonly<Record<NormalisedLanguage, TextNormaliser>>;
  readonly glossary?: Glossary;
  readonly behaviour: Behaviour;
}

/** Words with inner hyphens, `GPT-5-Nano`: a hyphen in them is neither a minus nor a range. */
const term = /[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+/g;
/** Foreign names in Chinese: `约瑟夫·高登-莱维特`. */
const name = /[\u4e00-\u9fff]+(?:[-·—][\u4e00-\u9fff]+){1,2}/g;
const contraction = /(what|where|who|which|how|t?here|it|s?he|that|this)'s/giu;
const contractionOfWord = /(?<![\p{L}\p{N}])(what|where|who|which|how|t?here|it|s?he|that|this)'s(?![\p{L}\p{N}])/giu;
/** As Python's `\s` counts white space. */
const keptHyphen = new RegExp(`[${pythonWhiteSpace}]*<H>[${pythonWhiteSpace}]*`, 'gu');

/**
 * The language whose grammar reads a line: Chinese where it has Chinese characters, no Latin letter at all, pinyin with
 * a tone, or is nothing but an e-mail address; else English.
 */
export function normalisedLanguage(text: string): NormalisedLanguage {
  if (/[\u4e00-\u9fff]/.test(text) || !/[a-zA-Z]/.test(text)) return 'zh';
  if (/^[a-zA-Z0-9]+@[a-zA-Z0-9]+\.[a-zA-Z]+\n?$/.test(text)) return 'zh';
  return text.search(pinyinSyllable) >= 0 ? 'zh' : 'en';
}

/**
 * Writes a line out as it is spoken, the way the original's front end wraps the grammars: pronunciation marks, terms,
 * pinyin and names are kept from the grammar, contractions opened, the glossary applied, punctuation mapped at the end.
 *
 * `corrected` differs in four points: contractions are opened only as whole words (`somewhat's` stays); a syllable of
 * pinyin that is the end of another is not taken out of it (`an4` in `xuan4`); more than 26 syllables or names keep
 * readable placeholders; and a Chinese line that the grammar cannot read is spoken as it stands instead of not at all.
 */
export function normaliseText(text: string, { normalisers, glossary, behaviour }: Normalisation): string {
  const marks = new Placeholders((index) => `PRONPLACEHOLDER${letters(index)}PRONPLACEHOLDER`);
  let line = text.replace(annotation, (mark) => marks.take(mark));
  const language = normalisedLanguage(line);
  line = line.replace(behaviour === 'original' ? contraction : contractionOfWord, '$1 is');
  if (glossary !== undefined) line = applyGlossary(line, glossary, language);
  const normalised =
    language === 'zh' ? normaliseChinese(line, normalisers.zh, behaviour) : normaliseEnglish(line, normalisers.en);
  return marks.restore(normalised);
}

function normaliseChinese(line: string, normalise: TextNormaliser, behaviour: Behaviour): string {
  const text = strippedEnd(line);
  const letter =
    behaviour === 'original' ? (index: number) => String.fromCharCode(0x61 + index) : (index: number) => letters(index);
  const syllables = new Placeholders((index) => `<pinyin_${letter(index)}>`);
  const names = new Placeholders((index) => `<n_${letter(index)}>`);
  const hyphens = keepHyphens(text);
  let kept = hyphens.text;
  const found = distinct(kept.match(pinyinSyllable));
  if (behaviour === 'corrected') found.sort((a, b) => b.length - a.length);
  for (const syllable of found) kept = kept.replaceAll(syllable, syllables.take(syllable));
  for (const each of distinct(kept.match(name))) kept = kept.replaceAll(each, names.take(each));
  let spoken: string;
  try {
    spoken = normalise(kept);
  } catch {
    if (behaviour === 'original') return '';
    spoken = kept;
  }
  const restored = syllables.restore(names.restore(spoken), correctPinyin);
  return mapChinesePunctuation(hyphens.restore(restored));
}

function normaliseEnglish(line: string, normalise: TextNormaliser): string {
  const hyphens = keepHyphens(line);
  let spoken: string;
  try {
    spoken = hyphens.restore(normalise(hyphens.text));
  } catch {
    spoken = line;
  }
  return mapPunctuation(spoken);
}

/** Hyphens of terms become `<H>`, and come back without the space that a grammar may put around them. */
function keepHyphens(line: string): { readonly text: string; readonly restore: (spoken: string) => string } {
  const terms = distinct(line.match(term)).sort((a, b) => b.length - a.length);
  if (terms.length === 0) return { text: line, restore: (spoken) => spoken };
  const text = terms.reduce((result, each) => result.replaceAll(each, each.replaceAll('-', '<H>')), line);
  return { text, restore: (spoken) => spoken.replace(keptHyphen, '-') };
}

function distinct(found: readonly string[] | null): string[] {
  return [...new Set(found)];
}

/** a, b, … z, aa, ab, … */
function letters(index: number): string {
  const last = String.fromCharCode(0x61 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** Stretches that stand aside while the grammar reads the rest. */
class Placeholders {
  readonly #written: (index: number) => string;
  readonly #taken: string[] = [];

  constructor(written: (index: number) => string) {
    this.#written = written;
  }

  take(stretch: string): string {
    this.#taken.push(stretch);
    return this.#written(this.#taken.length - 1);
  }

  restore(text: string, change: (stretch: string) => string = (stretch) => stretch): string {
    return this.#taken.reduce(
      (result, stretch, index) => result.replaceAll(this.#written(index), () => change(stretch)),
      text,
    );
  }
}
