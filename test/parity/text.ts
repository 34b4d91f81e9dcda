import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSentencePieceModel } from '../../models/checkpoints/sentencePiece.ts';
import { readTiktoken } from '../../models/checkpoints/tiktoken.ts';
import { frontEnd2, separateCharacters } from '../../models/text/frontEnd2.ts';
import { frontEnd25 } from '../../models/text/frontEnd25.ts';
import type { Glossary } from '../../models/text/glossary.ts';
import { languageIndex } from '../../models/text/languages.ts';
import { normalisedLanguage, normaliseText } from '../../models/text/normaliseText.ts';
import { correctPinyin, pinyinSyllable } from '../../models/text/pinyin.ts';
import { splitByPunctuation, splitText } from '../../models/text/splitText.ts';
import { splitPieces } from '../../models/text/splitPieces.ts';
import type { NormalisedLanguage, TextNormaliser } from '../../models/text/textNormaliser.ts';
import { tiktokenTokeniser } from '../../models/text/tiktokenTokeniser.ts';
import { unigramTokeniser, type UnigramTokeniser } from '../../models/text/unigramTokeniser.ts';
import { normaliserOfAssets, textAssets } from '../textAssets.ts';
import { eachCase, equality, type Goldens } from './goldens.ts';
import type { Stage } from './stage.ts';

/** The front ends of both models: every table of strings, pieces, segments and ids, all exact. */
export const textStage: Stage = {
  name: 'text',
  check: async (goldens, report) => {
    await eachCase(goldens.cases('text'), report, (golden) => {
      const table = goldens.json(golden.outputs['table']?.file ?? '') as Table;
      const check = checks.find(({ field }) => field in table);
      if (check === undefined) throw new Error('a table of text that no check knows');
      check.compare(table, goldens, (output, different) => report(equality(golden, output, different)));
    });
  },
};

type Table = Readonly<Record<string, unknown>>;
type Report = (output: string, different: number) => void;

/** Which check a table needs is told by a field that only this kind has. */
const checks: readonly {
  readonly field: string;
  readonly compare: (table: Table, goldens: Goldens, report: Report) => void;
}[] = [
  { field: 'glossary', compare: compareGlossary },
  { field: 'patterns', compare: comparePinyin },
  { field: 'raw_encode', compare: compareSentencePiece },
  { field: 'random_pieces', compare: compareSegments },
  { field: 'split_by_punctuation', compare: compareFrontEnd25 },
  { field: 'fields', compare: compareNormalised },
  { field: 'cases', compare: compareGrammars },
];

const asItIs: Readonly<Record<NormalisedLanguage, TextNormaliser>> = { zh: (line) => line, en: (line) => line };
/** The release that the reference outputs were made with. */
const grammars = (): typeof asItIs => ({
  zh: normaliserOfAssets('1.0.4.1', 'zh'),
  en: normaliserOfAssets('1.0.4.1', 'en'),
});

interface NormalisedCase {
  readonly text: string;
  readonly chinese?: boolean;
  readonly identity: string;
  readonly wetextprocessing: string;
}

function compareNormalised(table: Table, _: Goldens, report: Report): void {
  compareWrapped(table['cases'] as NormalisedCase[], undefined, report);
}

function compareGlossary(table: Table, _: Goldens, report: Report): void {
  const glossary: Glossary = new Map(Object.entries(table['glossary'] as Record<string, string>));
  compareWrapped(table['cases'] as NormalisedCase[], glossary, report);
}

function compareWrapped(cases: readonly NormalisedCase[], glossary: Glossary | undefined, report: Report): void {
  const run = (normalisers: typeof asItIs, line: string): string =>
    normaliseText(line, { normalisers, behaviour: 'original', ...(glossary === undefined ? {} : { glossary }) });
  report(
    'identity',
    count(cases, (each) => run(asItIs, each.text) !== each.identity),
  );
  const told = cases.filter(({ chinese }) => chinese !== undefined);
  if (told.length > 0)
    report(
      'language',
      count(told, (each) => (normalisedLanguage(each.text) === 'zh') !== each.chinese),
    );
  if (textAssets === undefined) return;
  const normalisers = grammars();
  report(
    'wetextprocessing',
    count(cases, (each) => run(normalisers, each.text) !== each.wetextprocessing),
  );
}

function compareGrammars(table: Table, _: Goldens, report: Report): void {
  if (textAssets === undefined) return;
  const cases = table['cases'] as { text: string; lang: NormalisedLanguage; wetextprocessing: string | null }[];
  const normalisers = grammars();
  const run = (language: NormalisedLanguage, line: string): string | null => {
    try {
      return normalisers[language](line);
    } catch {
      return null;
    }
  };
  report(
    'grammars',
    count(cases, (each) => run(each.lang, each.text) !== each.wetextprocessing),
  );
}

function comparePinyin(table: Table, _: Goldens, report: Report): void {
  const patterns = table['patterns'] as { text: string; pinyin: string[] }[];
  const corrections = table['cases'] as { pinyin: string; corrected: string }[];
  report(
    'patterns',
    count(patterns, (each) => !same(Array.from(each.text.match(pinyinSyllable) ?? []), each.pinyin)),
  );
  report(
    'corrected',
    count(corrections, (each) => correctPinyin(each.pinyin) !== each.corrected),
  );
}

interface PieceCase {
  readonly text: string;
  readonly identity_pieces: string[];
  readonly ids: number[];
}

function identityFrontEnd(line: string, tokeniser: UnigramTokeniser): { pieces: readonly string[]; ids: number[] } {
  const normalise = (each: string): string => normaliseText(each, { normalisers: asItIs, behaviour: 'original' });
  const { pieces } = frontEnd2(line, tokeniser, normalise, { most: 120, quick: 0 }, 'original');
  return { pieces, ids: pieces.map((piece) => tokeniser.idOf(piece)) };
}

function compareSentencePiece(table: Table, goldens: Goldens, report: Report): void {
  const tokeniser = unigramOf(goldens);
  const raw = table['raw_encode'] as { text: string; pieces: string[]; ids: number[] }[];
  const separated = table['cjk_split'] as { text: string; out: string }[];
  const cases = table['cases'] as PieceCase[];
  const encode = (line: string): unknown[] => {
    const pieces = tokeniser.encode(line);
    return [pieces.map((piece) => piece.text), pieces.map(({ id }) => id)];
  };
  report(
    'raw_encode',
    count(raw, (each) => !same(encode(each.text), [each.pieces, each.ids])),
  );
  report(
    'cjk_split',
    count(separated, (each) => separateCharacters(each.text) !== each.out),
  );
  report(
    'cases',
    count(
      cases,
      (each) => !same(identityFrontEnd(each.text, tokeniser), { pieces: each.identity_pieces, ids: each.ids }),
    ),
  );
}

interface SegmentCase {
  readonly max: number;
  readonly quick_streaming_tokens: number;
}

function compareSegments(table: Table, goldens: Goldens, report: Report): void {
  const tokeniser = unigramOf(goldens);
  const split = (pieces: readonly string[], each: SegmentCase): string[][] =>
    splitPieces(pieces, { most: each.max, quick: each.quick_streaming_tokens }, 'original');
  const random = table['random_pieces'] as (SegmentCase & { pieces: string[]; segments: string[][] })[];
  const cases = table['cases'] as (SegmentCase & { text: string; segments: number[] })[];
  report(
    'random_pieces',
    count(random, (each) => !same(split(each.pieces, each), each.segments)),
  );
  const lengths = (each: SegmentCase & { text: string }): number[] =>
    split(identityFrontEnd(each.text, tokeniser).pieces, each).map(({ length }) => length);
  report(
    'cases',
    count(cases, (each) => !same(lengths(each), each.segments)),
  );
}

interface FrontEndCase {
  readonly lang: string;
  readonly text: string;
  readonly text_normalization: boolean;
  readonly max_tokens: number;
  readonly identity: { final: string; segments: string[]; ids: number[][]; lang_index: number };
  readonly wetextprocessing: string;
}

function compareFrontEnd25(table: Table, goldens: Goldens, report: Report): void {
  const file = table['tiktoken'] as string;
  const tokeniser = tiktokenTokeniser(readTiktoken(file, readFileSync(goldens.path(file))));
  // "… table size 82 positions": the reduced network's table of text positions.
  const positions = Number(/table size (\d+) positions/.exec(String(table['op']))?.[1]);
  report('n_vocab', tokeniser.size === table['n_vocab'] ? 0 : 1);
  const encoded = table['encode'] as { text: string; ids: number[] }[];
  report(
    'encode',
    count(encoded, (each) => !same(tokeniser.encode(each.text), each.ids)),
  );
  report(
    'decode',
    count(encoded, (each) => tokeniser.decode(each.ids) !== each.text),
  );
  const specials = Object.entries(table['special_tokens'] as Record<string, number>);
  report(
    'special_tokens',
    count(specials, ([token, id]) => !same(tokeniser.encode(token), [id])),
  );
  const languages = Object.entries(table['language_index'] as Record<string, number>);
  report(
    'language_index',
    count(languages, ([code, index]) => languageIndex(code) !== index),
  );
  const tokens = (line: string): number => tokeniser.encode(line).length;
  const splits = table['split'] as { text: string; lang: string; max_tokens: number; segments: string[] }[];
  const split = (each: (typeof splits)[number]): string[] => {
    const budget = Math.max(1, Math.min(each.max_tokens, positions - 2) - tokens(`<|${each.lang}|> `));
    return splitText(each.text, budget, tokens);
  };
  report(
    'split',
    count(splits, (each) => !same(split(each), each.segments)),
  );
  const short = table['split_by_punctuation'] as { text: string; max_chars: number; out: string[] }[];
  report(
    'split_by_punctuation',
    count(short, (each) => !same(splitByPunctuation(each.text, each.max_chars), each.out)),
  );

  const cases = table['cases'] as FrontEndCase[];
  const prepare = (each: FrontEndCase, normalisers: typeof asItIs): ReturnType<typeof frontEnd25> =>
    frontEnd25(each.text, each.lang, {
      tokeniser,
      normalise: each.text_normalization
        ? (line) => normaliseText(line, { normalisers, behaviour: 'original' })
        : undefined,
      most: each.max_tokens,
      positions,
      behaviour: 'original',
    });
  const ours = (each: FrontEndCase): FrontEndCase['identity'] => {
    const { prepared, segments, languageIndex: index } = prepare(each, asItIs);
    return {
      final: prepared,
      segments: segments.map((one) => one.text),
      ids: segments.map(({ ids }) => [...ids]),
      lang_index: index,
    };
  };
  const wanted = ({ identity: { final, segments, ids, lang_index } }: FrontEndCase): FrontEndCase['identity'] => ({
    final,
    segments,
    ids,
    lang_index,
  });
  report(
    'cases',
    count(cases, (each) => !same(ours(each), wanted(each))),
  );
  if (textAssets === undefined) return;
  const normalisers = grammars();
  report(
    'wetextprocessing',
    count(cases, (each) => prepare(each, normalisers).prepared !== each.wetextprocessing),
  );
}

function unigramOf(goldens: Goldens): UnigramTokeniser {
  const file = join('models', 'v2', 'bpe.model');
  return unigramTokeniser(readSentencePieceModel(file, readFileSync(goldens.path(file))));
}

function same(ours: unknown, wanted: unknown): boolean {
  return JSON.stringify(ours) === JSON.stringify(wanted);
}

/** Cases that differ; the first few are printed, for the figure alone explains nothing. */
function count<T>(cases: readonly T[], differs: (each: T) => boolean): number {
  const different = cases.filter(differs);
  for (const each of different.slice(0, 3)) console.warn(`differs: ${JSON.stringify(each).slice(0, 600)}`);
  return different.length;
}
