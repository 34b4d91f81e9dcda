import { describe, expect, it } from 'vitest';
import { spokenScript } from '../../cli/spokenScript.ts';

const line = (words: string): string => spokenScript(words).split('\n').at(-2) ?? '';

describe('spokenScript', () => {
  it.each([
    ['Good evening.', ': Good evening.'],
    ['Remember: never.', ': Remember: never.'],
    ['12:30 it is.', ': 12:30 it is.'],
    ['MIRA: Good evening.', 'MIRA: Good evening.'],
    ['Mira (sad): Good evening.', 'Mira (sad): Good evening.'],
    ['Mira [2s]: Good evening.', 'Mira [2s]: Good evening.'],
    ['(sad): Good evening.', '(sad): Good evening.'],
    [': Good evening.', ': Good evening.'],
    ['老周：晚上好。', '老周：晚上好。'],
    ['  Good evening. \n', ': Good evening.'],
    ['---', ': ---'],
    ['# Not a heading', ': # Not a heading'],
    ['> said quietly', ': > said quietly'],
  ])('%j is spoken as %j', (words, expected) => {
    expect(line(words)).toBe(expected);
  });

  it('speaks Chinese as Chinese, and what is asked for as asked for', () => {
    expect(spokenScript('晚上好。')).toContain('language: zh');
    expect(spokenScript('Good evening.')).toContain('language: en');
    expect(spokenScript('Guten Abend.', { language: 'de' })).toContain('language: de');
  });

  it('gives the voice to whoever speaks, and writes it as YAML wants it', () => {
    expect(spokenScript('MIRA (sad): Hello.', { voice: 'en+f3' })).toContain('MIRA:\n    draft: en+f3');
    expect(spokenScript('Hello.', { voice: 'x: {y' })).toContain('NARRATOR:\n    draft: "x: {y"');
  });

  it('refuses nothing, and more than a line', () => {
    expect(() => spokenScript(' \n ')).toThrow(expect.objectContaining({ code: 'cli/nothing-to-speak' }) as Error);
    expect(() => spokenScript('one\ntwo')).toThrow(expect.objectContaining({ code: 'cli/speak-one-line' }) as Error);
  });
});
