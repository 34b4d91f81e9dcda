import { describe, expect, test } from 'vitest';
import { SymbolKind, type DocumentSymbol, type SelectionRange } from 'vscode-languageserver/node';
import { documentLinks } from '../../language-server/features/documentLinks.ts';
import { documentSymbols } from '../../language-server/features/documentSymbols.ts';
import { foldingRanges } from '../../language-server/features/foldingRanges.ts';
import { selectionRanges } from '../../language-server/features/selectionRanges.ts';
import { workspaceSymbols } from '../../language-server/features/workspaceSymbols.ts';
import { atOnce } from '../../language-server/slices.ts';
import { inOrder, markedScript } from './markedScript.ts';

describe('document symbols', () => {
  const outline = (symbols: readonly DocumentSymbol[]): unknown[] =>
    symbols.map(({ name, children = [] }) => (children.length === 0 ? name : [name, ...outline(children)]));

  test('chapters, scenes and beats with their cues, in the order of the text', () => {
    const { script } = markedScript(
      'MIRA: Before.\n# One\nMIRA: A.\n## Scene\nBOB: B.\n### Beat\nMIRA: C.\n## Other\n# Two\n: Told.\n#\n',
    );
    const symbols = atOnce(documentSymbols(script));
    expect(outline(symbols)).toEqual([
      'MIRA',
      ['One', 'MIRA', ['Scene', 'BOB', ['Beat', 'MIRA']], 'Other'],
      ['Two', 'NARRATOR'],
      '#',
    ]);
    expect(symbols.map(({ kind }) => kind)).toEqual([
      SymbolKind.String,
      SymbolKind.Module,
      SymbolKind.Module,
      SymbolKind.Module,
    ]);
  });
  test('a section reaches to its last line with something on it, a cue to its last continuation', () => {
    const { script, ranges } = markedScript('«# One\n«MIRA: A\n  and B.»»\n\n«# Two»\n');
    const all = atOnce(documentSymbols(script)).flatMap((symbol) => [symbol, ...(symbol.children ?? [])]);
    expect(inOrder(all.map(({ range }) => range))).toEqual(ranges);
  });
  test('what a client selects lies within what it shows', () => {
    const { script } = markedScript('# One\nMIRA: A\n  and B.\n## Two\n\n');
    const check = ({ range, selectionRange, children = [] }: DocumentSymbol): void => {
      expect(selectionRange.start.line).toBeGreaterThanOrEqual(range.start.line);
      expect(selectionRange.end.line).toBeLessThanOrEqual(range.end.line);
      children.forEach(check);
    };
    atOnce(documentSymbols(script)).forEach(check);
  });
});

test('front matter, sections, long cues and runs of comments fold', () => {
  const { script } = markedScript(
    '---\ntitle: One\n---\n// a\n// b\n# One\nMIRA: A\n  B\n\n  C\nBOB: D\n\n\n## Empty\n\n# Two\n// c\n',
  );
  const folds = atOnce(foldingRanges(script)).map(({ startLine, endLine, kind }) => [startLine, endLine, kind]);
  expect(folds).toEqual([
    [0, 2, 'imports'],
    [5, 13, 'region'],
    [15, 16, 'region'],
    [6, 9, undefined],
    [3, 4, 'comment'],
  ]);
});

describe('selection ranges', () => {
  function texts(marked: string): string[] {
    const { script, position, text } = markedScript(marked);
    const [selection] = selectionRanges(script, [position]);
    const found: string[] = [];
    for (let at: SelectionRange | undefined = selection; at !== undefined; at = at.parent) {
      found.push(text.slice(script.ranges.offset(at.range.start), script.ranges.offset(at.range.end)));
    }
    return found;
  }
  test('from the word out', () => {
    expect(texts('# One\n## Two\nMIRA (very sa‸d, random) [2s]: Hi.\n  More.\n# Three')).toEqual([
      'sad',
      'very sad',
      'very sad, random',
      '(very sad, random)',
      'MIRA (very sad, random) [2s]:',
      'MIRA (very sad, random) [2s]: Hi.',
      'MIRA (very sad, random) [2s]: Hi.\n  More.',
      '## Two\nMIRA (very sad, random) [2s]: Hi.\n  More.',
      '# One\n## Two\nMIRA (very sad, random) [2s]: Hi.\n  More.',
      '# One\n## Two\nMIRA (very sad, random) [2s]: Hi.\n  More.\n# Three',
    ]);
  });
  test('within the text', () => {
    expect(texts('MIRA: Not *ne‸ver ever*.')).toEqual([
      'never',
      'never ever',
      '*never ever*',
      'Not *never ever*.',
      'MIRA: Not *never ever*.',
    ]);
  });
  test('blocks of the front matter', () => {
    expect(texts('---\ncast:\n  MIRA:\n    voi‸ce: a.wav\n  BOB: {}\n---\nBOB: Hi.')).toEqual([
      'voice',
      '    voice: a.wav',
      '  MIRA:\n    voice: a.wav',
      'cast:\n  MIRA:\n    voice: a.wav\n  BOB: {}',
      '---\ncast:\n  MIRA:\n    voice: a.wav\n  BOB: {}\n---',
      '---\ncast:\n  MIRA:\n    voice: a.wav\n  BOB: {}\n---\nBOB: Hi.',
    ]);
  });
  test('on nothing the script is left', () => {
    expect(texts('‸')).toEqual(['']);
  });
});

describe('workspace symbols', () => {
  const source =
    '---\ntitle: Train\ncast: { MIRA: {} }\nmoods: { low: sad 0.2 }\n---\n# One\n## Platform four\nMIRA (id a1): {mark door}Hi.\n';
  const found = (query: string) => atOnce(workspaceSymbols(markedScript(source).script, query));
  test('headings, speakers, moods, marks and named lines', () => {
    expect(found('').map(({ name, containerName }) => [name, containerName])).toEqual([
      ['One', 'Train'],
      ['Platform four', 'One'],
      ['MIRA', 'Train'],
      ['low', 'Train'],
      ['door', 'Train'],
      ['a1', 'MIRA'],
    ]);
  });
  test('by letters in their order', () => {
    expect(found('pf').map(({ name }) => name)).toEqual(['Platform four']);
    expect(found('OR').map(({ name }) => name)).toEqual(['Platform four', 'door']);
    expect(found('xyz')).toEqual([]);
  });
});

describe('document links', () => {
  const source = [
    '---',
    'extends: «series.yaml»',
    'cast:',
    '  MIRA: { voice: «voices/mira.wav» }',
    '---',
    '! «rain.wav»',
    'MIRA (like "«cry.wav»"): Hi.',
    '! gone.wav',
    '! ../far.wav',
    '! C:/far.wav',
    '',
  ].join('\n');
  const uri = 'file:///scripts/one.voice';
  const recordings = new Map([['gone.wav', null]]);
  test('the paths that are there, or may be beneath the folder of the script', () => {
    const { script, ranges } = markedScript(source, { uri, recordings });
    const links = atOnce(documentLinks(script));
    expect(inOrder(links.map(({ range }) => range))).toEqual(ranges);
    expect(links.map(({ target }) => target)).toContain('file:///scripts/voices/mira.wav');
  });
  test('none in a document without an address', () => {
    expect(atOnce(documentLinks(markedScript(source).script))).toEqual([]);
  });
  test('files that a shared file names are not linked from here', () => {
    const texts = new Map([['series.yaml', 'cast: { BOB: { voice: bob.wav } }']]);
    const { script } = markedScript('---\nextends: series.yaml\n---\n', { uri, texts });
    expect(atOnce(documentLinks(script)).map(({ target }) => target)).toEqual(['file:///scripts/series.yaml']);
  });
});
