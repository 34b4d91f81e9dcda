import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import { diagnostics } from '../../language-server/features/diagnostics.ts';
import { problemCodes } from '../../screenplay/index.ts';
import { markedScript } from './markedScript.ts';
import type { Around } from './scriptAt.ts';

const everything = { relatedInformation: true, codeDescription: true, unnecessaryTag: true };
const nothing = { relatedInformation: false, codeDescription: false, unnecessaryTag: false };

function found(marked: string, around: Around = {}, client = everything) {
  const { script, ranges } = markedScript(marked, around);
  return { ranges, shown: diagnostics(script, client) };
}

test('stand where the problem is, in the order of the script', () => {
  const { ranges, shown } = found('---\ncast: { MIRA: {} }\n---\nMIRA («afriad»): Hi.\n«nonsense»\n');
  expect(shown.map(({ range }) => range)).toEqual(ranges);
  expect(shown.map(({ range }) => range.start.line)).toEqual(shown.map(({ range }) => range.start.line).toSorted());
});

test('entries that nothing uses are marked as unnecessary', () => {
  const { ranges, shown } = found('---\ncast:\n  MIRA: {}\n  «BOB»: {}\nmoods: { «low»: sad }\n---\nMIRA: Hi.\n');
  const unused = shown.filter(({ tags }) => tags?.includes(DiagnosticTag.Unnecessary));
  expect(unused.map(({ range }) => range)).toEqual(ranges);
});

test('other places that explain a problem are named', () => {
  const { ranges, shown } = found('MIRA: {mark «door»}Hi. {mark door}');
  const twice = shown.find(({ code }) => code === 'voice/mark-twice');
  expect(twice?.relatedInformation?.map(({ location }) => location.range)).toEqual(ranges);
});

test('a mistake in a file that the script names says where in that file, and leads there', () => {
  const texts = new Map([['series.yaml', 'title: A\nmoods:\n  low: sad 1.4\n']]);
  const uri = 'file:///c:/somewhere/scene.voice';
  const { ranges, shown } = found('---\nextends: «series.yaml»\n---\n', { texts, uri });
  expect(shown.map(({ range, code }) => ({ range, code }))).toEqual([
    { range: ranges[0], code: 'voice/strength-range' },
  ]);
  expect(shown[0]?.message).toContain('series.yaml, line 3, column 12');
  const [there] = shown[0]?.relatedInformation ?? [];
  expect(there?.location.uri).toBe('file:///c:/somewhere/series.yaml');
  expect(there?.location.range).toEqual({ start: { line: 2, character: 11 }, end: { line: 2, character: 14 } });
});

test('a comment silences the next line', () => {
  const source = '// tableread-ignore voice/unknown-speaker\nMIRA: Hi.\n';
  expect(found(source).shown.map(({ code }) => code)).not.toContain('voice/unknown-speaker');
});

test('only what the client can show', () => {
  for (const each of found('MIRA: {mark a}{mark a}\nnonsense', {}, nothing).shown) {
    expect(Object.keys(each).toSorted()).toEqual(['code', 'message', 'range', 'severity', 'source']);
  }
});

test.each(['en', 'zh'] as const)('every code is explained on the page that it links to (%s)', (locale) => {
  const { shown } = found('nonsense', { locale });
  expect(shown[0]?.severity).toBe(DiagnosticSeverity.Error);
  const href = shown[0]?.codeDescription?.href ?? '';
  const name = /docs\/(problems[.\w]*\.md)#/.exec(href)?.[1] ?? '';
  const page = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  for (const code of Object.keys(problemCodes)) expect(headings).toContain(code);
  expect(href.endsWith(`#${String(shown[0]?.code).replace('/', '')}`)).toBe(true);
});
