import { describe, expect, test } from 'vitest';
import { inlayHints } from '../../language-server/features/inlayHints.ts';
import { atOnce } from '../../language-server/slices.ts';
import { markedScript } from './markedScript.ts';
import type { Around } from './scriptAt.ts';

const everything = { length: true, start: true, emotion: true };

/** The text with each hint in `⟦ ⟧` where it is shown. */
function shown(marked: string, show: Partial<typeof everything> = {}, around: Around = {}): string {
  const { script, text, ranges } = markedScript(marked, around);
  const range = ranges[0] ?? { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  const hints = atOnce(inlayHints(script, range, { ...everything, ...show }));
  return hints
    .map(({ position, label }) => ({
      offset: script.ranges.offset(position),
      label: typeof label === 'string' ? label : '',
    }))
    .toSorted((a, b) => b.offset - a.offset)
    .reduce((made, { offset, label }) => `${made.slice(0, offset)}⟦${label}⟧${made.slice(offset)}`, text);
}

const only = { length: false, start: false, emotion: false };

describe('start and length', () => {
  test('stand behind the line, the length as it is asked for', () => {
    expect(shown('MIRA [2s]: Hello there.\n~ 1s\nBOB [3.5s]: Hi.')).toBe(
      'MIRA [2s]: Hello there.⟦0:00.0 · ≈ 2.0 s⟧\n~ 1s\nBOB [3.5s]: Hi.⟦0:03.0 · ≈ 3.5 s⟧',
    );
  });
  test('can be switched off one by one', () => {
    expect(shown('MIRA [2s]: Hi.', { start: false })).toBe('MIRA [2s]: Hi.⟦≈ 2.0 s⟧');
    expect(shown('MIRA [2s]: Hi.', { length: false })).toBe('MIRA [2s]: Hi.⟦0:00.0⟧');
    expect(shown('MIRA [2s]: Hi.', only)).toBe('MIRA [2s]: Hi.');
  });
  test('a take that is there is no prediction', () => {
    const { script } = markedScript('MIRA: Hello there.');
    const digest = script.screenplay.cues[0]?.digest ?? '';
    const measured = new Map([[digest, 4.25]]);
    expect(shown('MIRA: Hello there.', { start: false }, { measured })).toBe('MIRA: Hello there.⟦4.3 s⟧');
  });
  test('stand behind the first line of a cue, also in the columns of clients that count bytes', () => {
    expect(shown('老周 [2s]：好。\n  再见。', {}, { encoding: 'utf-8' })).toBe(
      '老周 [2s]：好。⟦0:00.0 · ≈ 2.0 s⟧\n  再见。',
    );
  });
  test('sounds and lines that are no cues have none', () => {
    expect(shown('# One\n> Rain.\n! rain.wav [at 0:00]\n@gap 1s\nnonsense')).not.toContain('⟦');
  });
});

describe('emotion', () => {
  const front = '---\nmood: calm 0.2\ncast: { MIRA: { mood: sad 0.4 }, BOB: {} }\n---\n';
  const show = { ...only, emotion: true };
  test('stands before the colon where the line inherits it', () => {
    expect(shown(`${front}MIRA: One.\nBOB: Two.\nMIRA (angry 0.5): Three.`, show)).toBe(
      `${front}MIRA⟦(sad 0.4)⟧: One.\nBOB⟦(calm 0.2)⟧: Two.\nMIRA (angry 0.5): Three.`,
    );
  });
  test('in the reader’s language', () => {
    expect(shown('@mood 愤怒 0.5\n老周：滚！', show, { locale: 'zh' })).toBe('@mood 愤怒 0.5\n老周⟦(愤怒 0.5)⟧：滚！');
  });
  test('says where it is inherited from', () => {
    const { script } = markedScript(`${front}MIRA: One.\n# Two\n@mood happy 0.1\nBOB: Two.`);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = atOnce(inlayHints(script, range, show));
    expect(hints.map(({ tooltip }) => tooltip)).toEqual([
      'From the speaker’s entry in the cast.',
      'From a setting of this section.',
    ]);
  });
  test('none where nothing is set', () => {
    expect(shown('MIRA: Hi.', show)).toBe('MIRA: Hi.');
  });
});

test('only the lines of the range', () => {
  const text = shown('MIRA [2s]: One.\n«BOB [2s]: Two.\n! a.wav\nMIRA [2s]: Three.»\nBOB [2s]: Four.', {
    length: false,
  });
  expect(text).toBe('MIRA [2s]: One.\nBOB [2s]: Two.⟦0:02.3⟧\n! a.wav\nMIRA [2s]: Three.⟦0:04.8⟧\nBOB [2s]: Four.');
});
