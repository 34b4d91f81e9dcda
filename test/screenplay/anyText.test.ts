import fc from 'fast-check';
import { expect, test } from 'vitest';
import { message } from '../../foundation/message.ts';
import type { Problem } from '../../foundation/problem.ts';
import { parse, type Line } from '../../grammar/index.ts';
import { screenplay } from '../../screenplay/index.ts';
import { property } from '../runs.ts';
import { absolute, applied, surroundings } from './markedScript.ts';

/** Pieces that YAML, a script, or neither can be made of. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '---',
      '...',
      '- ',
      ': ',
      ':',
      '? ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '&a ',
      '*a',
      '!!str ',
      '!x ',
      '"',
      "'",
      '|',
      '>-',
      '%',
      '@',
      '`',
    ],
    ...[
      '\n',
      '\n  ',
      '\n    ',
      '\r\n',
      '\r',
      '\t',
      ' ',
      '# ',
      '<<',
      '~',
      '\\',
      '：',
      '（',
      '】',
      '\u2028',
      '\uFEFF',
      '\0',
      '😀',
      '\uD800',
    ],
    ...[
      'cast',
      'moods',
      'lexicon',
      'render',
      'extends',
      'language',
      'voice',
      'consent',
      'aliases',
      'mood',
      'gap',
      'fps',
      'title',
    ],
    ...[
      'MIRA',
      'BOB',
      '旁白',
      'SFX',
      'sad 0.4',
      'afriad',
      'terrified',
      'like "a.wav"',
      'seed 3',
      'id a',
      'random',
      'auto',
      'vector 1 1 1 1 1 1 1 1',
    ],
    ...[
      '[2s]',
      '[at +1s]',
      '[at m]',
      '[0:10 - 0:12]',
      '[0.9x]',
      '{pause 1s}',
      '{mark m}',
      '{sad}',
      '{}',
      '<a|b>',
      '<行|HANG2>',
      '*',
      '[[',
      ']]',
    ],
    ...[
      '@seed 3',
      '@mood sad',
      '@speaker BOB',
      '@offset -1',
      '~ 1s',
      '! a.wav',
      '> ',
      '// tableread-ignore voice/overlap',
      '@speaker NOBODY',
      '~ -9s',
      'extends: a',
      '12',
      '3.5',
      '1,000',
      '0',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);

const text = fc
  .tuple(fc.boolean(), fc.array(piece, { maxLength: 40 }), fc.array(piece, { maxLength: 40 }))
  .map(([hasFront, front, body]) => (hasFront ? `---\n${front.join('')}\n---\n` : '') + body.join(''));

type InFile = Problem<Line>['inFile'];

function inFileOrder(a: InFile, b: InFile): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.line - b.line || a.start - b.start || a.end - b.end;
}

test('whatever the text is: no exception, every place lies in its line, every fix can be made', () => {
  const around = surroundings({
    texts: new Map([
      ['a', 'extends: b\ncast: { MIRA: {} }'],
      ['b', '[['],
    ]),
    recordings: new Map([['a.wav', null]]),
  });
  fc.assert(
    fc.property(text, (source) => {
      const tree = parse(source);
      const script = screenplay(tree, around);
      for (const problem of script.problems) {
        absolute(tree, problem);
        for (const related of problem.related ?? []) absolute(tree, related);
        for (const fix of problem.fixes) {
          applied(source, tree, fix);
          expect(message(fix.title, fix.values).text).not.toMatch(/\{\{\w+\}\}/);
        }
        expect(message(problem.code, problem.values, 'zh').text).not.toMatch(/\{\{\w+\}\}/);
      }
      const places = script.problems.map((problem) => [absolute(tree, problem), problem.inFile] as const);
      expect(places).toEqual(
        places.toSorted(([a, inA], [b, inB]) => a.start - b.start || a.end - b.end || inFileOrder(inA, inB)),
      );
      for (const reference of script.references) absolute(tree, reference);
      for (const cue of script.cues) {
        expect(cue.estimate.seconds).toBeGreaterThanOrEqual(0);
        for (const { line, start = 0, end = 0 } of Object.values(cue.origins)) {
          if (line !== undefined) absolute(tree, { line, start, end });
        }
      }
      expect(script.timeline.starts.every((start) => start >= 0)).toBe(true);
      expect(new Set(script.entries.map(({ id }) => id.toLowerCase())).size).toBe(script.entries.length);
    }),
    property(500, 100_000),
  );
});
