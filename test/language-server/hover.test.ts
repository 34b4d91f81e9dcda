import { describe, expect, test } from 'vitest';
import { hover } from '../../language-server/features/hover.ts';
import { markdown, plainText } from '../../language-server/markup.ts';
import { scriptAt, type Around } from './scriptAt.ts';

function said(marked: string, around: Around = {}, markup = markdown): string | undefined {
  const { script, position } = scriptAt(marked, around);
  const found = hover(script, position, markup);
  return found === null ? undefined : (found.contents as { value: string }).value;
}

const front = [
  '---',
  'mood: calm 0.2',
  'cast:',
  '  MIRA: { voice: voices/mira.wav, consent: "Mira Ito, no. 14", draft: en+f3, mood: sad 0.4 }',
  '  BOB: { draft: en }',
  'moods:',
  '  terrified: afraid 0.6 + surprised 0.2',
  'lexicon: { Ueno: OO eh no }',
  '---',
  '',
].join('\n');
const recordings = new Map([
  ['voices/mira.wav', { format: 'wav', sampleRate: 48_000, channels: 1, frames: 480_000, seconds: 10 }],
] as const);
const uri = 'file:///scripts/one.voice';

describe('a cue', () => {
  test('says where each part of its direction comes from, as links to lines of a file', () => {
    const text = said(`${front}MI‸RA: Hello there.`, { uri, recordings });
    expect(text).toContain('**MIRA**');
    expect(text).toMatch(/Emotion\\: \(speaker, \[line 4\]\(<file:\/\/\/scripts\/one\.voice#L4>\)\)/);
    expect(text).toContain('10\\.0 s');
    expect(text).toContain('Mira Ito\\, no\\. 14');
  });
  test('documents without an address have no links', () => {
    expect(said(`${front}MI‸RA: Hello there.`)).not.toContain('](');
  });
  test('shows the eight weights as bars', () => {
    const chart = said(`${front}MIRA (terri‸fied): Hello there.`) ?? '';
    expect(chart).toMatch(/afraid {6}█{9}▋ 0\.6\n/);
    expect(chart).toMatch(/surprised {3}███▎ 0\.2\n/);
    expect(chart).toMatch(/calm {8}·\n/);
  });
  test.each([
    ['BOB [1‸s]: This is far too much to say within one second by any means.', 'too short'],
    ['BOB [9‸s]: Hi.', 'too long'],
    ['BOB [1‸x]: Hello there, my friend.', 'fits'],
    ['BOB [max 9‸s]: Hi.', 'within'],
    ['BO‸B: Hi.', 'about'],
  ])('%s: how the words fit the length', (line, fit) => {
    expect(said(`${front}${line}`)).toContain(fit);
  });
  test('lists how words are said', () => {
    expect(said(`${front}MI‸RA: To Ueno by <GIF|jif>.`)).toContain('GIF → jif');
  });
});

test('a cue that nobody speaks, or that is not rendered, says so', () => {
  expect(said('SF‸X: A door.')).toBe(
    '**SFX**\n\nNot spoken\\: other formats have this name for sounds\\. Write it as a sound \\(\\!\\) or an action \\(\\>\\)\\.',
  );
  expect(said(`${front}BO‸B (vector 1): Hi.`)).toContain('Not rendered');
  expect(said(`${front}BO‸B: Hi.`)).not.toContain('Not rendered');
});

describe('within the text', () => {
  test('the length of a pause is not rounded away', () => {
    expect(said('MIRA: One {pau‸se 250ms} two.', {}, plainText)).toBe('Silence of 0.25 s.');
  });
  test('nothing is said of what could not be read', () => {
    expect(said('MIRA: One {unk‸nown} two.')).toBeUndefined();
    expect(said('MIRA: One <|‸x> two.')).toBeUndefined();
  });

  test.each([
    ['BOB: plain pr‸ose', undefined],
    ['BOB: To Ue‸no.', 'Ueno → OO eh no'],
    ['BOB: A <GI‸F|jif>.', 'GIF → jif'],
    ['BOB: Now {pau‸se 400ms} then.', 'Silence of 0\\.4 s\\.'],
    ['BOB: Now {‸} then.', 'Back to the manner'],
    ['BOB: One.\n  To *Ue‸no* again.', 'Ueno → OO eh no'],
  ])('%s', (line, expected) => {
    const text = said(`${front}${line}`);
    if (expected === undefined) expect(text).toBeUndefined();
    else expect(text).toContain(expected);
  });
});

describe('elsewhere', () => {
  test('speakers of the cast, moods and keys', () => {
    expect(said(front.replace('MIRA', 'MI‸RA'), { recordings })).toContain('no\\. 14');
    expect(said(front.replace('terrified', 'terri‸fied'))).toContain('afraid');
    expect(said(front.replace('moods:', 'mo‸ods:'))).toContain('Emotions with a name');
    expect(said(front.replace('draft', 'dr‸aft'))).toContain('draft engine');
  });
  test('settings, sounds', () => {
    expect(said('@gap‸ 1s')).toContain('Silence between two lines');
    expect(said('! rain‸.wav', { recordings: new Map([['rain.wav', null]]) })).toContain('not there');
  });
  test('nothing on other lines', () => {
    for (const line of ['‸', '> A‸ction', '# He‸ading', '// com‸ment', 'non‸sense', '~ 1‸s']) {
      expect(said(line)).toBeUndefined();
    }
  });
});

test('a stranger’s words are shown as words', () => {
  const consent = '![x](http://a.b/c) </div><script>';
  const evil = `---\ncast:\n  "*x*": { voice: a.wav, consent: "${consent}" }\n---\n`;
  const text = said(evil.replace('*x', '*‸x'));
  expect(text).toContain('**\\*x\\***');
  expect(text).toContain('\\!\\[x\\]\\(http\\:\\/\\/a\\.b\\/c\\)');
  expect(text).not.toMatch(/(?<!\\)[<!]/);
});

test('plain text for clients that show no Markdown', () => {
  const text = said(`${front}BO‸B (angry 0.5): Hi.`, { uri }, plainText);
  expect(text).not.toMatch(/[*\\`]/);
  expect(text).toContain('angry');
});

test('Chinese for Chinese readers', () => {
  expect(said(`${front}BO‸B: Hi.`, { locale: 'zh' })).toContain('情感：');
});
