import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { byteAlphabet, readHuggingFaceTokenizer } from '../../../models/checkpoints/huggingFaceTokenizer.ts';
import { byteLevelTokeniser } from '../../../models/text/byteLevelTokeniser.ts';
import { openGoldens } from '../../parity/goldens.ts';
import { property } from '../../runs.ts';

type Json = Record<string, unknown>;
const vocabulary = Object.fromEntries([...byteAlphabet, 'he', 'll', 'hell', 'Ġhe'].map((token, id) => [token, id]));
const words = "(?i:'s|'t)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s+(?!\\S)|\\s+";
const root = (changes: Json = {}, model: Json = {}): Json => ({
  added_tokens: [
    { id: 300, content: '<|end|>', special: true },
    { id: 301, content: '<think>', special: false },
  ],
  normalizer: { type: 'NFC' },
  pre_tokenizer: {
    type: 'Sequence',
    pretokenizers: [
      { type: 'Split', pattern: { Regex: words }, behavior: 'Isolated', invert: false },
      { type: 'ByteLevel', add_prefix_space: false, use_regex: false },
    ],
  },
  model: { type: 'BPE', vocab: vocabulary, merges: ['h e', ['l', 'l'], 'he ll', 'Ġ he'], ...model },
  ...changes,
});
const open = (json: Json): ReturnType<typeof byteLevelTokeniser> =>
  byteLevelTokeniser(readHuggingFaceTokenizer('tokenizer.json', JSON.stringify(json)));

describe('a tokenizer of our own', () => {
  const tokeniser = open(root());
  const id = (token: string): number => vocabulary[token] ?? NaN;

  test('pairs are merged in the order of the list', () => {
    expect(tokeniser.encode('hello')).toEqual([id('hell'), id('o')]);
    expect(tokeniser.encode('he he')).toEqual([id('he'), id('Ġhe')]);
  });

  test('words end where the pattern says, whatever the case', () => {
    expect(tokeniser.encode("he'Sll")).toEqual([id('he'), id("'"), id('S'), id('ll')]);
    // U+017F is a small s to a pattern that ignores case.
    expect(tokeniser.encode("he'ſ").slice(0, 2)).toEqual([id('he'), id("'")]);
    expect(tokeniser.encode('12').length).toBe(2);
  });

  test('added tokens are found first, special ones are silent', () => {
    const ids = tokeniser.encode('he<|end|><think>he');
    expect(ids).toEqual([id('he'), 300, 301, id('he')]);
    expect(tokeniser.decode(ids)).toBe('he<think>he');
  });

  test('text is composed first', () => {
    expect(tokeniser.encode('e\u0301')).toEqual(tokeniser.encode('é'));
  });

  test('any text comes back from its ids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(tokeniser.decode(tokeniser.encode(text))).toBe(text.normalize('NFC'));
      }),
      property(300, 20_000),
    );
  });

  test('a page without a space takes no minutes', () => {
    expect(tokeniser.encode('hell'.repeat(25_000)).length).toBe(25_000);
  });
});

describe('files that cannot be used', () => {
  const failure = (content: string): TablereadError => {
    try {
      byteLevelTokeniser(readHuggingFaceTokenizer('tokenizer.json', content));
    } catch (error) {
      if (!(error instanceof TablereadError)) throw error;
      expect(error.message).not.toContain('\n');
      return error;
    }
    throw new Error('it was read');
  };
  const damaged = (json: Json): unknown => {
    const { code, values } = failure(JSON.stringify(json));
    return [code, values['field']];
  };

  test.each([
    ['no object', [] as unknown as Json, 'json-damaged', '(root)'],
    ['no model', { ...root(), model: undefined }, 'json-damaged', 'model'],
    ['a byte is missing', root({}, { vocab: { a: 1 } }), 'json-damaged', 'model.vocab["Ā"]'],
    ['an id is no number', root({}, { vocab: { ...vocabulary, he: '5' } }), 'json-damaged', 'model.vocab["he"]'],
    ['a merge of three', root({}, { merges: ['a b c'] }), 'json-damaged', 'model.merges[0]'],
    ['a merge into nothing', root({}, { merges: ['x y'] }), 'json-damaged', 'model.merges[0]'],
    ['another model', root({}, { type: 'Unigram' }), 'json-unsupported', 'model.type'],
    ['merges that are skipped', root({}, { ignore_merges: true }), 'json-unsupported', 'model.ignore_merges'],
    ['another normalisation', root({ normalizer: { type: 'NFKC' } }), 'json-unsupported', 'normalizer.type'],
    [
      'a token that strips',
      root({ added_tokens: [{ id: 1, content: 'x', lstrip: true }] }),
      'json-unsupported',
      'added_tokens[0].lstrip',
    ],
    ['no words', root({ pre_tokenizer: { type: 'Whitespace' } }), 'json-unsupported', 'pre_tokenizer[0].type'],
  ])('%s', (_, json, code, field) => {
    expect(damaged(json)).toEqual([`tokenizer/${code}`, field]);
  });

  test('a pattern without an equal here', () => {
    const steps = [
      { type: 'Split', pattern: { Regex: '(?<' }, behavior: 'Isolated' },
      { type: 'ByteLevel', add_prefix_space: false, use_regex: false },
    ];
    const json = root({ pre_tokenizer: { type: 'Sequence', pretokenizers: steps } });
    expect(failure(JSON.stringify(json)).code).toBe('tokenizer/json-unsupported');
  });

  test('no JSON', () => expect(failure('{"model": ').code).toBe('tokenizer/json-damaged'));

  const goldens = openGoldens();
  test.skipIf(goldens === undefined)('mutated files are read or refused', () => {
    const file = goldens?.path('models/aux/qwen0.6bemo4-merge/tokenizer.json') ?? '';
    const content = readFileSync(file, 'utf8');
    fc.assert(
      fc.property(fc.nat(content.length - 1), fc.string({ maxLength: 3 }), fc.nat(5), (at, put, taken) => {
        const mutated = content.slice(0, at) + put + content.slice(at + taken);
        try {
          byteLevelTokeniser(readHuggingFaceTokenizer('tokenizer.json', mutated)).encode('我很高兴<think> ok');
        } catch (error) {
          expect(error).toBeInstanceOf(TablereadError);
        }
      }),
      property(500, 30_000),
    );
  });
});
