import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SemanticTokensEdit } from 'vscode-languageserver/node';
import {
  rangeTokens,
  semanticTokens,
  tokenDifference,
  tokenEdits,
  tokenModifiers,
  tokenTypes,
} from '../../language-server/features/semanticTokens.ts';
import { atOnce } from '../../language-server/slices.ts';
import { property } from '../runs.ts';
import { openScriptOf, scriptAt } from './scriptAt.ts';

/** Tokens as `text type modifiers`. */
function tokens(text: string): readonly string[] {
  const { script } = scriptAt(text);
  const { data } = atOnce(semanticTokens(script));
  const found: string[] = [];
  let line = 0;
  let column = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, columns = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
    column = lines === 0 ? column + columns : columns;
    line += lines;
    const modifiers = tokenModifiers.filter((_, index) => (bits >> index) % 2 === 1);
    const word = script.tree.lines[line]?.text.slice(column, column + length) ?? '';
    found.push([word, tokenTypes[type], ...modifiers].join(' '));
  }
  return found;
}

test('what a grammar of patterns cannot know: emotions, moods, the cast', () => {
  const text = [
    '---',
    'cast: { MIRA: { draft: en } }',
    'moods: { terrified: afraid 0.6 }',
    '---',
    'MIRA (terrified): Go {mark door}on.',
    'BOB (sad 0.4, close to tears) [at door]: A <GIF|jif>.',
  ].join('\n');
  expect(tokens(text)).toEqual([
    'MIRA class static',
    'terrified variable',
    'door property declaration',
    'BOB class',
    'sad enumMember',
    '0.4 number',
    'close to tears string',
    'door property',
    'jif macro',
  ]);
});

test('a mood that comes or goes colours its uses anew', () => {
  const line = 'MIRA (terrified): Hi.';
  expect(tokens(line)).toContain('terrified string');
  expect(tokens(`---\nmoods: { terrified: afraid 0.6 }\n---\n${line}`)).toContain('terrified variable');
});

test('a range has the tokens of its lines', () => {
  const { script } = scriptAt('MIRA: One.\nBOB: Two.\nANN: Three.');
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
  const data = atOnce(rangeTokens(script, range));
  expect(data.slice(0, 3)).toEqual([1, 0, 3]);
  expect(data).toHaveLength(5);
});

test('columns in UTF-8', () => {
  const { script } = scriptAt('老周 (sad): 好。', { encoding: 'utf-8' });
  expect(atOnce(semanticTokens(script)).data.slice(0, 8)).toEqual([0, 0, 6, 0, 0, 0, 8, 3]);
});

test('the difference makes new tokens from old ones', () => {
  const numbers = fc.array(fc.nat(3), { maxLength: 30 });
  fc.assert(
    fc.property(numbers, numbers, (before, after) => {
      const made = [...before];
      for (const { start, deleteCount, data = [] } of tokenEdits(before, after))
        made.splice(start, deleteCount, ...data);
      expect(made).toEqual(after);
    }),
    property(500, 20_000),
  );
});

describe('the difference by lines', () => {
  const applied = (data: readonly number[], edits: readonly SemanticTokensEdit[]): number[] => {
    const made = [...data];
    for (const { start, deleteCount, data: put = [] } of edits) made.splice(start, deleteCount, ...put);
    return made;
  };
  const front = '---\ncast: { MIRA: { draft: en } }\nmoods: { low: sad 0.2 }\n---\n';
  const lines = fc.constantFrom(
    'MIRA (low): Hi.',
    'BOB: Yes {mark a}.',
    '',
    '> Rain.',
    ': Told.',
    '# One',
    '老周（怒）：好。',
  );
  const encoding = fc.constantFrom('utf-16' as const, 'utf-8' as const);

  test('gives what all tokens anew would be, whatever lines come and go', () => {
    const edit = fc.record({ from: fc.nat(8), count: fc.nat(4), put: fc.array(lines, { maxLength: 4 }) });
    fc.assert(
      fc.property(
        fc.array(lines, { maxLength: 8 }),
        fc.array(edit, { maxLength: 4 }),
        encoding,
        (text, edits, columns) => {
          const open = openScriptOf(front + text.join('\n'), { encoding: columns });
          let { data, sent } = atOnce(semanticTokens(open.script));
          for (const { from, count, put } of edits) {
            const start = { line: 4 + from, character: 0 };
            const range = { start, end: { line: 4 + from + count, character: 0 } };
            open.change([{ range, text: put.map((line) => `${line}\n`).join('') }], 2);
            const found = atOnce(tokenDifference(sent, open.script));
            data = applied(data, found?.edits ?? []);
            expect(data).toEqual(atOnce(semanticTokens(open.script)).data);
            sent = found?.sent ?? sent;
          }
        },
      ),
      property(300, 20_000),
    );
  });
  test('sends the changed line alone', () => {
    const open = openScriptOf('MIRA (sad): One.\nBOB: Two.\nANN: Three.');
    const { sent } = atOnce(semanticTokens(open.script));
    const end = { line: 1, character: 3 };
    open.change([{ range: { start: end, end }, text: 'BY' }], 2);
    expect(atOnce(tokenDifference(sent, open.script))?.edits).toEqual([{ start: 12, deleteCount: 1, data: [5] }]);
  });
  test('is nothing where the text alone changed', () => {
    const open = openScriptOf('MIRA (sad): One.');
    const { sent } = atOnce(semanticTokens(open.script));
    const end = { line: 0, character: 16 };
    open.change([{ range: { start: end, end }, text: ' More.' }], 2);
    expect(atOnce(tokenDifference(sent, open.script))?.edits).toEqual([]);
  });
  test('is not to be had when a mood comes', () => {
    const open = openScriptOf('---\nmoods: { low: sad 0.2 }\n---\nMIRA (high): One.');
    const { sent } = atOnce(semanticTokens(open.script));
    const at = { line: 1, character: 22 };
    open.change([{ range: { start: at, end: at }, text: ', high: happy 0.2' }], 2);
    expect(atOnce(tokenDifference(sent, open.script))).toBeUndefined();
  });
});
