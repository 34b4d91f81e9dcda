import { describe, expect, test } from 'vitest';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { applyGlossary, readGlossary } from '../../../models/text/glossary.ts';
import { normalisedLanguage, normaliseText } from '../../../models/text/normaliseText.ts';
import { markPronunciations, upperCaseTokens } from '../../../models/text/pronunciation.ts';
import { mapPunctuation } from '../../../models/text/punctuation.ts';
import { inSpokenOrder } from '../../../models/text/taggedFields.ts';

const asItIs = { zh: (line: string) => line, en: (line: string) => line };
const throwing = (): never => {
  throw new Error('no reading');
};

describe('the language of a line', () => {
  test.each([
    ['你好 world', 'zh'],
    ['1234', 'zh'],
    ['', 'zh'],
    ['hello', 'en'],
    ['user@example.com', 'zh'],
    ['mail user@example.com', 'en'],
    ['say XING2 now', 'zh'],
    ['beta1 voice2', 'en'],
  ])('%j is read as %s', (text, language) => {
    expect(normalisedLanguage(text)).toBe(language);
  });
});

describe('what the grammar does not get to see', () => {
  const seen = (text: string): string[] => {
    const lines: string[] = [];
    const keep = (line: string): string => {
      lines.push(line);
      return line;
    };
    normaliseText(text, { normalisers: { zh: keep, en: keep }, behaviour: 'corrected' });
    return lines;
  };

  test('pinyin, names and terms', () => {
    expect(seen('约瑟夫·高登说GPT-5念lv3')).toEqual(['<n_a>GPT<H>5念<pinyin_a>']);
    expect(seen('The GPT-5-Nano model')).toEqual(['The GPT<H>5<H>Nano model']);
  });

  test('pronunciations', () => {
    expect(seen('银<行|HANG2>')).toEqual(['银PRONPLACEHOLDERaPRONPLACEHOLDER']);
  });

  test('a placeholder that the writer typed stays as it is', () => {
    const normalise = (text: string): string => normaliseText(text, { normalisers: asItIs, behaviour: 'original' });
    expect(normalise('a <H> b')).toBe('a <H> b');
    expect(normalise('他<H>说')).toBe('他<H>说');
    // Beside a term it goes, as in the original, with what Python counts as white space.
    expect(normalise('hello\u0085<H>\u001ca-b')).toBe('hello-a-b');
    expect(normalise('hello\ufeff<H> a-b')).toBe('hello\ufeff-a-b');
  });

  test('and all of it comes back', () => {
    const text = '约瑟夫-高登说GPT-5念lv3,银<行|HANG2>';
    expect(normaliseText(text, { normalisers: asItIs, behaviour: 'corrected' })).toBe(text);
  });

  test('more syllables than letters', () => {
    const syllables = ['ba', 'pa', 'ma', 'fa', 'da', 'ta', 'na'].flatMap((syllable) =>
      [1, 2, 3, 4].map((tone) => `${syllable}${tone}`),
    );
    const text = `字${syllables.join('、')}`;
    const normalised = normaliseText(text, { normalisers: asItIs, behaviour: 'corrected' });
    expect(normalised).toBe(text.replaceAll('、', ','));
    expect(seen(text)[0]).toContain('<pinyin_ab>');
  });
});

describe('where `original` and `corrected` part', () => {
  const both = (text: string, normalisers: typeof asItIs = asItIs): string[] =>
    (['original', 'corrected'] as const).map((behaviour) => normaliseText(text, { normalisers, behaviour }));

  test('a contraction inside a word', () => {
    expect(both("somewhat's")).toEqual(['somewhat is', "somewhat's"]);
    expect(both("What's that? It's here's")).toEqual(['What is that? It is here is', 'What is that? It is here is']);
  });

  test('a syllable that ends another', () => {
    expect(both('字an4和xuan4')).toEqual(['字an4和xuan4', '字an4和XVAN4']);
  });

  test('a Chinese line that the grammar cannot read', () => {
    expect(both('你好', { zh: throwing, en: throwing })).toEqual(['', '你好']);
    expect(both('hello; you', { zh: throwing, en: throwing })).toEqual(['hello, you', 'hello, you']);
  });
});

describe('glossaries', () => {
  const glossary = readGlossary('g.yaml', 'C++: { zh: C 加加, en: C plus plus }\nTTS: T T S\nM.2: { en: M dot two }\n');

  test.each([
    ['c++ and tts', 'en', 'C plus plus and T T S'],
    ['C++和TTS', 'zh', 'C 加加和T T S'],
    ['M.2', 'zh', 'M.2'],
    ['Mx2', 'en', 'Mx2'],
  ] as const)('%j in %s', (text, language, expected) => {
    expect(applyGlossary(text, glossary, language)).toBe(expected);
  });

  test('a reading may hold what a pattern would mean something else by', () => {
    expect(applyGlossary('a$b', new Map([['a$b', '$& $1']]), 'en')).toBe('$& $1');
  });

  test.each([
    ['a: [1', 'text/glossary-damaged', { line: 1 }],
    ['ok: yes\n- x', 'text/glossary-damaged', { line: 2 }],
    ['- a', 'text/glossary-damaged', { line: 1 }],
    ['a: 5', 'text/glossary-entry', { term: 'a' }],
    ['a: { fr: x }', 'text/glossary-entry', { term: 'a' }],
  ])('%j is refused', (content, code, values) => {
    expect(() => readGlossary('g.yaml', content)).toThrow(TablereadError);
    try {
      readGlossary('g.yaml', content);
    } catch (error) {
      expect((error as TablereadError).code).toBe(code);
      expect((error as TablereadError).values).toMatchObject({ file: 'g.yaml', ...values });
    }
  });

  test('an empty file is an empty glossary', () => expect(readGlossary('g.yaml', '# nothing\n').size).toBe(0));
});

describe('small steps', () => {
  test.each([
    ['，，，', ',,,'],
    [',,,', '…'],
    ['……', '…'],
    ['…', '…'],
    ['a...b', 'a…b'],
    ['「」【】《》“”', "''''''''"],
    ['1:2；3', '1,2,3'],
  ])('punctuation %j becomes %j', (from, to) => expect(mapPunctuation(from)).toBe(to));

  test.each([
    ['<行|hang2>', '<|SPECIAL_TOKEN_2|>HANG2<|SPECIAL_TOKEN_2|>'],
    ['<going|g ow1 . ih0 ng>', '<|SPECIAL_TOKEN_1|>G OW1 . IH0 NG<|SPECIAL_TOKEN_1|>'],
    ['<今日|きょう>', ' きょう '],
    ['<東京|トウキョウ>', ' トウキョウ '],
    ['a < b | c > d', 'a <|SPECIAL_TOKEN_1|> C <|SPECIAL_TOKEN_1|> d'],
    ['<a|\n>', '<a|\n>'],
  ])('pronunciation %j becomes %j', (from, to) => expect(markPronunciations(from)).toBe(to));

  test('tokens are put into upper case', () => {
    expect(upperCaseTokens('a<|special_token_1|>b<|zh|>')).toBe('a<|SPECIAL_TOKEN_1|>b<|ZH|>');
  });

  test('tagged fields are put into spoken order', () => {
    expect(inSpokenOrder('date { day: "5" month: "6" year: "2024" }', 'zh')).toBe(
      'date { year: "2024" month: "6" day: "5" }',
    );
    expect(inSpokenOrder('date { month: "may" day: "5" preserve_order: "true" }', 'en')).toBe(
      'date { month: "may" day: "5" preserve_order: "true" }',
    );
    expect(
      inSpokenOrder('measure { units: "GBP-"integer_part: "fifty six"  fractional_part: "five" } w { v: "/" }', 'en'),
    ).toBe('measure { units: "GBP-" integer_part: "fifty six" fractional_part: "five" } w { v: "/" }');
    expect(inSpokenOrder('char { value: "\\"" } char { value: "}" }', 'zh')).toBe(
      'char { value: "\\"" } char { value: "}" }',
    );
  });
});
