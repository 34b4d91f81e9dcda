import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { message } from '../../foundation/message.ts';
import type { Emotion } from '../../screenplay/index.ts';
import { property } from '../runs.ts';
import { applied, cueAt, expectProblems, fixed, marked, meaning } from './markedScript.ts';

const front = `---
moods:
  terrified: afraid 0.6 + surprised 0.2
  soft: "gently, close to tears"
  crying: like "cry.wav" 0.9
  open: auto 0.5
  wild: angry 0.4, random
  very: terrified 0.5 + sad 0.1
---
`;

function emotionOf(how: string): Emotion {
  const script = meaning(`${front}(${how}): Hello there`);
  expect(script.problems.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
  return cueAt(script).emotion;
}

const weights = (...values: readonly number[]) => ({ kind: 'weights', weights: values, random: false });
const words = (text: string, strength = 0.6) => ({ kind: 'words', words: text, strength, random: false });

describe('the sources of emotion', () => {
  test.each([
    // Weights
    ['afraid 0.7', weights(0, 0, 0, 0.7, 0, 0, 0, 0)],
    ['sad 0.4 + calm 0.2', weights(0, 0, 0.4, 0, 0, 0, 0, 0.2)],
    ['sad 0.4, calm 0.2', weights(0, 0, 0.4, 0, 0, 0, 0, 0.2)],
    ['sad 0.4; CALM 0.2', weights(0, 0, 0.4, 0, 0, 0, 0, 0.2)],
    ['愤怒0.5', weights(0, 0.5, 0, 0, 0, 0, 0, 0)],
    ['悲伤０.４＋平静0.2', weights(0, 0, 0.4, 0, 0, 0, 0, 0.2)],
    ['happy', weights(0.6, 0, 0, 0, 0, 0, 0, 0)],
    ['happy, angry, sad', weights(0.2, 0.2, 0.2, 0, 0, 0, 0, 0)],
    ['sad 0.1 + calm', weights(0, 0, 0.1, 0, 0, 0, 0, 0.6)],
    ['vector 0 0 0 0 0 0 0.45 0', weights(0, 0, 0, 0, 0, 0, 0.45, 0)],
    // Moods
    ['terrified', weights(0, 0, 0, 0.6, 0, 0, 0.2, 0)],
    ['Terrified 0.5', weights(0, 0, 0, 0.3, 0, 0, 0.1, 0)],
    ['terrified 0.5 + sad 0.1', weights(0, 0, 0.1, 0.3, 0, 0, 0.1, 0)],
    ['very', weights(0, 0, 0.1, 0.3, 0, 0, 0.1, 0)],
    ['crying', { kind: 'recording', path: 'cry.wav', strength: 0.9 }],
    ['crying 0.5', { kind: 'recording', path: 'cry.wav', strength: 0.45 }],
    ['soft', words('gently, close to tears')],
    ['soft 0.5', words('gently, close to tears', 0.3)],
    ['open', { kind: 'auto', strength: 0.5, random: false }],
    ['wild', { kind: 'weights', weights: [0, 0.4, 0, 0, 0, 0, 0, 0], random: true }],
    // Recordings
    ['like "voices/cry.wav" 0.8', { kind: 'recording', path: 'voices/cry.wav', strength: 0.8 }],
    ['like "voices/cry.wav"', { kind: 'recording', path: 'voices/cry.wav', strength: 1 }],
    ['像“哭.wav”0.8', { kind: 'recording', path: '哭.wav', strength: 0.8 }],
    // Words
    ['"as if sharing a secret" 0.4', words('as if sharing a secret', 0.4)],
    ['"as if sharing a secret"', words('as if sharing a secret')],
    ['“像在说秘密”', words('像在说秘密')],
    ['pleading, close to tears', words('pleading, close to tears')],
    ['angry, pleading', words('angry, pleading')],
    ['pleading, angry, tired 0.3', words('pleading, angry, tired', 0.3)],
    ['"angry"', words('angry')],
    // The line itself
    ['auto 0.7', { kind: 'auto', strength: 0.7, random: false }],
    ['自动', { kind: 'auto', strength: 0.6, random: false }],
    // Random
    ['sad 0.4, random', { kind: 'weights', weights: [0, 0, 0.4, 0, 0, 0, 0, 0], random: true }],
    ['随机，高兴', { kind: 'weights', weights: [0.6, 0, 0, 0, 0, 0, 0, 0], random: true }],
    // Kept without effect
    ['V.O.', { kind: 'own' }],
    ["CONT'D, sad 0.4", weights(0, 0, 0.4, 0, 0, 0, 0, 0)],
    ['画外音', { kind: 'own' }],
    ['内心独白，悲伤0.4', weights(0, 0, 0.4, 0, 0, 0, 0, 0)],
    ['on the phone', { kind: 'own' }],
  ])('(%s)', (how, emotion) => {
    expect(emotionOf(how)).toEqual(emotion);
  });

  test.each([
    ['高兴', 0],
    ['喜', 0],
    ['愤怒', 1],
    ['怒', 1],
    ['悲伤', 2],
    ['哀', 2],
    ['害怕', 3],
    ['恐惧', 3],
    ['惧', 3],
    ['厌恶', 4],
    ['低落', 5],
    ['惊讶', 6],
    ['惊喜', 6],
    ['平静', 7],
    ['melancholic', 5],
    ['Disgusted', 4],
  ])('%s', (name, index) => {
    expect(emotionOf(`${name} 0.5`)).toEqual(weights(...Array.from({ length: 8 }, (_, n) => (n === index ? 0.5 : 0))));
  });

  test('groups of a line are one list', () => {
    expect(cueAt(meaning('MIRA (sad 0.4) [2s] (calm 0.2): Hello there')).emotion).toEqual(
      weights(0, 0, 0.4, 0, 0, 0, 0, 0.2),
    );
  });
});

describe('the sum of the weights', () => {
  test('above 0.8 is rescaled, with a warning and a fix', () => {
    const result = expectProblems('(<|sad 0.9 + calm 0.3|>): Hello', ['voice/weights-sum']);
    expect(cueAt(result.script)).toMatchObject({ sound: true, emotion: weights(0, 0, 0.6, 0, 0, 0, 0, 0.2) });
    expect(fixed(result, 'voice/weights-sum')).toBe('(sad 0.6 + calm 0.2): Hello');
    expect(message('voice/weights-sum', result.script.problems[0]?.values).text).toContain('1.2');
  });

  test('of exactly 0.8 is fine, whatever binary makes of it', () => {
    expect(meaning('(sad 0.4 + calm 0.2 + happy 0.2): a').problems).toEqual([]);
    expect(meaning('(sad 0.1 + calm 0.7): a').problems).toEqual([]);
  });

  test('an emotion that shares nothing but stands beside weights counts 0.6', () => {
    expectProblems('(<|sad 0.4 + calm|>): Hello', ['voice/weights-sum']);
  });

  test('never exceeds 0.8', () => {
    const weight = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(fc.array(weight, { minLength: 8, maxLength: 8 }), (vector) => {
        const { emotion } = cueAt(meaning(`(vector ${vector.join(' ')}): a`));
        const sum = emotion.kind === 'weights' ? emotion.weights.reduce((total, each) => total + each, 0) : NaN;
        expect(sum).toBeLessThanOrEqual(0.8 + 1e-9);
        const asked = vector.reduce((total, each) => total + each, 0);
        expect(sum).toBeGreaterThanOrEqual(Math.min(0.8, asked) - 8e-4);
      }),
      property(200, 20_000),
    );
  });
});

describe('mistakes', () => {
  test.each([
    ['(<|afriad|> 0.7): Hello', 'voice/unknown-emotion', '(afraid 0.7): Hello'],
    ['(<|angy|>): Hello', 'voice/unknown-emotion', '(angry): Hello'],
    ['(<|terified|>): Hello', 'voice/unknown-emotion', '(terrified): Hello'],
  ])('%s', (source, code, result) => {
    const marked = expectProblems(source.startsWith('(<|ter') ? front + source : source, [code]);
    expect(fixed(marked, code, 'fix/replace').replace(front, '')).toBe(result);
    expect(cueAt(marked.script).sound).toBe(true);
  });

  test('a slip is kept as words by quotes', () => {
    const result = expectProblems('(<|mad|>): Hello', ['voice/unknown-emotion']);
    const text = fixed(result, 'voice/unknown-emotion', 'fix/quote');
    expect(text).toBe('("mad"): Hello');
    expect(meaning(text).problems).toEqual([]);
  });

  test('several words, or Chinese ones, are no slips', () => {
    expect(meaning('(afriad of him): a\n(高傲): b').problems).toEqual([]);
  });

  test.each([
    ['(sad 0.4, <|like "a.wav"|>): Hello'],
    ['(like "a.wav", <|auto|>): Hello'],
    ['(auto 0.5, <|sad|>): Hello'],
    ['(pleading, <|sad 0.4|>): Hello'],
    ['(sad 0.4, <|pleading|>): Hello'],
    ['(<|sad 0.4|>, "pleading"): Hello'],
  ])('two sources: %s', (source) => {
    const swapped = source.includes('"pleading"') ? '(sad 0.4, <|"pleading"|>): Hello' : source;
    const { script } = expectProblems(swapped, ['voice/two-emotions']);
    expect(cueAt(script).sound).toBe(false);
  });

  test.each([
    ['MIRA (sad 0.4, like "a.wav"): Hi', ['MIRA (sad 0.4): Hi', 'MIRA (like "a.wav"): Hi']],
    [
      'MIRA (sad 0.4 + calm 0.2, seed 3, auto): Hi',
      ['MIRA (sad 0.4 + calm 0.2, seed 3): Hi', 'MIRA (seed 3, auto): Hi'],
    ],
    ['MIRA (sad 0.4) [2s] (auto): Hi', ['MIRA (sad 0.4) [2s]: Hi', 'MIRA [2s] (auto): Hi']],
    ['老周（悲伤0.4，“低声”）：好', ['老周（悲伤0.4）：好', '老周（“低声”）：好']],
    [': Hi {sad 0.4, auto} there', [': Hi {sad 0.4} there', ': Hi {auto} there']],
    ['MIRA (like "a.wav", auto, random): Hi', ['MIRA (like "a.wav", random): Hi', 'MIRA (auto, random): Hi']],
  ])('either of two sources can be kept: %s', (source, expected) => {
    const { text, tree, script } = marked(source);
    const problem = script.problems.find(({ code }) => code === 'voice/two-emotions');
    const results = (problem?.fixes ?? []).map((fix) => applied(text, tree, fix));
    expect(results).toEqual(expected);
    for (const result of results) {
      expect(meaning(result).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  test('beside weights, a misspelt emotion is the one mistake', () => {
    const result = expectProblems('(afraid 0.6 + <|suprised|> 0.2): Hello', ['voice/misspelt-emotion']);
    expect(cueAt(result.script).sound).toBe(false);
    expect(fixed(result, 'voice/misspelt-emotion')).toBe('(afraid 0.6 + surprised 0.2): Hello');
    const chinese = expectProblems('（悲伤0.4，<|惊呀|>0.2）：好', ['voice/misspelt-emotion']);
    expect(fixed(chinese, 'voice/misspelt-emotion')).toBe('（悲伤0.4，惊讶0.2）：好');
    const mood = expectProblems('---\nmoods: { odd: afraid 0.6 + <|suprised|> 0.2 }\n---\n> nothing', [
      'voice/misspelt-emotion',
    ]);
    expect(fixed(mood, 'voice/misspelt-emotion')).toContain('afraid 0.6 + surprised 0.2');
    // Without weights beside it the words may be meant.
    expectProblems('(angry, <|suprised|>): Hello', ['voice/unknown-emotion']);
  });

  test.each([
    ['(<|happy and sad|>): Hello', '(happy + sad): Hello'],
    ['（<|悲伤和愤怒|>）：好', '（悲伤 + 愤怒）：好'],
  ])('emotions joined by a word are no description: %s', (source, expected) => {
    expect(fixed(expectProblems(source, ['voice/unknown-emotion']), 'voice/unknown-emotion', 'fix/replace')).toBe(
      expected,
    );
  });

  test('of an emotion named twice, of two strengths, of random without effect', () => {
    expectProblems('(sad 0.2 + <|sad 0.3|>): Hello', ['voice/emotion-twice']);
    expectProblems('("one" 0.4, <|"two" 0.5|>): Hello', ['voice/two-strengths']);
    expectProblems('(<|random|>): Hello', ['voice/random-idle']);
    expect(cueAt(meaning('---\nmood: sad 0.4\n---\n(random): a')).emotion).toMatchObject({
      kind: 'weights',
      random: true,
    });
  });

  test('a mood that leads back to itself', () => {
    expectProblems('---\nmoods: { one: <|two 0.5|>, two: one }\n---\n(one): a\n(two): b', ['voice/mood-cycle']);
  });

  test('a wrong item never becomes words', () => {
    for (const how of ['vector 1 2 3', 'like crying.wav', 'take', 'sad 7']) {
      expect(cueAt(meaning(`(${how}): Hello`))).toMatchObject({ sound: false });
    }
  });
});

describe('what an engine obeys', () => {
  test('is told where the line asks for something else', () => {
    const clone = '---\nengine: cloner\ncast: { NARRATOR: { voice: a.wav, consent: yes I do } }\n---\n';
    expectProblems(`${clone}(<|pleading|>): Hello`, ['voice/engine-ignores-words']);
    expectProblems(`${clone}(<|auto|>): Hello`, ['voice/engine-ignores-auto']);
    expectProblems(`${clone}(sad 0.4): Hello {<|"softly"|>} there`, ['voice/engine-ignores-words']);
    expect(meaning(`${clone}(sad 0.4): Hello`).problems).toEqual([]);
  });

  test('languages that it does not speak', () => {
    const clone = '---\nengine: cloner\ncast: { NARRATOR: { voice: a.wav, consent: yes I do } }\n---\n';
    expectProblems(`${clone}(language <|es|>): Hola`, ['voice/engine-language']);
    expectProblems(`${clone}@language <|es|>\n: Hola`, ['voice/engine-language']);
    expectProblems(`${clone}: Hello {language <|es|>} hola`, ['voice/engine-language']);
    expectProblems('---\nengine: cloner\nlanguage: <|es|>\n---\n> nothing', ['voice/engine-language']);
    expectProblems('---\nengine: cloner\ncast: { ANA: { language: <|es|> } }\n---\n> nothing', [
      'voice/engine-language',
    ]);
    expectProblems('---\nlanguage: es\n---\n@engine <|cloner|>\n> nothing', ['voice/engine-language']);
  });
});

describe('voices by their name', () => {
  const cast = `---
cast:
  MIRA: { voice: voices/mira.wav, consent: yes, draft: en+f3, aliases: [M] }
  老周: { voice: 周.wav, consent: 有 }
  BOB: {}
---
`;
  test.each([
    ['voice mira', 'voice "voices/mira.wav"'],
    ['like M', 'like "voices/mira.wav"'],
    ['like MIRA 0.4', 'like "voices/mira.wav" 0.4'],
    ['像老周', 'like "周.wav"'],
    ['声音 老周', 'voice "周.wav"'],
  ])('(%s) is the recording of someone in the cast', (written, meant) => {
    const named = written.replace(/ [\d.]+$/, '');
    const result = expectProblems(`${cast}BOB (${written.replace(named, `<|${named}|>`)}, sad): a`, [
      'voice/voice-by-name',
    ]);
    expect(cueAt(result.script).sound).toBe(false);
    expect(fixed(result, 'voice/voice-by-name', 'fix/replace')).toContain(`BOB (${meant}, sad): a`);
    const quoted = fixed(result, 'voice/voice-by-name', 'fix/quote').replace(', sad', '');
    expect(cueAt(meaning(quoted)).emotion).toMatchObject({ kind: 'words', words: named });
  });

  test('without a recording, and of an engine', () => {
    const { script } = expectProblems(`${cast}MIRA (<|voice BOB|>): a`, ['voice/voice-by-name']);
    const problem = script.problems.find(({ code }) => code === 'voice/voice-by-name');
    expect(problem?.fixes.map(({ title }) => title)).toEqual(['fix/quote']);
    expectProblems(`${cast}MIRA (<|voice en-gb|>): a`, ['voice/engine-voice-in-line']);
  });

  test('who is borrowed from is no unused speaker', () => {
    const unused = (how: string) =>
      meaning(`${cast}BOB (${how}): a`).problems.flatMap(({ code, values }) =>
        code === 'voice/unused-speaker' ? [values['name']] : [],
      );
    expect(unused('sad')).toEqual(['MIRA', '老周']);
    expect(unused('like MIRA')).toEqual(['老周']);
  });

  test('other words describe', () => {
    expect(cueAt(meaning(`${cast}BOB (voice breaking): a`)).emotion).toEqual(words('voice breaking'));
    expect(cueAt(meaning(`${cast}BOB (like a child): a`)).emotion).toEqual(words('like a child'));
    expect(cueAt(meaning(`${cast}BOB (to MIRA): a`)).emotion).toEqual(words('to MIRA'));
  });
});
