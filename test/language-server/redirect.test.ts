import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redirect } from '../../language-server/features/redirect.ts';
import type { Direction } from '../../language-server/protocol.ts';
import type { Weights } from '../../screenplay/index.ts';
import { property } from '../runs.ts';
import { scriptAt } from './scriptAt.ts';

/** The line after a redirection, and how many characters the edits take out and put in. */
function redirected(line: string, direction: Direction): { readonly line: string; readonly size: number } {
  const { script } = scriptAt(line);
  const edits = redirect(script, 0, direction);
  let text = line;
  let size = 0;
  for (const { range, newText } of edits.toSorted((a, b) => b.range.start.character - a.range.start.character)) {
    text = text.slice(0, range.start.character) + newText + text.slice(range.end.character);
    size += range.end.character - range.start.character + newText.length;
  }
  return { line: text, size };
}

const weights = (values: Partial<Record<number, number>>): Weights =>
  [0, 1, 2, 3, 4, 5, 6, 7].map((index) => values[index] ?? 0) as unknown as Weights;
const sad = 2;
const calm = 7;

describe('emotion', () => {
  test.each<[string, Direction, string]>([
    ['MIRA: Hi.', { weights: weights({ [sad]: 0.4 }) }, 'MIRA (sad 0.4): Hi.'],
    [': Hi.', { weights: weights({ [sad]: 0.4 }) }, '(sad 0.4): Hi.'],
    ['老周：好。', { weights: weights({ [sad]: 0.4 }) }, '老周（悲伤 0.4）：好。'],
    ['MIRA (sad 0.4): Hi.', { weights: weights({ [sad]: 0.5 }) }, 'MIRA (sad 0.5): Hi.'],
    ['MIRA (哀 0.4): Hi.', { weights: weights({ [sad]: 0.5 }) }, 'MIRA (哀 0.5): Hi.'],
    ['MIRA (sad 0.4, take 2): Hi.', { weights: weights({ [calm]: 0.5 }) }, 'MIRA (calm 0.5, take 2): Hi.'],
    ['MIRA (take 2): Hi.', { weights: weights({ [calm]: 0.5 }) }, 'MIRA (calm 0.5, take 2): Hi.'],
    ['MIRA (take 2; sad 0.4): Hi.', { weights: null }, 'MIRA (take 2): Hi.'],
    ['MIRA (sad 0.4) [2s]: Hi.', { weights: null }, 'MIRA [2s]: Hi.'],
    ['MIRA (sad 0.4): Hi.', { weights: weights({}) }, 'MIRA (sad 0.4): Hi.'],
    ['MIRA (sad 0.4): Hi.', { words: { words: 'a secret', strength: 0.7 } }, 'MIRA ("a secret" 0.7): Hi.'],
    ['MIRA: Hi.', { words: { words: 'say "no"', strength: 0.6 } }, 'MIRA (“say "no"” 0.6): Hi.'],
    ['MIRA: Hi.', { mood: 'terrified' }, 'MIRA (terrified): Hi.'],
    ['MIRA (sad 0.4, take 2): Hi.', { mood: 'terrified' }, 'MIRA (terrified, take 2): Hi.'],
    ['MIRA (weary 0.5): Hi.', { mood: 'terrified' }, 'MIRA (terrified): Hi.'],
    ['老周（悲伤 0.4）：好。', { mood: '惊恐' }, '老周（惊恐）：好。'],
    ['MIRA (like "a.wav"): Hi.', { recording: { path: 'a.wav', strength: 0.5 } }, 'MIRA (like "a.wav" 0.5): Hi.'],
    ['MIRA (auto 0.6): Hi.', { weights: null }, 'MIRA (auto 0.6): Hi.'],
    ['MIRA (auto 0.6): Hi.', { auto: null }, 'MIRA: Hi.'],
    ['MIRA (auto 0.6, take 2): Hi.', { auto: { strength: 0.8 } }, 'MIRA (auto 0.8, take 2): Hi.'],
    ['MIRA (sad 0.4): Hi.', { auto: { strength: 0.6 } }, 'MIRA (auto 0.6): Hi.'],
    ['老周：好。', { auto: { strength: 0.6 } }, '老周（自动 0.6）：好。'],
    ['MIRA (angry 1): Hi.', { weights: weights({ 1: 1, [sad]: 1 }) }, 'MIRA (angry 0.4 + sad 0.4): Hi.'],
    ['> action', { weights: weights({ [sad]: 0.4 }) }, '> action'],
  ])('%s', (line, direction, expected) => {
    expect(redirected(line, direction).line).toBe(expected);
  });
  test('a slider moved by a step costs a digit', () => {
    expect(redirected('MIRA (sad 0.4 + calm 0.2): Hi.', { weights: weights({ [sad]: 0.5, [calm]: 0.2 }) }).size).toBe(
      2,
    );
  });
});

describe('id', () => {
  test.each<[string, string | null, string]>([
    ['MIRA: Hi.', 'mira-hi-0a1b', 'MIRA (id mira-hi-0a1b): Hi.'],
    ['MIRA (sad 0.4): Hi.', 'a_1', 'MIRA (sad 0.4, id a_1): Hi.'],
    ['老周（悲伤 0.4）：好。', '老周-好-0a1b', '老周（悲伤 0.4，id 老周-好-0a1b）：好。'],
    ['MIRA (id a, sad 0.4): Hi.', 'b', 'MIRA (id b, sad 0.4): Hi.'],
    ['MIRA (id a): Hi.', 'a', 'MIRA (id a): Hi.'],
    ['MIRA (id a): Hi.', null, 'MIRA: Hi.'],
    ['MIRA: Hi.', 'no good', 'MIRA: Hi.'],
  ])('%s', (line, id, expected) => {
    expect(redirected(line, { id }).line).toBe(expected);
  });
});

describe('length', () => {
  test.each<[string, string | null, string]>([
    ['MIRA: Hi.', '2.4s', 'MIRA [2.4s]: Hi.'],
    ['老周：好。', '2.4秒', '老周【2.4秒】：好。'],
    ['MIRA (sad): Hi.', '0.9x', 'MIRA (sad) [0.9x]: Hi.'],
    ['MIRA [2.4s]: Hi.', '2.6s', 'MIRA [2.6s]: Hi.'],
    ['MIRA [2.4s]: Hi.', null, 'MIRA: Hi.'],
    ['MIRA [at 0:12] [2.4s]: Hi.', null, 'MIRA [at 0:12]: Hi.'],
    ['MIRA [0:12 - 0:14]: Hi.', null, 'MIRA [at 0:12]: Hi.'],
    ['MIRA [0:12 - 0:14]: Hi.', 'max 3s', 'MIRA [at 0:12] [max 3s]: Hi.'],
    ['MIRA [at 0:12]: Hi.', '0:12 - 0:14', 'MIRA [0:12 - 0:14]: Hi.'],
    ['MIRA: Hi.', 'nonsense', 'MIRA: Hi.'],
    ['MIRA: Hi.', 'at 0:12', 'MIRA: Hi.'],
  ])('%s → %s', (line, length, expected) => {
    expect(redirected(line, { length }).line).toBe(expected);
  });
});

describe('take', () => {
  test.each<[string, Direction, string]>([
    ['MIRA: Hi.', { take: 3 }, 'MIRA (take 3): Hi.'],
    ['老周：好。', { take: 3 }, '老周（take 3）：好。'],
    ['MIRA (sad 0.4): Hi.', { take: 2 }, 'MIRA (sad 0.4, take 2): Hi.'],
    ['老周（悲伤 0.4）：好。', { take: 2 }, '老周（悲伤 0.4，take 2）：好。'],
    ['MIRA (take 2, sad 0.4): Hi.', { take: 11 }, 'MIRA (take 11, sad 0.4): Hi.'],
    ['MIRA (sad) [2s] (take 2): Hi.', { take: 3 }, 'MIRA (sad) [2s] (take 3): Hi.'],
    ['MIRA (take 2): Hi.', { take: 1 }, 'MIRA: Hi.'],
    ['MIRA (take 2, sad): Hi.', { take: null }, 'MIRA (sad): Hi.'],
    ['MIRA (sad): Hi.', { take: null }, 'MIRA (sad): Hi.'],
    ['MIRA: Hi.', { take: 0 }, 'MIRA: Hi.'],
    ['MIRA: Hi.', { take: 1.5 }, 'MIRA: Hi.'],
    ['MIRA: Hi.', { take: 2, weights: weights({ [sad]: 0.4 }) }, 'MIRA (sad 0.4, take 2): Hi.'],
    ['MIRA (take 2): Hi.', { take: 3, weights: weights({ [sad]: 0.4 }) }, 'MIRA (sad 0.4, take 3): Hi.'],
    ['MIRA (sad) (take 2): Hi.', { take: 1, weights: null }, 'MIRA: Hi.'],
  ])('%s', (line, direction, expected) => {
    expect(redirected(line, direction).line).toBe(expected);
  });
  test('another number costs its digits', () => {
    expect(redirected('MIRA (sad, take 2): Hi.', { take: 3 }).size).toBe(2);
  });
});

test('what is asked for is what the line then means, and all else stays', () => {
  const share = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 100);
  const eight = fc.tuple(share, share, share, share, share, share, share, share);
  const heads = ['MIRA', '', '老周', 'MIRA (sad 0.4)', 'MIRA (take 2, sad, calm 0.1; seed 4)', 'MIRA (“so so”) [2s]'];
  const text = fc.constantFrom('Hello (there) [you].', 'Well {angry 0.2} now.', '');
  fc.assert(
    fc.property(eight, fc.constantFrom(...heads), fc.constantFrom(':', '：'), text, (asked, head, colon, said) => {
      fc.pre(asked.some((weight) => weight > 0));
      const line = `${head}${colon} ${said}`;
      const { line: after } = redirected(line, { weights: asked });
      const [before] = scriptAt(line).script.screenplay.cues;
      const [cue] = scriptAt(after).script.screenplay.cues;
      expect(cue?.emotion).toMatchObject({ kind: 'weights', weights: asked });
      expect(cue?.settings).toEqual(before?.settings);
      expect(cue?.length).toEqual(before?.length);
      expect(cue?.text).toBe(before?.text);
      expect(redirected(after, { weights: asked }).size).toBe(0);
    }),
    property(200, 20_000),
  );
});
