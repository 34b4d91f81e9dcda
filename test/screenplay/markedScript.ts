import { expect } from 'vitest';
import type { Fix, Problem } from '../../foundation/problem.ts';
import { lineStarts, parse, type Line, type Tree } from '../../grammar/index.ts';
import { screenplay, type EngineFacts, type Screenplay, type Surroundings } from '../../screenplay/index.ts';

/** Engines of the tests: one that draws its voice from nothing, one that clones. */
export const engines: ReadonlyMap<string, EngineFacts> = new Map(
  (
    [
      {
        id: 'draft',
        languages: ['*'],
        clones: false,
        secondsPerToken: undefined,
        emotions: ['weights', 'recording', 'words', 'auto'],
        voices: new Set(['en', 'zh', 'en-gb', 'en+f3']),
        pace: {
          en: { start: 0.1, syllable: 0.2, comma: 0.1, stop: 0.3 },
          zh: { start: 0.1, syllable: 0.25, comma: 0.1, stop: 0.3 },
        },
      },
      {
        id: 'cloner',
        languages: ['en', 'zh'],
        clones: true,
        secondsPerToken: 0.02,
        emotions: ['weights', 'recording'],
        voices: undefined,
        pace: {},
      },
    ] satisfies EngineFacts[]
  ).map((facts) => [facts.id, facts]),
);

export function surroundings(more: Partial<Surroundings> = {}): Surroundings {
  return {
    texts: new Map(),
    recordings: new Map(),
    engines,
    defaultEngine: 'draft',
    measured: new Map(),
    ...more,
  };
}

export interface Marked {
  readonly text: string;
  readonly tree: Tree;
  readonly script: Screenplay;
  /** Offsets of the stretches between `<|` and `|>`. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

/** Reads a script in whose text `<|` and `|>` stand around places. They may nest. */
export function marked(source: string, more: Partial<Surroundings> = {}): Marked {
  const marks: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = '';
  for (const piece of source.split(/(<\||\|>)/)) {
    if (piece === '<|') open.push(text.length);
    else if (piece === '|>') marks.push({ start: open.pop() ?? 0, end: text.length });
    else text += piece;
  }
  marks.sort((a, b) => a.start - b.start || a.end - b.end);
  const tree = parse(text);
  return { text, tree, script: screenplay(tree, surroundings(more)), marks };
}

/** The script's meaning. */
export function meaning(text: string, more: Partial<Surroundings> = {}): Screenplay {
  return screenplay(parse(text), surroundings(more));
}

/**
 * Expects exactly these problems, one at each mark, in the order of the text. Hints (something is unused) count only when
 * one is expected.
 */
export function expectProblems(source: string, codes: readonly string[], more: Partial<Surroundings> = {}): Marked {
  const result = marked(source, more);
  const { text, tree, script, marks } = result;
  const wanted = codes.map((code, index) => {
    const mark = marks[index];
    return mark === undefined ? `${code} ?` : `${code} ${mark.start}–${mark.end} “${text.slice(mark.start, mark.end)}”`;
  });
  const wantsHints = codes.some((code) => code.startsWith('voice/unused'));
  const found = script.problems
    .filter((problem) => wantsHints || problem.severity !== 'hint')
    .map((problem) => {
      const { start, end } = absolute(tree, problem);
      return `${problem.code} ${start}–${end} “${text.slice(start, end)}”`;
    });
  expect(found).toEqual(wanted);
  return result;
}

/** The text after a fix of the problem with a code. */
export function fixed({ text, tree, script }: Marked, code: string, title?: string): string {
  const problem = script.problems.find((each) => each.code === code);
  const fix = problem?.fixes.find((each) => title === undefined || each.title === title);
  if (fix === undefined) throw new Error(`no fix ${title ?? ''} of ${code}`);
  return applied(text, tree, fix);
}

export function applied(text: string, tree: Tree, fix: Fix<Line>): string {
  const edits = fix.edits
    .map((edit) => ({ ...absolute(tree, edit), newText: edit.newText }))
    .sort((a, b) => b.start - a.start);
  let result = text;
  for (const { start, end, newText } of edits) result = result.slice(0, start) + newText + result.slice(end);
  return result;
}

/** Offsets in the text of a place in a line. */
export function absolute(
  tree: Tree,
  { line, start, end }: Pick<Problem<Line>, 'line' | 'start' | 'end'>,
): { readonly start: number; readonly end: number } {
  const index = tree.lines.indexOf(line);
  expect(index).toBeGreaterThanOrEqual(0);
  const at = lineStarts(tree)[index] ?? 0;
  expect(start).toBeGreaterThanOrEqual(0);
  expect(end).toBeGreaterThanOrEqual(start);
  expect(end).toBeLessThanOrEqual(line.text.length);
  return { start: at + start, end: at + end };
}

/** The only cue, or the one at an index. */
export function cueAt(script: Screenplay, index = 0): Screenplay['cues'][number] {
  const cue = script.cues[index];
  if (cue === undefined) throw new Error(`no cue ${index}`);
  return cue;
}
