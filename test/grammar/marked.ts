import { expect, it } from 'vitest';
import type { MessageCode } from '../../foundation/message.ts';
import { parse } from '../../grammar/parse.ts';
import type { Line, Mistake, MistakeFix, Span } from '../../grammar/tree.ts';

/** A test for each marked line: its mistakes are those, at the marks, and no others. */
export function itMarks(cases: readonly (readonly [source: string, ...codes: MessageCode[]])[]): void {
  it.each(cases.map(([source, ...codes]) => ({ source, codes })))('$source', ({ source, codes }) => {
    expectMistakes(source, ...codes);
  });
}

/** A text with ranges marked in it: `MIRA (<|afriad 1 2|>): Hello` and what lies between the marks. */
export function marked(source: string): { readonly text: string; readonly spans: readonly Span[] } {
  const spans: Span[] = [];
  let text = '';
  source.split(/(<\||\|>)/).forEach((piece, index, pieces) => {
    if (piece === '<|') spans.push({ start: text.length, end: text.length + (pieces[index + 1] ?? '').length });
    else if (piece !== '|>') text += piece;
  });
  return { text, spans };
}

/** The only line of a text. */
export function onlyLine(text: string): Line {
  const { lines } = parse(text);
  expect(lines).toHaveLength(1);
  const [line] = lines;
  if (line === undefined) throw new Error('unreachable');
  return line;
}

/** The only line of a text, which is of a kind. */
export function lineOf<Kind extends Line['kind']>(kind: Kind, text: string): Extract<Line, { kind: Kind }> {
  const line = onlyLine(text);
  expect(line.kind).toBe(kind);
  return line as Extract<Line, { kind: Kind }>;
}

/** Expects exactly these mistakes in a line, each where the text is marked, in the order of the marks. */
export function expectMistakes(source: string, ...codes: readonly MessageCode[]): readonly Mistake[] {
  const { text, spans } = marked(source);
  const { mistakes } = onlyLine(text);
  expect(mistakes.map(({ code, start, end }) => [code, text.slice(start, end), start])).toEqual(
    spans.map(({ start, end }, index) => [codes[index], text.slice(start, end), start]),
  );
  expect(codes).toHaveLength(spans.length);
  for (const mistake of mistakes) expectFixesToHelp(text, mistake);
  return mistakes;
}

/** What each fix of the only mistake of a line makes of it. */
export function fixed(text: string): string[] {
  const { mistakes } = onlyLine(text);
  expect(mistakes).toHaveLength(1);
  return (mistakes[0]?.fixes ?? []).map((fix) => applied(text, fix));
}

/** The text after a fix. */
export function applied(text: string, fix: MistakeFix): string {
  return [...fix.edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

/** A fix that leaves its mistake where it is is none. */
function expectFixesToHelp(text: string, mistake: Mistake): void {
  const count = (line: string) => onlyLine(line).mistakes.filter(({ code }) => code === mistake.code).length;
  for (const fix of mistake.fixes) {
    const after = applied(text, fix);
    expect(count(after), `${text} → ${after}`).toBeLessThan(count(text));
  }
}
