import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inlinePronunciations } from '../../../models/text/pronunciation.ts';
import { splitByPunctuation, splitText } from '../../../models/text/splitText.ts';
import { splitPieces } from '../../../models/text/splitPieces.ts';
import { property } from '../../runs.ts';

describe('pieces', () => {
  const piece = fc.constantFrom(
    '▁',
    'HE',
    'LLO',
    '你',
    '.',
    '▁.',
    '!',
    '?',
    '▁?',
    ',',
    '▁,',
    '...',
    '▁...',
    '-',
    "'",
    "▁'",
  );

  test('every piece comes out once, in order, within the limit', () => {
    const limits = fc.record({ most: fc.integer({ min: 2, max: 40 }), quick: fc.integer({ min: 0, max: 60 }) });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), limits, (pieces, { most, quick }) => {
        const segments = splitPieces(pieces, { most, quick }, 'corrected');
        expect(segments.flat()).toEqual(pieces);
        // A quote that belongs to a sentence may make its segment one longer, as in the original.
        for (const segment of segments) expect(segment.length).toBeLessThanOrEqual(most + 1);
        expect(segments.every((segment) => segment.length > 0)).toBe(true);
      }),
      property(500, 30_000),
    );
  });

  test('`original` says a closing quote twice', () => {
    const pieces = ['▁', '你', '好', '.', "'", '▁', '好', '吗', '?'];
    const limits = { most: 6, quick: 0 };
    expect(splitPieces(pieces, limits, 'original')).toEqual([
      ['▁', '你', '好', '.', "'"],
      ["'", '▁', '好', '吗', '?'],
    ]);
    expect(splitPieces(pieces, limits, 'corrected').flat()).toEqual(pieces);
  });

  test('the first segments stay short until enough has passed', () => {
    const pieces = Array.from({ length: 6 }, () => ['▁', '你', '好', '.']).flat();
    expect(splitPieces(pieces, { most: 24, quick: 0 }, 'original').map(({ length }) => length)).toEqual([24]);
    expect(splitPieces(pieces, { most: 24, quick: 40 }, 'original').map(({ length }) => length)).toEqual([12, 12]);
  });
});

describe('text', () => {
  const count = (text: string): number => Array.from(text).length;
  const part = fc.constantFrom(
    '你好',
    'word ',
    ',',
    '。',
    '\n',
    '!',
    '<|SPECIAL_TOKEN_2|>XING2<|SPECIAL_TOKEN_2|>',
    '😀',
    ' ',
  );
  const line = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));

  test('nothing is lost, nothing but a pronunciation is too long', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 60 }), (text, budget) => {
        const segments = splitText(text, budget, count);
        expect(segments.join('')).toBe(text);
        for (const segment of segments) {
          if (!segment.includes('SPECIAL')) expect(count(segment)).toBeLessThanOrEqual(Math.max(budget, 0));
        }
      }),
      property(500, 30_000),
    );
  });

  test('a pronunciation is never cut', () => {
    const text = '他在银<|SPECIAL_TOKEN_2|>HANG2<|SPECIAL_TOKEN_2|>里走';
    for (let budget = 1; budget < 60; budget++) {
      const whole = splitText(text, budget, count).filter((segment) => segment.includes('HANG2'));
      expect(whole[0]).toContain('<|SPECIAL_TOKEN_2|>HANG2<|SPECIAL_TOKEN_2|>');
    }
  });

  test('cuts come after punctuation where there is any', () => {
    expect(splitText('一二三,四五六。七', 5, count)).toEqual(['一二三,', '四五六。七']);
    expect(splitText('一二三四五六七', 3, count)).toEqual(['一二三', '四五六', '七']);
    expect(splitByPunctuation('一二三,四五六。七', 8)).toEqual(['一二三,四五六。', '七']);
  });
});

describe('pronunciations for a model that knows pinyin only', () => {
  test.each([
    ['银<行|hang2>里', '银HANG2里'],
    ['<晕眩|yun1 xuan4>', 'YUN1 XVAN4'],
    ['<今日|きょう>は', '今日は'],
    ['a <minute|M IH1 . N AH0 T> b', 'a minute b'],
  ])('%s', (text, expected) => expect(inlinePronunciations(text)).toBe(expected));
});
