import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { readSentencePieceModel, type SentencePieceModel } from '../../../models/checkpoints/sentencePiece.ts';
import { unigramTokeniser } from '../../../models/text/unigramTokeniser.ts';
import { openGoldens } from '../../parity/goldens.ts';
import { property } from '../../runs.ts';

/** A protobuf field with a length. */
const block = (number: number, content: Uint8Array): Buffer =>
  Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);
const flag = (number: number, value: number): Buffer => Buffer.concat([varint(number * 8), varint(value)]);
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

const normal = 1;
const unknown = 2;
const user = 4;
function piece(text: string, score: number, kind: number): Buffer {
  const float = Buffer.alloc(5);
  float[0] = 2 * 8 + 5;
  float.writeFloatLE(score, 1);
  return block(1, Buffer.concat([block(1, Buffer.from(text)), float, flag(3, kind)]));
}
const trainer = (...fields: Buffer[]): Buffer => block(2, Buffer.concat(fields));

const small = Buffer.concat([
  piece('<unk>', 0, unknown),
  piece('▁', -2, normal),
  piece('▁a', -3, normal),
  piece('a', -4, normal),
  piece('b', -4, normal),
  piece('ab', -7.5, normal),
  piece('XING2', 0, user),
  trainer(flag(3, 1)),
]);
const pieces = (model: SentencePieceModel, text: string): string[] =>
  unigramTokeniser(model)
    .encode(text)
    .map((each) => each.text);

describe('a model of our own', () => {
  const model = readSentencePieceModel('small.model', small);

  test.each([
    // ab costs 7.5, a + b 8; ▁a + b 7 is better than ▁ + ab 9.5.
    ['ab', ['▁a', 'b']],
    ['bab', ['▁', 'b', 'ab']],
    // A user-defined piece is taken whatever stands around it.
    ['aXING2b', ['▁a', 'XING2', 'b']],
    // Unknown neighbours are one piece.
    ['a漢字b', ['▁a', '漢字', 'b']],
    ['  a   b  ', ['▁a', '▁', 'b']],
    ['   ', []],
    ['', []],
    ['😀', ['▁', '😀']],
    ['\ud800', ['▁', '\ufffd']],
  ])('%j is cut into %j', (text, expected) => {
    expect(pieces(model, text)).toEqual(expected);
  });

  test('of equal sums the earlier cut wins', () => {
    const tied = Buffer.concat([
      piece('<unk>', 0, unknown),
      piece('▁', -1, normal),
      piece('a', -1, normal),
      piece('aa', -2, normal),
      trainer(flag(3, 1)),
    ]);
    // Both cuts of "aa" come to −2; "aa" reaches its end first, from further left.
    expect(pieces(readSentencePieceModel('tied.model', tied), 'aa')).toEqual(['▁', 'aa']);
  });
});

describe('files that cannot be used', () => {
  const code = (content: Uint8Array): string => {
    try {
      readSentencePieceModel('m.model', content);
      return 'read';
    } catch (error) {
      if (!(error instanceof TablereadError)) throw error;
      expect(error.message).not.toContain('\n');
      expect(error.message).toContain('m.model');
      return error.code;
    }
  };

  test.each([
    ['cut off', small.subarray(0, 20), 'tokenizer/sentencepiece-damaged'],
    ['empty', Buffer.alloc(0), 'tokenizer/sentencepiece-damaged'],
    ['BPE', Buffer.concat([small, trainer(flag(3, 2))]), 'tokenizer/sentencepiece-kind'],
    ['with byte fallback', Buffer.concat([small, trainer(flag(35, 1))]), 'tokenizer/sentencepiece-kind'],
    ['with suffixes', Buffer.concat([small, trainer(flag(24, 1))]), 'tokenizer/sentencepiece-kind'],
    ['of an unknown kind of piece', piece('x', 0, 9), 'tokenizer/sentencepiece-damaged'],
    ['not UTF-8', block(1, block(1, Buffer.from([0xff]))), 'tokenizer/sentencepiece-damaged'],
    ['a length beyond the file', Buffer.from([10, 0xff, 0xff, 0xff, 0xff, 0x7f]), 'tokenizer/sentencepiece-damaged'],
    ['an endless number', Buffer.alloc(40, 0xff), 'tokenizer/sentencepiece-damaged'],
    ['text', Buffer.from('<!DOCTYPE html><html></html>'), 'tokenizer/sentencepiece-damaged'],
  ])('%s', (_, content, expected) => {
    expect(code(content)).toBe(expected);
  });

  const goldens = openGoldens();
  test.skipIf(goldens === undefined)('mutated models are read or refused, and what is read can be used', () => {
    const model = readFileSync(goldens?.path('models/v2/bpe.model') ?? '');
    // The pieces come first; most of the file is the character map behind them.
    const at = fc.oneof(fc.nat(8000), fc.nat(model.length - 1));
    const mutation = fc.record({ at, value: fc.nat(255), cut: fc.nat(20) });
    let read = 0;
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        let bytes: Buffer = Buffer.from(model);
        for (const { at, value, cut } of mutations) {
          bytes[at % bytes.length] = value;
          if (cut === 0) bytes = bytes.subarray(0, Math.max(1, at));
        }
        try {
          unigramTokeniser(readSentencePieceModel('m.model', bytes)).encode('你好 ABC ﬁ…①');
          read++;
        } catch (error) {
          expect(error).toBeInstanceOf(TablereadError);
        }
      }),
      property(300, 3000),
    );
    expect(read).toBeGreaterThan(0);
  });
});
