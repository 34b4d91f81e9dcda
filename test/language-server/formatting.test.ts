import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatting, formattingOnType } from '../../language-server/features/formatting.ts';
import { atOnce } from '../../language-server/slices.ts';
import { script as anyScript } from '../grammar/scripts.ts';
import { property } from '../runs.ts';
import { edited, markedScript } from './markedScript.ts';
import { meaning } from './meaning.ts';
import { scriptAt } from './scriptAt.ts';

function formatted(text: string): string {
  const { script } = scriptAt(text);
  return edited(script, text, atOnce(formatting(script)));
}

test.each([
  ['MIRA(sad):Hi.', 'MIRA (sad): Hi.'],
  ['MIRA   ( sad  0.4+calm 0.2 )[ 2.4s ] :   Hi.  ', 'MIRA (sad 0.4 + calm 0.2) [2.4s]: Hi.'],
  ['MIRA (angry,pleading;random): Hi.', 'MIRA (angry, pleading; random): Hi.'],
  ['MIRA (like   "a  b.wav"   0.8): Hi.', 'MIRA (like "a  b.wav" 0.8): Hi.'],
  ['MIRA (vector 0 0  0 0 0 0 0.45   0): Hi.', 'MIRA (vector 0 0 0 0 0 0 0.45 0): Hi.'],
  ['MIRA [0:21.5-0:24]: Hi.', 'MIRA [0:21.5 - 0:24]: Hi.'],
  ['MIRA [at  door   +0.2s]: Hi.', 'MIRA [at door +0.2s]: Hi.'],
  [
    'MIRA: One { pause   400ms }two {angry 0.5,random} *thr{ beat }ee*.',
    'MIRA: One {pause 400ms}two {angry 0.5, random} *thr{beat}ee*.',
  ],
  ['老周 （悲伤 0.4） ： 银< 行 | HANG2 >。', '老周（悲伤 0.4）：银<行|HANG2>。'],
  ['老周：  好。　', '老周：好。'],
  [':Told.', ': Told.'],
  ['(sad) :Told.', '(sad): Told.'],
  ['MIRA: a  b   c', 'MIRA: a  b   c'],
  ['MIRA: a\n\t b  ', 'MIRA: a\n  b'],
  ['MIRA: a\n　　b', 'MIRA: a\n　　b'],
  ['#One', '# One'],
  ['##   Two  ', '## Two'],
  ['>Rain', '> Rain'],
  ['>>Rain', '>>Rain'],
  ['//a comment', '// a comment'],
  ['~1.2s', '~ 1.2s'],
  ['!rain.wav[at +0.5s]( gain  -6dB )', '! rain.wav [at +0.5s] (gain -6dB)'],
  ['@language   zh', '@language zh'],
  ['nonsense   ', 'nonsense   '],
  ['MIRA (vector 1 2  ): an error  ', 'MIRA (vector 1 2  ): an error  '],
  ['MIRA: a\n\n\n\nBOB: b\n\n\n', 'MIRA: a\n\nBOB: b\n'],
  ['---\ntitle:   One  \n---\nMIRA:a', '---\ntitle:   One  \n---\nMIRA: a'],
  ['\uFEFF#One\r\n\r\n\r\nMIRA:a\r\n', '\uFEFF# One\r\n\r\nMIRA: a\r\n'],
])('%j', (before, after) => {
  expect(formatted(before)).toBe(after);
  expect(formatted(after)).toBe(after);
});

describe('any script', () => {
  test('means the same afterwards', () => {
    fc.assert(
      fc.property(anyScript, (text) => {
        const { script } = scriptAt(text.replaceAll('‸', ''));
        const after = edited(script, text.replaceAll('‸', ''), atOnce(formatting(script)));
        expect(meaning(scriptAt(after).script)).toEqual(meaning(script));
      }),
      property(300, 20_000),
    );
  });
  test('is left alone when it is formatted already', () => {
    fc.assert(
      fc.property(anyScript, (text) => {
        const once = formatted(text.replaceAll('‸', ''));
        expect(formatted(once)).toBe(once);
      }),
      property(300, 20_000),
    );
  });
});

test('a range: the lines that it touches', () => {
  const { script, text, ranges } = markedScript('MIRA:a\n«BOB:b\n\n\nMIRA:c\n»BOB:d\n');
  expect(edited(script, text, atOnce(formatting(script, ranges[0])))).toBe('MIRA:a\nBOB: b\n\nMIRA: c\nBOB:d\n');
});

test('on type: the line that was just finished', () => {
  const { script, text, position } = markedScript('MIRA:a\nBOB(sad):b \n‸MIRA:c\n');
  expect(edited(script, text, formattingOnType(script, position))).toBe('MIRA:a\nBOB (sad): b\nMIRA:c\n');
  const front = markedScript('---\ntitle:  x \n‸---\n');
  expect(formattingOnType(front.script, front.position)).toEqual([]);
});

test('columns of clients that count bytes', () => {
  const { script } = scriptAt('老周(悲伤 0.4): 好。 ', { encoding: 'utf-8' });
  expect(atOnce(formatting(script)).map(({ range }) => range.start.character)).toEqual([6, 26]);
});
