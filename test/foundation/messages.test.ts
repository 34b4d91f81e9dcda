import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { message, type MessageCode } from '../../foundation/message.ts';
import { en } from '../../foundation/messages/en.ts';
import type { Sentence, Sentences } from '../../foundation/messages/sentences.ts';
import { zh } from '../../foundation/messages/zh.ts';

const root = join(import.meta.dirname, '..', '..');
const english: Sentences = en;
const chinese: Sentences = zh;
const codes = Object.keys(english);

describe('tables of messages', () => {
  it('have the same codes in both languages', () => {
    expect(Object.keys(chinese).sort()).toEqual([...codes].sort());
  });

  it('have codes like `voice/unknown-emotion`', () => {
    expect(codes.filter((code) => !/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  it('have the same placeholders, hints and explanations in both', () => {
    const differing = codes.filter((code) => {
      const [one, other] = [english[code], chinese[code]];
      return (
        placeholders(other?.text) !== placeholders(one?.text) ||
        placeholders(other?.hint) !== placeholders(one?.hint) ||
        (other?.hint === undefined) !== (one?.hint === undefined) ||
        (other?.explanation === undefined) !== (one?.explanation === undefined)
      );
    });
    expect(differing).toEqual([]);
  });

  it('have no empty sentence and none with stray spaces', () => {
    const sloppy = codes.filter((code) =>
      [...parts(english[code]), ...parts(chinese[code])].some((part) => part.trim() !== part || part === ''),
    );
    expect(sloppy).toEqual([]);
  });

  it('say in an error what happened: a whole sentence', () => {
    const fragments = Object.keys(english).filter(
      (code) => /^(audio|production|voice)\//.test(code) && !/[.!?…}:]$/.test(english[code]?.text ?? ''),
    );
    expect(fragments).toEqual([]);
  });

  it('are Chinese where they should be', () => {
    const untranslated = codes.filter((code) => {
      const text = chinese[code]?.text.replace(/\{\{\w+\}\}|`[^`]*`/g, '') ?? '';
      return /[A-Za-z]{3,} [a-z]{3,}/.test(text) && !/\p{Script=Han}/u.test(text);
    });
    expect(untranslated).toEqual([]);
  });

  it('call one thing by one word (docs/glossary.md)', () => {
    const rows = readFileSync(join(root, 'docs', 'glossary.md'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const wanted = rows.map((row) => row[2] ?? '');
    const unwanted = rows.flatMap((row) => (row[4] ?? '').split('、').filter((word) => word !== ''));
    expect(wanted.length).toBeGreaterThan(20);
    expect(unwanted.length).toBeGreaterThan(10);
    const menus = JSON.parse(readFileSync(join(root, 'package.nls.zh-cn.json'), 'utf8')) as Record<string, string>;
    const sentences = [
      ...codes.flatMap((code) => parts(chinese[code]).map((part) => [code, part] as const)),
      ...Object.entries(menus),
    ];
    const others = sentences.flatMap(([code, sentence]) => {
      // 情绪 alone is not wanted, 情绪预设 is.
      const rest = wanted.reduce((text, word) => text.replaceAll(word, ''), sentence);
      return unwanted.filter((word) => rest.includes(word)).map((word) => `${code}: ${word}`);
    });
    expect(others).toEqual([]);
  });

  it.each(['MIRA', 4.5, '老周', '90%', '第 4 遍'])('are spaced alike in Chinese, whatever they say: %s', (value) => {
    const values = new Proxy({}, { get: () => value });
    const uneven = codes.flatMap((code) => {
      const { text, hint, explanation } = message(code as MessageCode, values, 'zh');
      return [text, hint, explanation].filter((part) => part !== undefined && !isEvenlySpaced(part));
    });
    expect(uneven).toEqual([]);
  });

  it('use Chinese punctuation in Chinese', () => {
    const western = codes.filter((code) =>
      parts(chinese[code]).some((part) => /\p{Script=Han}[,;?!]/u.test(part.replace(/`[^`]*`|“[^”]*”|"[^"]*"/g, ''))),
    );
    expect(western).toEqual([]);
  });
});

describe('message', () => {
  it('fills placeholders, in the explanation none', () => {
    const { text, hint } = message('cli/option-value', { option: '--bits', value: '12', allowed: '16, 24, 32' });
    expect(text).toBe('--bits cannot be "12".');
    expect(hint).toBe('Allowed: 16, 24, 32.');
  });

  it('fills a value that looks like a placeholder or a pattern as it is', () => {
    expect(message('cli/no-such-file', { path: '{{path}} $& $1' }).text).toBe('"{{path}} $& $1" is not there.');
  });

  it('counts in English as people do', () => {
    const lines = (number: number): string => message('editor/cast-lines', { lines: number, length: '2 s' }).text;
    expect([lines(0), lines(1), lines(2)]).toEqual(['0 lines · 2 s', '1 line · 2 s', '2 lines · 2 s']);
  });

  it('leaves a placeholder without a value visible', () => {
    expect(message('cli/no-such-file').text).toBe('"{{path}}" is not there.');
  });

  it('gives the code where the table has no sentence', () => {
    expect(message('voice/from-the-future' as MessageCode, {}, 'zh').text).toBe('voice/from-the-future');
  });
});

function placeholders(text: string | undefined): string {
  return [...new Set(Array.from(text?.matchAll(/\{\{(\w+)(?:\|[^|}]+\|[^|}]+)?\}\}/g) ?? [], ([, name]) => name))]
    .sort()
    .join(' ');
}

function parts(sentence: Sentence | undefined): readonly string[] {
  return [sentence?.text, sentence?.hint, sentence?.explanation].filter((part) => part !== undefined);
}

/**
 * One space between Chinese and what is Latin, a number or code; none between Chinese characters or beside full-width
 * punctuation.
 */
function isEvenlySpaced(part: string): boolean {
  // Code is a word of its own, whatever stands in it.
  const text = part.replace(/`[^`]*`/g, 'code');
  return !/\p{Script=Han}(?:[A-Za-z0-9]|  | \p{Script=Han})|[A-Za-z0-9%]\p{Script=Han}|[，。：；！？、（）“”《》] | [，。：；！？、（）“”《》]/u.test(
    text,
  );
}
