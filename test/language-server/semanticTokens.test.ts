import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SemanticTokensBuilder } from 'vscode-languageserver/node';
import {
  allSemanticTokens,
  semanticTokens,
  tokenEdits,
  tokenModifiers,
  tokenTypes,
} from '../../language-server/features/semanticTokens.ts';
import { atOnce } from '../../language-server/slices.ts';
import { property } from '../runs.ts';
import { scriptAt } from './scriptAt.ts';

/** Tokens as `text type modifiers`. */
function tokens(text: string): readonly string[] {
  const { script } = scriptAt(text);
  const { data } = atOnce(allSemanticTokens(script));
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
  const builder = new SemanticTokensBuilder();
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
  atOnce(semanticTokens(script, builder, range));
  expect(builder.build().data.slice(0, 3)).toEqual([1, 0, 3]);
  expect(builder.build().data).toHaveLength(5);
});

test('columns in UTF-8', () => {
  const { script } = scriptAt('老周 (sad): 好。', { encoding: 'utf-8' });
  expect(atOnce(allSemanticTokens(script)).data.slice(0, 8)).toEqual([0, 0, 6, 0, 0, 0, 8, 3]);
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
