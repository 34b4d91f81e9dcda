import { describe, expect, test } from 'vitest';
import { codeLenses, lensCommands } from '../../language-server/features/codeLenses.ts';
import { atOnce } from '../../language-server/slices.ts';
import { inOrder, markedScript } from './markedScript.ts';
import type { Around } from './scriptAt.ts';

const { playLine, playFromHere, renderScene, showSpeaker } = lensCommands;

/** Lenses of one command: whether they stand where the text is marked, and what they say. */
function lenses(marked: string, command: string, around: Around = {}): readonly unknown[] {
  const { script, ranges } = markedScript(marked, around);
  const found = atOnce(codeLenses(script, new Set([command])));
  expect(inOrder(found.map(({ range }) => range))).toEqual(ranges);
  expect(found.map(({ command: made }) => made?.command)).toEqual(found.map(() => command));
  expect(found.map(({ command: made }) => (made?.arguments as unknown[])[0])).toEqual(found.map(() => script.uri));
  return found.map(({ command: made }) => [made?.title, ...(made?.arguments as unknown[]).slice(1)]);
}

test('Play on every line that is spoken, with its id', () => {
  expect(
    lenses('# One\n«MIRA (id hello): Hi.»\n  More.\n> Rain.\n! rain.wav\nMIRA (vector 1): broken\n«: Told.»', playLine),
  ).toEqual([
    ['▶ Play', 'hello'],
    ['▶ Play', expect.any(String)],
  ]);
});

describe('headings', () => {
  const script = '«# One»\nMIRA [2s]: A.\n«## Scene»\n~ 1s\nBOB [60s]: B.\n# Empty\n> Rain.\n«# Two»\nMIRA [1s]: C.';
  test('Play from here, where anything stands under them', () => {
    expect(lenses(script, playFromHere)).toEqual([
      ['▶ Play from here', 0],
      ['▶ Play from here', 2],
      ['▶ Play from here', 7],
    ]);
  });
  test('Render scene, with the length of all that stands under them', () => {
    expect(lenses(script, renderScene)).toEqual([
      ['Render scene (1:03)', 0],
      ['Render scene (1:00)', 2],
      ['Render scene (1.0 s)', 7],
    ]);
  });
  test('in Chinese', () => {
    expect(lenses('«# 一»\n老周 [2s]：好。', renderScene, { locale: 'zh' })).toEqual([
      [expect.stringMatching(/\p{Script=Han}.*2\.0 秒/u), 0],
    ]);
  });
});

test('each entry of the cast says how much there is to speak', () => {
  const script =
    '---\ncast:\n«  MIRA: { draft: en }»\n«  BOB: {}»\n«  EVE: {}»\n---\nMIRA [2s]: A.\nmira [61s]: B.\nANN: C.\nEVE [1s]: D.';
  expect(lenses(script, showSpeaker)).toEqual([
    ['2 lines, 1:03', 'MIRA'],
    ['no lines', 'BOB'],
    ['1 line, 1.0 s', 'EVE'],
  ]);
});

test('none for a client that carries out no commands', () => {
  const { script } = markedScript('# One\nMIRA: Hi.');
  expect(atOnce(codeLenses(script, new Set()))).toEqual([]);
});
