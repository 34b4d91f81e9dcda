import { describe, expect, test } from 'vitest';
import { cueList } from '../../language-server/features/cueList.ts';
import { resolvedCue } from '../../language-server/features/resolvedCue.ts';
import { status } from '../../language-server/features/status.ts';
import { atOnce } from '../../language-server/slices.ts';
import { wordCount } from '../../language-server/wordCount.ts';
import { inOrder, markedScript } from './markedScript.ts';
import { scriptAt } from './scriptAt.ts';

// The requests of our own, for the editor's views.

describe('the list of cues', () => {
  test('has every cue with its range, its section and its start', () => {
    const { script, ranges } = markedScript(
      '«MIRA [1s]: Before.»\n# One\n«MIRA (id a) [2s]: A\n\n  and more.»\n## Scene\n! rain.wav\n«bob [at 0:10] [2s]: *B* {pause 1s}so.»\n«: »\n',
    );
    const { cues, sections, version } = atOnce(cueList(script));
    expect(version).toBe(1);
    expect(inOrder(cues.map(({ range }) => range))).toEqual(ranges);
    expect(cues.map(({ speaker, text, section, start, seconds }) => [speaker, text, section, start, seconds])).toEqual([
      ['MIRA', 'Before.', 0, 0, 1],
      ['MIRA', 'A and more.', 1, 1.25, 2],
      ['bob', 'B so.', 2, 10, 2],
      ['NARRATOR', '', 2, expect.any(Number), expect.any(Number)],
    ]);
    expect(cues[1]?.id).toBe('a');
    expect(new Set(cues.map(({ id }) => id)).size).toBe(4);
    expect(sections.map(({ title, level, parent }) => [title, level, parent])).toEqual([
      ['', 0, null],
      ['One', 1, 0],
      ['Scene', 2, 1],
    ]);
  });
  test('tells what is not rendered, and what has a take', () => {
    const text = 'MIRA: Hi.\nMIRA (vector 1): Broken.';
    const { digest = '' } = scriptAt(text).script.screenplay.cues[0] ?? {};
    const { cues } = atOnce(cueList(scriptAt(text, { measured: new Map([[digest, 3.5]]) }).script));
    expect(cues.map(({ sound, measured }) => [sound, measured])).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(cues[0]?.seconds).toBe(3.5);
  });
});

describe('the cue at a position', () => {
  const text =
    '---\ncast: { MIRA: { draft: en+f3, mood: sad 0.4 } }\n---\nMIRA [2s]: A\n  and B.\n> Rain.\nMIRA (calm 0.2, take 3): C.';
  test('is resolved, on each of its lines', () => {
    const { script } = scriptAt(text);
    for (const line of [3, 4]) {
      expect(resolvedCue(script, line)).toMatchObject({
        speaker: 'MIRA',
        text: 'A and B.',
        emotionFrom: 'speaker',
        direction: {
          emotion: { kind: 'weights', weights: [0, 0, 0.4, 0, 0, 0, 0, 0] },
          length: { kind: 'exact', seconds: 2 },
          voice: { draft: 'en+f3' },
          settings: { take: 1 },
        },
      });
    }
    expect(resolvedCue(script, 6)).toMatchObject({ emotionFrom: 'line', direction: { settings: { take: 3 } } });
  });
  test('is the same as in the list', () => {
    const { script } = scriptAt(`! a.wav\n${text}`);
    for (const cue of atOnce(cueList(script)).cues) {
      expect(resolvedCue(script, cue.range.start.line)).toMatchObject(cue);
    }
  });
  test('is none elsewhere', () => {
    const { script } = scriptAt(text);
    for (const line of [0, 1, 5, 99]) expect(resolvedCue(script, line)).toBeNull();
  });
});

describe('the status', () => {
  test('counts per speaker, those of the cast first', () => {
    const { script } = scriptAt(
      [
        '---',
        'cast:',
        '  MIRA: { draft: en }',
        '  老周: { voice: zhou.wav, consent: "周立" }',
        '---',
        'BOB [2s]: Not in the cast.',
        'mira [1.5s]: One two.',
        'MIRA [1.5s]: Three [[a note]] *four* {pause 100ms}five.',
        '! rain.wav',
        'BOB (afriad 0.4) [at 1:00] [2s]: Six.',
        'nonsense',
      ].join('\n'),
      { recordings: new Map([['zhou.wav', null]]) },
    );
    const { speakers, ...whole } = status(script);
    expect(speakers).toMatchObject([
      { name: 'MIRA', lines: 2, words: 5, seconds: 3, inCast: true, consent: false, recording: null, draft: 'en' },
      { name: '老周', lines: 0, words: 0, seconds: 0, inCast: true, consent: true, recording: 'zhou.wav' },
      { name: 'BOB', lines: 2, words: 5, seconds: 4, inCast: false, consent: false },
    ]);
    expect(whole).toMatchObject({ version: 1, cues: 4, words: 10, seconds: 62 });
    const { problems } = script.screenplay;
    const severities = problems.map(({ severity }) => severity);
    expect(new Set(severities)).toContain('hint');
    expect(whole.errors).toBe(severities.filter((severity) => severity === 'error').length);
    expect(whole.warnings).toBe(severities.filter((severity) => severity === 'warning').length);
    expect(Math.min(whole.errors, whole.warnings)).toBeGreaterThan(0);
  });
  test('leaves out sounds that other formats write as lines', () => {
    const { script } = scriptAt('SFX: Rain on a roof.\nMIRA [1s]: Listen.\n');
    expect(status(script)).toMatchObject({ cues: 1, words: 1, seconds: 1, speakers: [{ name: 'MIRA', lines: 1 }] });
  });
  test('of nothing', () => {
    expect(status(scriptAt('').script)).toEqual({
      version: 1,
      cues: 0,
      words: 0,
      seconds: 0,
      errors: 0,
      warnings: 0,
      speakers: [],
    });
  });
});

test.each([
  ['', 0],
  ['One two.', 2],
  ['It’s a well-known rock-’n’-roll song', 5],
  ['银行关门了。', 5],
  ['他说 OK，3 次', 5],
  ['ありがとう', 5],
  ['… – !?', 0],
  ['Zoë naïve', 2],
])('words of %j: %d', (text, count) => {
  expect(wordCount(text)).toBe(count);
});
