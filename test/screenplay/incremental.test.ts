import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { parse, reparse, type Tree } from '../../grammar/index.ts';
import { screenplay, type Screenplay } from '../../screenplay/index.ts';
import { property } from '../runs.ts';
import { surroundings } from './markedScript.ts';

const lines = [
  '---',
  'cast:',
  '  MIRA: { voice: a.wav, consent: yes, draft: en+f3, aliases: [Mi] }',
  '  BOB:',
  '    voice: b.wav',
  '    mood: sad 0.5',
  'moods: { terrified: afraid 0.6, soft: "gentle" }',
  'lexicon: { Ueno: OO eh no, 行: HANG2 }',
  'fps: 25',
  'extends: series.yaml',
  'engine: cloner',
  'language: zh',
  '# One',
  '## Two',
  '### Three',
  '> action',
  '// comment',
  '// tableread-ignore voice/unknown-speaker unknown-emotion',
  '~ 1s',
  '~ -0.3s',
  '! rain.wav (under)',
  '! door.wav [at door]',
  '! bell.wav',
  '@language zh',
  '@mood terrified',
  '@speaker BOB',
  '@speaker NOBODY',
  '@engine draft',
  '@gap 1s',
  '@offset -0:00:10',
  '@seed 7',
  '@nonsense 1',
  ': narration of Ueno',
  'MIRA: hello',
  'MIRA: hello',
  'mira (terrified) [2s]: hello there',
  'Mi (afriad): oh {mark door} no',
  'BOB [at door +1s]: yes {angry 0.5} no {} fine',
  'BOB [at +0.2s]: together',
  'Nobody: who',
  'NOBODY (soft): who is it',
  'MIRA [0:10 - 0:12]: in the window 银行',
  'MIRA (id one): first',
  'MIRA (id ONE): second',
  'MIRA (id mira-hello-0000): third',
  'SFX: bang',
  '  going on',
  '  BOB: not a cue',
  '',
  '   ',
  'rubbish',
  'MIRA:',
] as const;

const wav = { format: 'wav' as const, sampleRate: 48000, channels: 1, frames: 480000, seconds: 10 };

/** What may lie around a script: files that come and go, lengths that are measured, another engine. */
const worlds = [
  surroundings(),
  surroundings({ recordings: new Map([['a.wav', wav]]) }),
  surroundings({
    recordings: new Map([
      ['a.wav', null],
      ['bell.wav', wav],
    ]),
  }),
  surroundings({ texts: new Map([['series.yaml', 'cast: { MIRA: { pan: 1 }, ZOE: {} }\nmoods: { soft: calm 0.3 }']]) }),
  surroundings({ engine: 'draft' }),
  surroundings({ measured: measuredLengths() }),
];

function measuredLengths(): Map<string, number> {
  const script = screenplay(parse('MIRA: hello\n: narration of Ueno\nNOBODY: who'), surroundings());
  return new Map(script.cues.map(({ digest }) => [digest, 7]));
}

const edit = fc.record({
  world: fc.nat({ max: 3 * worlds.length }),
  at: fc.nat(),
  remove: fc.nat({ max: 4 }),
  insert: fc.array(fc.constantFrom(...lines), { maxLength: 3 }),
  inside: fc.boolean(),
  letter: fc.constantFrom('a', ':', ' ', '(', '行', '\n', '{', '"'),
});

/** The text after an edit, and the edit in offsets: whole lines, or one character anywhere. */
function changeOf(text: string, { at, remove, insert, inside, letter }: Change) {
  if (inside) {
    const start = text.length === 0 ? 0 : at % (text.length + 1);
    return { start, end: Math.min(text.length, start + (remove % 2)), newText: letter };
  }
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
  const first = at % starts.length;
  const start = starts[first] ?? 0;
  const end = starts[first + remove] ?? text.length;
  return { start, end, newText: insert.map((line) => `${line}\n`).join('') };
}

type Change = typeof edit extends fc.Arbitrary<infer C> ? C : never;

function applyEdit(text: string, change: Change) {
  const { start, end, newText } = changeOf(text, change);
  return { text: text.slice(0, start) + newText + text.slice(end), edit: { start, end, newText } };
}

/** Equal by value, and every line that it speaks of is a node of the tree. */
function expectSame(script: Screenplay, fresh: Screenplay, tree: Tree): void {
  if (!isDeepStrictEqual(script, fresh)) expect(script).toEqual(fresh);
  const lines = new Set(tree.lines);
  const places = [
    ...script.problems,
    ...script.problems.flatMap(({ related = [], fixes }) => [...related, ...fixes.flatMap(({ edits }) => edits)]),
    ...script.references,
    ...script.entries,
    ...script.cues.flatMap(({ continuations, origins }) => [
      ...continuations.map((line) => ({ line })),
      ...Object.values(origins).filter(({ line }) => line !== undefined),
    ]),
    ...script.cast.flatMap(({ place }) => (place === undefined ? [] : [place])),
    ...[...script.moods.values()].flatMap(({ place }) => (place === undefined ? [] : [place])),
    ...script.sections.flatMap(({ heading }) => (heading === undefined ? [] : [{ line: heading }])),
  ];
  for (const { line } of places) if (line === undefined || !lines.has(line)) throw new Error('a line of another tree');
}

test('a screenplay after edits equals a fresh one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...lines), { maxLength: 40 }),
      fc.boolean(),
      fc.array(edit, { minLength: 1, maxLength: 6 }),
      (body, hasFront, edits) => {
        const front = hasFront ? `---\n${lines.slice(1, 10).join('\n')}\n---\n` : '';
        let text = front + body.join('\n');
        let tree = parse(text);
        let around = surroundings();
        let script = screenplay(tree, around);
        for (const each of edits) {
          around = worlds[each.world] ?? around;
          const next = applyEdit(text, each);
          tree = reparse(tree, next.edit);
          text = next.text;
          script = screenplay(tree, around, script);
          expectSame(script, screenplay(tree, around), tree);
        }
      },
    ),
    property(200, 100_000),
  );
});
