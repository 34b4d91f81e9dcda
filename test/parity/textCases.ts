import { readFileSync } from 'node:fs';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { readTiktoken } from '../../models/checkpoints/tiktoken.ts';
import { audibleIds, frontEnd25 } from '../../models/text/frontEnd25.ts';
import { openMecabDictionary } from '../../models/text/mecabDictionary.ts';
import { mecabWords } from '../../models/text/mecabWords.ts';
import { normaliseText } from '../../models/text/normaliseText.ts';
import type { NormalisedLanguage, TextNormaliser } from '../../models/text/textNormaliser.ts';
import { tiktokenTokeniser } from '../../models/text/tiktokenTokeniser.ts';
import { assetFile, japaneseDictionary, normaliserOfAssets, textAssets } from '../textAssets.ts';

/** How the cases of one kind compare. */
export interface CaseCount {
  readonly name: string;
  readonly total: number;
  /** What differs, as one line each. */
  readonly different: readonly string[];
  /** Why these cases were not compared, where they could not be. */
  readonly skipped?: string;
}

/** A file of cases that cannot be read, or cannot be compared here; the message is one line. */
export class TextCasesError extends Error {}

interface NormaliserCase {
  readonly lang: NormalisedLanguage;
  readonly in: string;
  /** null where the grammar has no reading. */
  readonly out: string | null;
  /** Other readings of equal weight. */
  readonly also?: string | readonly string[];
}

interface FrontEndCase {
  readonly text: string;
  readonly lang: string;
  /** By release of the normaliser; releases that agree with the first are left out. */
  readonly v2_normalized: Readonly<Record<string, string>>;
  readonly v25_prepared: string;
  readonly v25_segments: readonly string[];
  readonly v25_ids: readonly (readonly number[])[];
  readonly v25_ids_after_filter: readonly (readonly number[])[];
  readonly v25_lang_index: number;
}

/**
 * Compares a file of cases in one of the two formats of the text assets: bare grammars (`lang`, `in`, `out`), or the
 * whole front ends (`text`, `lang`, `v2_normalized`, `v25_…`). Both were made with release 1.2.0 of the grammars. Needs
 * the text assets; Japanese is compared where its dictionary is at hand. Errors: `TextCasesError`.
 */
export async function compareTextCases(file: string): Promise<CaseCount[]> {
  const cases = readCases(file);
  if (textAssets === undefined) {
    throw new TextCasesError('no text assets: name their folder (text-grammars, vocabulary) in TABLEREAD_TEXT_ASSETS');
  }
  const bare = cases.filter((each): each is NormaliserCase => 'in' in each);
  const whole = cases.filter((each): each is FrontEndCase => 'text' in each);
  return [...compareBare(bare), ...(whole.length > 0 ? await compareWhole(whole) : [])].filter(
    ({ total }) => total > 0,
  );
}

function readCases(file: string): (NormaliserCase | FrontEndCase)[] {
  let content: string;
  try {
    content = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new TextCasesError(`${file}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${String(code)})`}`);
  }
  let root: unknown;
  try {
    root = JSON.parse(content);
  } catch (error) {
    throw new TextCasesError(`${file}: no JSON: ${(error as Error).message.replaceAll('\n', ' ')}`);
  }
  const cases = isObject(root) ? root['cases'] : root;
  if (!Array.isArray(cases)) throw new TextCasesError(`${file}: has no list "cases"`);
  if (cases.length === 0) throw new TextCasesError(`${file}: its list "cases" is empty`);
  return cases.map((each: unknown, index) => {
    const wrong = wrongField(each);
    if (wrong !== undefined) throw new TextCasesError(`${file}: cases[${index}]${wrong}`);
    return each as NormaliserCase | FrontEndCase;
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isIds = (value: unknown): boolean =>
  Array.isArray(value) && value.every((ids) => Array.isArray(ids) && ids.every(Number.isInteger));

/** What each field has to be. */
type Format = Readonly<Record<string, readonly [is: (value: unknown) => boolean, wanted: string]>>;
const bareFormat: Format = {
  lang: [(value) => value === 'zh' || value === 'en', '"zh" or "en"'],
  in: [isText, 'a string'],
  out: [(value) => value === null || isText(value), 'a string, or null for "no reading"'],
  also: [(value) => value === undefined || isText(value) || isTexts(value), 'a string or a list of strings'],
};
const wholeFormat: Format = {
  text: [isText, 'a string'],
  lang: [isText, 'a string'],
  v2_normalized: [(value) => isObject(value) && isText(value['tn-1.2.0']), 'an object with a string "tn-1.2.0"'],
  v25_prepared: [isText, 'a string'],
  v25_segments: [isTexts, 'a list of strings'],
  v25_ids: [isIds, 'a list of lists of whole numbers'],
  v25_ids_after_filter: [isIds, 'a list of lists of whole numbers'],
  v25_lang_index: [Number.isInteger, 'a whole number'],
};

function wrongField(value: unknown): string | undefined {
  if (!isObject(value)) return ' is no object';
  if (!('in' in value || 'text' in value)) return ' has neither "in" (bare grammar) nor "text" (front ends)';
  for (const [field, [is, wanted]] of Object.entries('in' in value ? bareFormat : wholeFormat)) {
    const found = value[field] === undefined ? 'absent' : JSON.stringify(value[field]).slice(0, 60);
    if (!is(value[field])) return `.${field} has to be ${wanted}, not ${found}`;
  }
  return undefined;
}

function compareBare(cases: readonly NormaliserCase[]): CaseCount[] {
  return (['zh', 'en'] as const).map((language) => {
    const normalise = normaliserOfAssets('1.2.0', language);
    const own = cases.filter(({ lang }) => lang === language);
    return count(`grammar ${language}`, own, (each) => {
      const ours = read(normalise, each.in);
      return [each.out, each.also].flat().includes(ours)
        ? undefined
        : `${each.in} → ${String(ours)}, not ${String(each.out)}`;
    });
  });
}

/** null where the grammar has no reading. */
function read(normalise: TextNormaliser, text: string): string | null {
  try {
    return normalise(text);
  } catch (error) {
    if (error instanceof TablereadError && error.code === 'text/not-normalisable') return null;
    throw error;
  }
}

async function compareWhole(cases: readonly FrontEndCase[]): Promise<CaseCount[]> {
  const normalisers = { zh: normaliserOfAssets('1.2.0', 'zh'), en: normaliserOfAssets('1.2.0', 'en') };
  const normalise = (text: string): string => normaliseText(text, { normalisers, behaviour: 'original' });
  const vocabulary = assetFile('vocabulary', 'multilingual_zh_ja_yue_char_del.tiktoken.gz');
  if (vocabulary === undefined) throw new TextCasesError('the vocabulary is missing from the text assets');
  const tokeniser = tiktokenTokeniser(readTiktoken(vocabulary, readFileSync(vocabulary)));
  const dictionary = japaneseDictionary === undefined ? undefined : await openMecabDictionary(japaneseDictionary);
  const words = dictionary === undefined ? {} : { japaneseWords: (text: string) => mecabWords(text, dictionary) };
  const compare25 = (each: FrontEndCase): string | undefined => {
    const { prepared, segments, languageIndex } = frontEnd25(each.text, each.lang, {
      tokeniser,
      normalise,
      ...words,
      most: 120,
      positions: 602,
      behaviour: 'original',
    });
    const ids = segments.map((segment) => segment.ids);
    const audible = ids.map((own) => audibleIds(own, 'original'));
    const ours = [prepared, segments.map(({ text }) => text), ids, audible, languageIndex];
    const wanted = [each.v25_prepared, each.v25_segments, each.v25_ids, each.v25_ids_after_filter, each.v25_lang_index];
    return differing(each.text, JSON.stringify(ours), JSON.stringify(wanted));
  };
  const isJapanese = ({ lang }: FrontEndCase): boolean => lang.toLowerCase() === 'ja';
  const japanese = cases.filter(isJapanese);
  const others = cases.filter((each) => !isJapanese(each));
  const skipped = 'no Japanese dictionary (the folder of unidic-lite 1.0.8): name it in TABLEREAD_JAPANESE_DICTIONARY';
  return [
    count('front end 2', cases, (each) => differing(each.text, normalise(each.text), each.v2_normalized['tn-1.2.0'])),
    count('front end 2.5', others, compare25),
    dictionary === undefined
      ? { name: 'front end 2.5 ja', total: japanese.length, different: [], skipped }
      : count('front end 2.5 ja', japanese, compare25),
  ];
}

function differing(text: string, ours: string, wanted: string | undefined): string | undefined {
  return ours === wanted ? undefined : `${text} → ${ours}, not ${String(wanted)}`;
}

function count<T>(name: string, cases: readonly T[], compare: (each: T) => string | undefined): CaseCount {
  return { name, total: cases.length, different: cases.map(compare).filter((line) => line !== undefined) };
}
