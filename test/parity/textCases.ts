import { readFileSync } from 'node:fs';
import { readTiktoken } from '../../models/checkpoints/tiktoken.ts';
import { audibleIds, frontEnd25 } from '../../models/text/frontEnd25.ts';
import { openMecabDictionary } from '../../models/text/mecabDictionary.ts';
import { mecabWords } from '../../models/text/mecabWords.ts';
import { normaliseText } from '../../models/text/normaliseText.ts';
import type { NormalisedLanguage } from '../../models/text/textNormaliser.ts';
import { tiktokenTokeniser } from '../../models/text/tiktokenTokeniser.ts';
import { assetFile, japaneseDictionary, normaliserOfAssets } from '../textAssets.ts';

/** How the cases of one kind compare. */
export interface CaseCount {
  readonly name: string;
  readonly total: number;
  /** What differs, as one line each. */
  readonly different: readonly string[];
}

interface NormaliserCase {
  readonly lang: NormalisedLanguage;
  readonly in: string;
  readonly out: string;
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
 * Compares a file of cases in one of the two formats of the text assets: bare grammars (`in`, `out`), or the whole front
 * ends (`v25_ids`, …). Both were made with release 1.2.0 of the grammars. Needs the text assets, and for Japanese the
 * dictionary (unidic-lite); without it words are cut as ICU cuts them, and some lines differ.
 */
export async function compareTextCases(file: string): Promise<CaseCount[]> {
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly (NormaliserCase | FrontEndCase)[] };
  const bare = cases.filter((each) => 'in' in each);
  const whole = cases.filter((each) => 'v25_ids' in each);
  if (bare.length + whole.length !== cases.length) throw new Error(`${file}: cases of an unknown format`);
  return [...(bare.length > 0 ? compareBare(bare) : []), ...(whole.length > 0 ? await compareWhole(whole) : [])];
}

function compareBare(cases: readonly NormaliserCase[]): CaseCount[] {
  return (['zh', 'en'] as const).map((language) => {
    const normalise = normaliserOfAssets('1.2.0', language);
    const own = cases.filter(({ lang }) => lang === language);
    return count(`grammar ${language}`, own, (each) => {
      const ours = normalise(each.in);
      return [each.out, each.also].flat().includes(ours) ? undefined : `${each.in} → ${ours}, not ${each.out}`;
    });
  });
}

async function compareWhole(cases: readonly FrontEndCase[]): Promise<CaseCount[]> {
  const normalisers = { zh: normaliserOfAssets('1.2.0', 'zh'), en: normaliserOfAssets('1.2.0', 'en') };
  const normalise = (text: string): string => normaliseText(text, { normalisers, behaviour: 'original' });
  const vocabulary = assetFile('vocabulary', 'multilingual_zh_ja_yue_char_del.tiktoken.gz');
  if (vocabulary === undefined) throw new Error('the vocabulary is missing from the text assets');
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
  const japanese = cases.filter(({ lang }) => lang === 'ja');
  const others = cases.filter(({ lang }) => lang !== 'ja');
  return [
    count('front end 2', cases, (each) => differing(each.text, normalise(each.text), each.v2_normalized['tn-1.2.0'])),
    count('front end 2.5', others, compare25),
    count('front end 2.5 ja', japanese, compare25),
  ];
}

function differing(text: string, ours: string, wanted: string | undefined): string | undefined {
  return ours === wanted ? undefined : `${text} → ${ours}, not ${String(wanted)}`;
}

function count<T>(name: string, cases: readonly T[], compare: (each: T) => string | undefined): CaseCount {
  return { name, total: cases.length, different: cases.map(compare).filter((line) => line !== undefined) };
}
