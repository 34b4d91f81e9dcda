import { parse, reparse, type Tree } from '../../grammar/index.ts';
import { catalogue, defaultEngine } from '../../models/catalogue.ts';
import { screenplay, type Screenplay, type Surroundings } from '../../screenplay/index.ts';
import { quantile } from './quantile.ts';
import type { Bench, Row } from './row.ts';

const surroundings: Surroundings = {
  texts: new Map(),
  recordings: new Map(),
  engines: catalogue,
  defaultEngine,
  measured: new Map(),
};

const bench: Bench = {
  name: 'screenplay',
  run(report) {
    for (const lines of [1000, 10_000, 100_000]) measure(lines, report);
    return Promise.resolve();
  },
};
export default bench;

function measure(lines: number, report: (row: Row) => void): void {
  const text = scriptOf(lines);
  const tree = parse(text);
  const size = lines.toLocaleString('en');
  const started = performance.now();
  let script = screenplay(tree, surroundings);
  report({ name: `${size} lines, whole (first time)`, value: performance.now() - started, unit: 'ms' });
  report({
    name: `${size} lines, whole`,
    value: quantile(
      times(lines > 10_000 ? 1 : 5, () => (script = screenplay(tree, surroundings))),
      0.5,
    ),
    unit: 'ms',
  });
  report({ name: `${size} lines, problems found`, value: script.problems.length, unit: '' });

  const typed = typing(tree, script, text.indexOf('line', text.length / 2), 'x');
  const goal = lines === 10_000 ? { goal: '< 5' } : {};
  report({ name: `${size} lines, a letter typed, median`, value: quantile(typed, 0.5), unit: 'ms', ...goal });
  report({ name: `${size} lines, a letter typed, 95th percentile`, value: quantile(typed, 0.95), unit: 'ms' });
  const between = text.indexOf('\n', text.length / 2) + 1;
  const entered = typing(tree, script, between, (n) => `MIRA: One more line, the ${n}th.\n`);
  report({ name: `${size} lines, a cue put in, median`, value: quantile(entered, 0.5), unit: 'ms' });
  const title = typing(tree, script, text.indexOf('Long'), 'x', 5);
  report({ name: `${size} lines, a letter typed into the title, median`, value: quantile(title, 0.5), unit: 'ms' });
  const cast = typing(tree, script, text.indexOf('calm'), 'x', 5);
  report({ name: `${size} lines, a letter typed into the cast, median`, value: quantile(cast, 0.5), unit: 'ms' });
}

/** Times of reading the script after each of many edits at one place; reading the lines themselves is not counted. */
function typing(
  tree: Tree,
  script: Screenplay,
  at: number,
  written: string | ((n: number) => string),
  edits = 100,
): number[] {
  let [now, meaning] = [tree, script];
  let offset = at;
  let count = 0;
  return times(edits, () => {
    const newText = typeof written === 'string' ? written : written(++count);
    now = reparse(now, { start: offset, end: offset, newText });
    offset += newText.length;
    return () => (meaning = screenplay(now, surroundings, meaning));
  });
}

/** Milliseconds of each run; a run may prepare and give back what is to be timed. */
function times(count: number, run: () => unknown): number[] {
  return Array.from({ length: count }, () => {
    let started = performance.now();
    const timed = run();
    if (typeof timed === 'function') {
      started = performance.now();
      (timed as () => unknown)();
    }
    return performance.now() - started;
  });
}

/** A script as long as a novel: chapters, scenes, directions, times, pauses, notes, a few slips. */
function scriptOf(lines: number): string {
  const head = [
    '---',
    'title: A Long Script',
    'language: en',
    'cast:',
    '  MIRA: { draft: en+f3, mood: calm 0.2 }',
    '  BOB: { draft: en+m3 }',
    '  老周: { language: zh }',
    '  NARRATOR: { draft: en-gb }',
    'moods: { terrified: afraid 0.6 + surprised 0.2 }',
    'lexicon: { Ueno: OO eh no, 行长: HANG2 ZHANG3 }',
    'render: { gap: 300ms }',
    '---',
  ];
  const body = Array.from({ length: Math.max(0, lines - head.length) }, (_, n) => bodyLine(n));
  return [...head, ...body].join('\n');
}

function bodyLine(n: number): string {
  const forms = [
    `MIRA (terrified): This is line ${n}, and the train to Ueno leaves at ${n % 24}:40.`,
    'BOB: I know. {pause 300ms} Come *on*, it is only a line of text.',
    '> They run.',
    `: Nobody counted line ${n}; there were too many of them that night.`,
    '老周 (悲伤0.4 + 平静0.2)：行长说，银行已经关门了。',
    '',
    'MIRA (pleading, close to tears) [max 4s]: Do not say that. [[check this line]]',
    '  She means it, this line goes on.',
    '~ 500ms',
    `BOB [at +0.5s]: Line ${n} again?`,
  ];
  if (n % 500 === 0) return `# Chapter ${n / 500 + 1}`;
  if (n % 100 === 0) return `## Scene ${n / 100}`;
  if (n % 250 === 1) return `BOB (afriad 0.7) [1s]: A slip of the keys in line ${n} of this long script here.`;
  return forms[n % forms.length] ?? '';
}
