import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { openMecabDictionary, type MecabDictionary } from '../../../models/text/mecabDictionary.ts';
import { mecabWords } from '../../../models/text/mecabWords.ts';
import { japaneseDictionary } from '../../textAssets.ts';
import { property } from '../../runs.ts';
import { writeMecabDictionary, type Dictionary } from './writeMecabDictionary.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const source: Dictionary = {
  words: [
    ['す', 1, 1, 500],
    ['もも', 1, 1, 100],
    ['も', 2, 2, 50],
    ['うち', 1, 1, 100],
    ['の', 2, 2, 50],
    ['もう', 1, 1, 400],
  ],
  unknown: [
    ['DEFAULT', 3, 3, 1000],
    ['SPACE', 3, 3, 1000],
    ['ALPHA', 3, 3, 300],
    ['DIGIT', 3, 3, 300],
  ],
  categories: [
    { name: 'DEFAULT', longest: 2, group: false, always: false, characters: '' },
    { name: 'SPACE', longest: 0, group: true, always: false, characters: ' ' },
    { name: 'ALPHA', longest: 0, group: true, always: true, characters: letters },
    { name: 'DIGIT', longest: 1, group: false, always: true, characters: '0123456789' },
  ],
  // A noun (1) and a particle (2) take turns gladly; two of a kind do not.
  costs: [
    [0, 0, 0, 0],
    [0, 800, 0, 0],
    [0, 0, 800, 0],
    [0, 0, 0, 0],
  ],
};

let folder = '';
let dictionary: MecabDictionary;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tableread-mecab-'));
  writeMecabDictionary(folder, source);
  dictionary = await openMecabDictionary(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('words by a dictionary of our own', () => {
  test.each([
    // The classic: particles between nouns are cheaper than any other cut.
    ['すもももももももものうち', 'す もも も もも も もも の うち'],
    ['もうも', 'もう も'],
    ['', ''],
    ['   ', ''],
    // White space is in no word.
    [' もも  の うち ', 'もも の うち'],
    // Unknown letters are one word, unknown digits one each.
    ['abcもも123', 'abc もも 1 2 3'],
    // Up to two characters of the default category, and one of them costs as much as two.
    ['漢字文', '漢字 文'],
    ['😀', '😀'],
  ])('%j', (text, expected) => {
    expect(mecabWords(text, dictionary).join(' ')).toBe(expected);
  });

  test('the cut is the cheapest of all', () => {
    const text = fc.array(fc.constantFrom('も', 'す', 'の', 'う', 'ち', '漢'), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(text, (parts) => {
        const input = parts.join('');
        expect(costOf(mecabWords(input, dictionary))).toBe(cheapest(input));
      }),
      property(200, 5000),
    );
  });
});

/** What can be said of a stretch: every known word, or one or two unknown characters where none is known. */
function readings(text: string, at: number): { word: string; left: number; right: number; cost: number }[] {
  const known = source.words.filter(([word]) => text.startsWith(word, at));
  if (known.length > 0) return known.map(([word, left, right, cost]) => ({ word, left, right, cost }));
  const unknown = [text.slice(at, at + 1), text.slice(at, at + 2)].filter((word, index) => word.length === index + 1);
  return unknown.map((word) => ({ word, left: 3, right: 3, cost: 1000 }));
}

function cheapest(text: string, at = 0, right = 0): number {
  if (at === text.length) return 0;
  return Math.min(
    ...readings(text, at).map(
      (each) => connection(right, each.left) + each.cost + cheapest(text, at + each.word.length, each.right),
    ),
  );
}

/** The least that these very words can cost. */
function costOf(words: readonly string[]): number {
  const text = words.join('');
  let costs = new Map([[0, 0]]);
  let at = 0;
  for (const word of words) {
    const next = new Map<number, number>();
    for (const each of readings(text, at).filter((reading) => reading.word === word)) {
      for (const [right, cost] of costs) {
        const total = cost + connection(right, each.left) + each.cost;
        next.set(each.right, Math.min(next.get(each.right) ?? Infinity, total));
      }
    }
    costs = next;
    at += word.length;
  }
  return Math.min(...costs.values());
}

function connection(right: number, left: number): number {
  return source.costs[left]?.[right] ?? 0;
}

describe('files that cannot be used', () => {
  const failure = async (file: string, change: (content: Buffer) => Buffer): Promise<string> => {
    const path = join(folder, file);
    const content = readFileSync(path);
    writeFileSync(path, change(Buffer.from(content)));
    try {
      await openMecabDictionary(folder);
      return 'read';
    } catch (error) {
      if (!(error instanceof TablereadError)) throw error;
      expect(error.message).toContain(file);
      return error.code;
    } finally {
      writeFileSync(path, content);
    }
  };
  const put =
    (at: number, value: number) =>
    (content: Buffer): Buffer => {
      content.writeUInt32LE(value, at);
      return content;
    };
  const cut = (content: Buffer): Buffer => content.subarray(0, -1);
  const damaged = 'text/dictionary-damaged';

  test.each([
    ['sys.dic', cut, damaged],
    ['sys.dic', () => Buffer.alloc(0), damaged],
    ['sys.dic', put(4, 101), 'text/dictionary-kind'],
    ['sys.dic', put(40, 0x30303030), 'text/dictionary-kind'],
    ['sys.dic', put(24, 0xfffffff8), damaged],
    ['sys.dic', put(28, 0xffffffff), damaged],
    ['unk.dic', cut, damaged],
    ['char.bin', cut, damaged],
    ['char.bin', put(0, 0xffffffff), damaged],
    ['matrix.bin', cut, damaged],
    ['matrix.bin', put(0, 0x00ff00ff), damaged],
  ])('%s', async (file, change, expected) => {
    expect(await failure(file, change)).toBe(expected);
  });

  test('mutated words end', async () => {
    const path = join(folder, 'sys.dic');
    const content = readFileSync(path);
    const mutation = fc.record({ at: fc.integer({ min: 72, max: content.length - 1 }), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 8 }), async (mutations) => {
        const mutated = Buffer.from(content);
        for (const { at, value } of mutations) mutated[at] = value;
        writeFileSync(path, mutated);
        const opened = await openMecabDictionary(folder);
        mecabWords('すもももももももものうち abc 漢字', opened);
      }),
      property(60, 3000),
    );
    writeFileSync(path, content);
  });
});

describe.skipIf(japaneseDictionary === undefined)('UniDic', () => {
  test.each([
    ['こんにちは,世界.', 'こんにちは , 世界 .'],
    ['外国のサイトもよく見るようになった.', '外国 の サイト も よく 見る よう に なっ た .'],
    ['と<|SPECIAL_TOKEN_1|>Y', 'と < | SPECIAL _ TOKEN _ 1 | > Y'],
  ])('%s', async (text, words) => {
    expect(mecabWords(text, await openMecabDictionary(japaneseDictionary ?? '')).join(' ')).toBe(words);
  });
});
