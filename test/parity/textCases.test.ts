import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { textAssets } from '../textAssets.ts';
import { compareTextCases } from './textCases.ts';

const folder = mkdtempSync(join(tmpdir(), 'tableread-text-cases-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const file = join(folder, 'cases.json');

describe('a file of text cases that is none', () => {
  test.each([
    ['', 'no JSON: Unexpected end'],
    ['{bad', 'no JSON: '],
    ['{}', 'has no list "cases"'],
    ['{"cases":[]}', 'its list "cases" is empty'],
    ['{"cases":[null]}', 'cases[0] is no object'],
    ['{"cases":[{"foo":1}]}', 'cases[0] has neither "in" (bare grammar) nor "text" (front ends)'],
    ['{"cases":[{"lang":"fr","in":"1","out":"1"}]}', 'cases[0].lang has to be "zh" or "en", not "fr"'],
    ['{"cases":[{"lang":"zh","in":"1"}]}', 'cases[0].out has to be a string, or null for "no reading", not absent'],
    ['{"cases":[{"lang":"zh","text":"1"}]}', 'cases[0].v2_normalized has to be an object with a string "tn-1.2.0"'],
  ])('%s', async (content, message) => {
    writeFileSync(file, content);
    await expect(compareTextCases(file)).rejects.toThrow(`${file}: ${message}`);
  });

  test('is absent, or a folder', async () => {
    await expect(compareTextCases(join(folder, 'absent'))).rejects.toThrow('no such file');
    await expect(compareTextCases(folder)).rejects.toThrow('cannot be read');
  });
});

test.skipIf(textAssets === undefined)('what is right and what is wrong are counted', async () => {
  const cases = [
    { lang: 'zh', in: '1', out: '一' },
    { lang: 'zh', in: '2', out: '三' },
    { lang: 'en', in: '-12kg', out: 'negative twelve kilograms' },
  ];
  writeFileSync(file, `\ufeff${JSON.stringify({ cases })}`);
  expect(await compareTextCases(file)).toEqual([
    { name: 'grammar zh', total: 2, different: ['2 → 二, not 三'] },
    { name: 'grammar en', total: 1, different: [] },
  ]);
});
