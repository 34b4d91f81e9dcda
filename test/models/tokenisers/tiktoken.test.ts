import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { readTiktoken } from '../../../models/checkpoints/tiktoken.ts';
import { tiktokenTokeniser } from '../../../models/text/tiktokenTokeniser.ts';
import { property } from '../../runs.ts';
import { assetFile } from '../../textAssets.ts';

const bytes = Array.from({ length: 256 }, (_, byte) => Buffer.from([byte]));
const file = (tokens: readonly Uint8Array[]): Buffer =>
  Buffer.from(tokens.map((token, rank) => `${Buffer.from(token).toString('base64')} ${rank}\n`).join(''));
const small = file([...bytes, ...['in', 'th', 'the', ' the', 'ab', 'bc', 'abc'].map((text) => Buffer.from(text))]);
const specials = 1673;

describe('a vocabulary of our own', () => {
  const tokeniser = tiktokenTokeniser(readTiktoken('small.tiktoken', small));

  test('bytes are merged lowest rank first', () => {
    // in 256, th 257, the 258, " the" 259, ab 260, bc 261, abc 262
    expect(tokeniser.encode('the')).toEqual([258]);
    expect(tokeniser.encode('in the')).toEqual([256, 259]);
    // ab (260) goes before bc (261), and abc is a token as a whole.
    expect(tokeniser.encode('abc')).toEqual([262]);
    expect(tokeniser.encode('abbc')).toEqual([260, 261]);
  });

  test('special tokens stand behind the ranks', () => {
    expect(tokeniser.size).toBe(263 + specials);
    expect(tokeniser.encode('<|endoftext|>the<|30.00|>')).toEqual([263, 258, 263 + specials - 1]);
    expect(tokeniser.encode('<|<|en|>|>')).toEqual([0x3c, 0x7c, 265, 0x7c, 0x3e]);
    expect(tokeniser.encode('<|yue|>').length).toBe(7);
  });

  test('any text comes back from its ids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(tokeniser.decode(tokeniser.encode(text))).toBe(text);
      }),
      property(300, 20_000),
    );
  });

  test('a page without a space takes no minutes', () => {
    expect(tokeniser.encode('ab'.repeat(50_000)).length).toBe(50_000);
  });
});

describe('files that cannot be used', () => {
  const code = (content: Uint8Array): string => {
    try {
      readTiktoken('v.tiktoken', content);
      return 'read';
    } catch (error) {
      if (!(error instanceof TablereadError)) throw error;
      expect(error.message).toContain('v.tiktoken');
      expect(error.message).not.toContain('\n');
      return error.code;
    }
  };
  test.each([
    ['gzip is unpacked', gzipSync(small), 'read'],
    ['no end of the last line', small.subarray(0, -1), 'read'],
    ['Windows line ends', Buffer.from(small.toString().replaceAll('\n', '\r\n')), 'read'],
    ['an empty token', Buffer.from(`${small.toString()}= 263\n`), 'read'],
    ['a damaged gzip', gzipSync(small).subarray(0, 200), 'tokenizer/tiktoken-line'],
    ['a web page', Buffer.from('<!DOCTYPE html>'), 'tokenizer/tiktoken-line'],
    ['a rank twice', Buffer.from(`${small.toString()}eHh4 3\n`), 'tokenizer/tiktoken-line'],
    ['a token twice', Buffer.from(`${small.toString()}IQ== 263\n`), 'tokenizer/tiktoken-line'],
    ['a gap', Buffer.from(`${small.toString()}eHh4 264\n`), 'tokenizer/tiktoken-gap'],
    ['a huge rank', Buffer.from(`${small.toString()}eHh4 999999999\n`), 'tokenizer/tiktoken-line'],
    [
      'cut off after 100 tokens',
      small.subarray(0, small.toString().split('\n').slice(0, 100).join('\n').length),
      'tokenizer/tiktoken-byte',
    ],
    ['empty', Buffer.alloc(0), 'tokenizer/tiktoken-byte'],
  ])('%s', (_, content, expected) => {
    expect(code(content)).toBe(expected);
  });

  test('mutated files are read or refused', () => {
    fc.assert(
      fc.property(fc.nat(small.length - 1), fc.nat(255), (at, value) => {
        const content = Buffer.from(small);
        content[at] = value;
        expect(code(content)).toMatch(/^(read|tokenizer\/tiktoken-(line|gap|byte))$/);
      }),
      property(1000, 50_000),
    );
  });
});

const vocabulary = assetFile('vocabulary', 'multilingual_zh_ja_yue_char_del.tiktoken.gz');
describe.skipIf(vocabulary === undefined)('the vocabulary of IndexTTS-2.5', () => {
  const tokeniser = tiktokenTokeniser(
    readTiktoken('2.5.tiktoken', vocabulary === undefined ? small : readFileSync(vocabulary)),
  );

  test('it has 60,509 tokens', () => expect(tokeniser.size).toBe(60_509));

  // Ids that the published front end gives, as documented with the model.
  test.each([
    ['<|en|> hello, this is a speech synthesis.', [58838, 7627, 11, 341, 307, 257, 6134, 29327, 13]],
    ['<|en|> translate for me, what is a surprise!', [58838, 13507, 337, 385, 11, 437, 307, 257, 6275, 0]],
    [
      '<|zh|> 你好,世界.这是中文测试!',
      [58839, 220, 48934, 50371, 11, 48721, 53743, 13, 56987, 51971, 48740, 51884, 52879, 56443, 0],
    ],
    ['<|zhen|> 你好', [27, 91, 89, 2915, 91, 29, 220, 48934, 50371]],
    [
      '<|es|> EN LA ACTUALIDAD SE CONTINÚA',
      [58841, 14912, 9669, 38951, 52, 3399, 2763, 6032, 10072, 16221, 13466, 41162, 32],
    ],
    ['<|SPECIAL_TOKEN_1|><|SPECIAL_TOKEN_30|>', [58958, 58987]],
    ['<|TTS/B|><|TTS/SP13|><|0.00|><|0.02|><|30.00|>', [58988, 59007, 59008, 59009, 60508]],
  ])('%s', (text, ids) => {
    expect(tokeniser.encode(text)).toEqual(ids);
    expect(tokeniser.decode(ids)).toBe(text);
  });

  test('any text of several scripts comes back from its ids', () => {
    const word = fc.constantFrom(
      '你好',
      ' world',
      '🎬',
      '、',
      ' 2025',
      "it's",
      '\n\n',
      '한국',
      ' — ',
      'éa',
      '！',
      '<|zh|>',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join('');
        expect(tokeniser.decode(tokeniser.encode(text))).toBe(text);
      }),
      property(300, 20_000),
    );
  });
});
