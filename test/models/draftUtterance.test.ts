import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mannerOf } from '../../models/engines/draft/manner.ts';
import { utterance } from '../../models/engines/draft/utterance.ts';
import { writtenWords } from '../../models/engines/draft/writtenWords.ts';
import type { SpeakPart, SpeakPiece, SpeakRequest } from '../../models/engine.ts';
import { property } from '../runs.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      'B',
      ' ',
      ',',
      '.',
      '你',
      '好',
      '。',
      '“',
      '[',
      '<',
      '&',
      '1',
      'か',
      'ー',
      'ก',
      '😀',
      "'",
    ),
  }),
);
const piece: fc.Arbitrary<SpeakPiece> = fc.record(
  {
    text,
    stressed: fc.boolean(),
    say: fc.oneof(
      fc.record({
        kind: fc.constant('pinyin' as const),
        syllables: fc.array(fc.constantFrom('HANG2', 'xiong1', 'lü4', 'x')),
      }),
      fc.record({
        kind: fc.constant('phones' as const),
        phones: fc.array(fc.constantFrom('AH0', 'M', '.', 'NG', 'Q')),
      }),
      fc.record({ kind: fc.constant('respelling' as const), text }),
    ),
  },
  { requiredKeys: ['text'] },
);
const part: fc.Arbitrary<SpeakPart> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      pieces: fc.array(piece, { maxLength: 4 }),
      language: fc.constantFrom('en', 'zh', 'ja', 'de'),
      emotion: fc.constantFrom(
        { kind: 'own' as const },
        { kind: 'words' as const, words: 'sad', strength: 0.6, random: false },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('silence' as const),
      seconds: fc.double({ min: 0, max: 5, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mark' as const), name: fc.string() }) },
);

function request(parts: readonly SpeakPart[]): SpeakRequest {
  return {
    id: 'line',
    parts,
    language: 'en',
    recording: undefined,
    voice: 'en+f3',
    length: { kind: 'natural' },
    seed: 0,
  };
}

describe('utterance', () => {
  test('any request becomes runs that eSpeak NG can take', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const { written, words, items } = utterance(request(parts));
        let last = 0;
        for (const item of items) {
          if (item.kind !== 'speech') continue;
          // A place for every code point, in order.
          expect(item.positions.length).toBe(Array.from(item.text).length);
          expect(item.positions.every((at, index) => at >= (item.positions[index - 1] ?? last))).toBe(true);
          last = item.positions.at(-1) ?? last;
          expect(last).toBeLessThanOrEqual(written.length);
          expect(Buffer.byteLength(item.text)).toBeLessThanOrEqual(16_000);
          // No mark-up but our own, and every tag closed.
          const bare = item.text
            .replace(/ <emphasis level="strong">([^<]*)<\/emphasis>/g, '_$1_')
            .replace(/ \[\[[^[\]]*\]\]/g, '_')
            .replace(/&(lt|amp);/g, '_');
          expect(bare).not.toMatch(/[<&]|\[\[/);
          expect(item.text).not.toMatch(/[\uD800-\uDFFF]/u);
        }
        for (const [index, word] of words.entries()) {
          expect(written.slice(word.from, word.to)).toContain(word.text.replace(/\.$/, ''));
          expect(word.from).toBeGreaterThanOrEqual(words[index - 1]?.to ?? 0);
        }
        expect(items.filter(({ kind }) => kind === 'silence').length).toBe(
          parts.filter(({ kind }) => kind === 'silence').length,
        );
      }),
      property(300, 100_000),
    );
  });

  test('no mark is lost', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const { items } = utterance(request(parts));
        const found = items.flatMap((item) =>
          item.kind === 'mark' ? [item.name] : item.kind === 'speech' ? item.marks.map(({ name }) => name) : [],
        );
        expect(found).toEqual(parts.flatMap((each) => (each.kind === 'mark' ? [each.name] : [])));
      }),
      property(300, 100_000),
    );
  });

  test('quotes and brackets go with what they enclose', () => {
    const parts: SpeakPart[] = [
      { kind: 'text', pieces: [{ text: 'He said “你好”, and left.' }], language: 'en', emotion: { kind: 'own' } },
    ];
    const runs = utterance(request(parts)).items.map((item) => (item.kind === 'speech' ? [item.voice, item.text] : []));
    expect(runs).toEqual([
      ['gmw/en-US+f3', 'He said '],
      ['sit/cmn+f3', '“你好”, '],
      ['gmw/en-US+f3', 'and left.'],
    ]);
  });
});

describe('written words', () => {
  test.each([
    ["Don't — I'm well-known!", ["Don't", "I'm", 'well-known']],
    ['wait—what… no--yes', ['wait', 'what', 'no', 'yes']],
    ['$5.20, 50% (about)', ['$5.20', '50%', 'about']],
    ['at 23:40 A.D. & e.g. etc.', ['at', '23:40', 'A.D.', '&', 'e.g.', 'etc']],
    ['我有 iPhone，OK吗？', ['我', '有', 'iPhone', 'OK', '吗']],
    ['タワーへ', ['タ', 'ワー', 'へ']],
    ['สวัสดีชาวโลก', ['สวัสดี', 'ชาว', 'โลก']],
    ['… – “” !', []],
    ['+2 -3 @x', ['+2', '-3', '@x']],
    ['C++ → 5 × 3', ['C++', '→', '5', '×', '3']],
    ['this --> that <-- there', ['this', 'that', 'there']],
    ['Hi👩‍🚀 there 👩‍🚀 👍🏽 🇩🇪', ['Hi', 'there']],
    ['cafe\u0301! ｶﾞｷ か\u3099', ['cafe\u0301', 'ｶﾞ', 'ｷ', 'か\u3099']],
    ['\u200bhi\u200b', ['hi']],
  ])('%s', (written, expected) => {
    expect(writtenWords(written).map(({ text: word }) => word)).toEqual(expected);
  });

  test('take linear time', () => {
    // A quadratic reading of a million characters would not end within the test's time.
    expect(writtenWords('-'.repeat(1_000_000))).toEqual([]);
    expect(writtenWords('a-'.repeat(500_000))).toHaveLength(1);
    expect(writtenWords('. '.repeat(500_000))).toEqual([]);
    expect(writtenWords('好'.repeat(300_000))).toHaveLength(300_000);
  });
});

describe('manner', () => {
  const of = (...weights: number[]) => mannerOf({ kind: 'weights', weights, random: false });

  test('no emotion changes nothing', () => {
    expect(of(0, 0, 0, 0, 0, 0, 0, 0)).toEqual({ rate: 1, pitch: 0, range: 0, gain: 0 });
    expect(mannerOf({ kind: 'own' })).toEqual({ rate: 1, pitch: 0, range: 0, gain: 0 });
  });

  test('effects scale with their weights and add up', () => {
    const [half, full, sad, both] = [of(0.5), of(1), of(0, 0, 0.4), of(0.5, 0, 0.4)];
    expect(Math.log(full.rate)).toBeCloseTo(2 * Math.log(half.rate), 12);
    expect(full.pitch).toBeCloseTo(2 * half.pitch, 12);
    expect(full.range).toBeCloseTo(2 * half.range, 12);
    expect(full.gain).toBeCloseTo(2 * half.gain, 12);
    expect(both.pitch).toBeCloseTo(half.pitch + sad.pitch, 12);
    expect(Math.log(both.rate)).toBeCloseTo(Math.log(half.rate) + Math.log(sad.rate), 12);
  });

  test('the table of docs/draft-engine.md is what happens', () => {
    const docs = readFileSync(new URL('../../docs/draft-engine.md', import.meta.url), 'utf8').replaceAll('−', '-');
    const rows = [...docs.matchAll(/^\| (\w+) +\| ([+-]\d+) % +\| ([+-]\d+) +\| ([+-]\d+) +\| ([+-]\d+) dB +\|$/gm)];
    expect(rows.map(([, name]) => name)).toEqual([
      'happy',
      'angry',
      'sad',
      'afraid',
      'disgusted',
      'melancholic',
      'surprised',
      'calm',
    ]);
    for (const [index, [, , ...told]] of rows.entries()) {
      const { rate, pitch, range, gain } = of(...rows.map((_, at) => (at === index ? 1 : 0)));
      expect([Math.round(100 * (rate - 1)), pitch, range, gain]).toEqual(told.map(Number));
    }
  });
});
