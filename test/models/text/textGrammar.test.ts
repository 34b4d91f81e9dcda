import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { bestPathOf } from '../../../models/text/bestPath.ts';
import { readTextGrammar } from '../../../models/text/textGrammar.ts';
import { property } from '../../runs.ts';
import { writeGrammar, type Arc, type State } from './writeGrammar.ts';

const run = (states: readonly State[], text: string): string | undefined => {
  const path = bestPathOf(readTextGrammar('g.fst', writeGrammar(states)))(Buffer.from(text));
  return path === undefined ? undefined : Buffer.from(path).toString();
};
const never = Infinity;

describe('the best path', () => {
  test('is the one with the least weight', () => {
    const states: State[] = [
      {
        final: never,
        arcs: [
          ['a', 'x', 2, 1],
          ['a', 'y', 1, 2],
        ],
      },
      { final: 0, arcs: [] },
      { final: 0.5, arcs: [] },
    ];
    expect(run(states, 'a')).toBe('y');
    expect(run([states[0] ?? { final: 0, arcs: [] }, { final: 0, arcs: [] }, { final: 2, arcs: [] }], 'a')).toBe('x');
  });

  test('reads all of the text or is none', () => {
    const states: State[] = [{ final: 0, arcs: [['a', 'b', 0, 0]] }];
    expect(run(states, '')).toBe('');
    expect(run(states, 'aaa')).toBe('bbb');
    expect(run(states, 'aba')).toBeUndefined();
    expect(run([{ final: never, arcs: [] }], '')).toBeUndefined();
    expect(run(states, 'a\0')).toBeUndefined();
  });

  test('silent arcs write without reading, also before the end', () => {
    const states: State[] = [
      { final: never, arcs: [['', '<', 0, 1]] },
      {
        final: never,
        arcs: [
          ['a', 'a', 0, 1],
          ['', '>', 0, 2],
        ],
      },
      { final: 0, arcs: [] },
    ];
    expect(run(states, 'aa')).toBe('<aa>');
    expect(run(states, '')).toBe('<>');
  });

  test('of equal weights, the order of the graph decides as in OpenFST', () => {
    // Both arcs lead to the same state: the one that is relaxed first stays.
    expect(
      run(
        [
          {
            final: never,
            arcs: [
              ['a', 'x', 1, 1],
              ['a', 'y', 1, 1],
            ],
          },
          { final: 0, arcs: [] },
        ],
        'a',
      ),
    ).toBe('x');
    // Two ways to the same state over different ones: the walk goes down the first arc first, so the second arc's state
    // is left last and comes first in topological order.
    const diamond: State[] = [
      {
        final: never,
        arcs: [
          ['a', 'x', 1, 1],
          ['a', 'y', 1, 2],
        ],
      },
      { final: never, arcs: [['', '1', 1, 3]] },
      { final: never, arcs: [['', '2', 1, 3]] },
      { final: 0, arcs: [] },
    ];
    expect(run(diamond, 'a')).toBe('y2');
  });

  test.each([
    // What OpenFST 1.8 answers: where nothing weighs anything, its queue takes the node found last first.
    [0, 'y2'],
    [1, 'x1'],
  ])('arcs that weigh %d decide in which order nodes are left', (weight, expected) => {
    const states: State[] = [
      {
        final: never,
        arcs: [
          ['a', 'x', 0, 1],
          ['a', 'y', 0, 2],
        ],
      },
      {
        final: never,
        arcs: [
          ['', 's', 0, 2],
          ['b', '1', weight, 3],
        ],
      },
      { final: never, arcs: [['b', '2', weight, 3]] },
      { final: 0, arcs: [] },
    ];
    expect(run(states, 'ab')).toBe(expected);
    // An arc that leads to no end does not count, whatever it weighs.
    const deadEnd: State[] = [
      { final: never, arcs: [...(states[0]?.arcs ?? []), ['a', 'z', 5, 4]] },
      ...states.slice(1),
      { final: never, arcs: [['b', 'z', 5, 5]] },
      { final: never, arcs: [['c', 'z', 5, 5]] },
    ];
    expect(run(deadEnd, 'ab')).toBe(expected);
  });

  test('agrees with trying every path', () => {
    const arc = fc.tuple(
      fc.constantFrom('a', 'b'),
      fc.constantFrom('', 'x', 'y', 'z'),
      fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8),
      fc.nat(3),
    );
    const state = fc.record({ final: fc.constantFrom(0, 0.25, never), arcs: fc.array(arc, { maxLength: 4 }) });
    const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 6 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(fc.array(state, { minLength: 4, maxLength: 4 }), text, (states, input) => {
        const all = every(states, input, 0);
        const least = Math.min(...all.map(({ weight }) => weight));
        const ours = run(states, input);
        if (least === Infinity) expect(ours).toBeUndefined();
        else expect(all.filter(({ weight }) => weight === least).map(({ written }) => written)).toContain(ours);
      }),
      property(500, 50_000),
    );
  });

  test('a finder can be used again, and grows with the text', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const arcs: Arc[] = Array.from(letters, (letter) => [letter, letter.toUpperCase(), 0, 0]);
    const find = bestPathOf(readTextGrammar('g.fst', writeGrammar([{ final: 0, arcs }])));
    const long = letters.repeat(2000);
    expect(Buffer.from(find(Buffer.from(long)) ?? []).toString()).toBe(long.toUpperCase());
    expect(find(Buffer.from('é'))).toBeUndefined();
    expect(Buffer.from(find(Buffer.from('abc')) ?? []).toString()).toBe('ABC');
  });
});

interface Path {
  readonly written: string;
  readonly weight: number;
}

function every(states: readonly State[], text: string, state: number): Path[] {
  const { final, arcs } = states[state] ?? { final: never, arcs: [] };
  const here: Path[] = text === '' && final !== never ? [{ written: '', weight: final }] : [];
  return here.concat(
    arcs.flatMap(([reads, writes, weight, next]) =>
      text.startsWith(reads) && text !== ''
        ? every(states, text.slice(reads.length), next).map((rest) => ({
            written: writes + rest.written,
            weight: weight + rest.weight,
          }))
        : [],
    ),
  );
}

describe('files that cannot be used', () => {
  const good = writeGrammar([
    {
      final: 0,
      arcs: [
        ['a', 'b', 1, 0],
        ['', 'c', 1, 1],
      ],
    },
    { final: 0, arcs: [] },
  ]);
  const code = (content: Uint8Array): string => {
    try {
      readTextGrammar('zh.fst', content);
      return 'read';
    } catch (error) {
      if (!(error instanceof TablereadError)) throw error;
      expect(error.message).toContain('zh.fst');
      expect(error.message).not.toContain('\n');
      return error.code;
    }
  };
  const changed = (at: number, ...values: number[]): Buffer => {
    const content = Buffer.from(good);
    values.forEach((value, index) => (content[at + index] = value));
    return content;
  };
  // magic 4, "vector" 4 + 6, "standard" 4 + 8, version 4, flags 4, properties 8, start 8, states 8, arcs 8, then states
  const version = 26;
  const flags = 30;
  const start = 42;
  const states = 50;
  const first = 66;

  test.each([
    ['gzip is unpacked', gzipSync(good), 'read'],
    ['another file', Buffer.from('<!DOCTYPE html><html></html>'), 'text/grammar-foreign'],
    ['empty', Buffer.alloc(0), 'text/grammar-damaged'],
    ['a damaged gzip', gzipSync(good).subarray(0, 30), 'text/grammar-damaged'],
    ['another kind', changed(8, 0x78), 'text/grammar-kind'],
    ['another version', changed(version, 1), 'text/grammar-kind'],
    ['symbol tables', changed(flags, 1), 'text/grammar-kind'],
    ['a start that is no state', changed(start, 9), 'text/grammar-damaged'],
    ['more states than bytes', changed(states, 0xff, 0xff, 0xff, 0x7f), 'text/grammar-damaged'],
    [
      'a negative number of states',
      changed(states, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
      'text/grammar-damaged',
    ],
    ['more arcs than bytes', changed(first + 4, 0xff, 0xff), 'text/grammar-damaged'],
    ['a label that is no byte', changed(first + 12 + 16, 0, 1), 'text/grammar-damaged'],
    ['arcs out of order', changed(first + 12, 0xff), 'text/grammar-damaged'],
    ['a weight that is no number', changed(first + 12 + 8, 0, 0, 0xc0, 0x7f), 'text/grammar-damaged'],
    ['an arc into nothing', changed(first + 12 + 12, 7), 'text/grammar-damaged'],
    ['cut off', good.subarray(0, -5), 'text/grammar-damaged'],
    [
      'a loop that reads nothing',
      writeGrammar([
        { final: 0, arcs: [['', 'a', 0, 1]] },
        { final: 0, arcs: [['', 'b', 0, 0]] },
      ]),
      'text/grammar-loop',
    ],
  ])('%s', (_, content, expected) => {
    expect(code(content)).toBe(expected);
  });

  test('mutated grammars are read or refused, and what is read ends', () => {
    const arcs: Arc[] = Array.from('abcdefgh', (letter, index) => [letter, letter, index, (index * 3) % 5]);
    const silent: Arc[] = [['', 'x', 0.5, 4]];
    const grammar = writeGrammar(
      Array.from({ length: 5 }, (__, index) => ({ final: index, arcs: index < 4 ? [...arcs, ...silent] : arcs })),
    );
    const mutation = fc.record({ at: fc.nat(grammar.length - 1), value: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 5 }), fc.nat(grammar.length), (mutations, cut) => {
        const content = Buffer.from(grammar);
        for (const { at, value } of mutations) content[at] = value;
        try {
          bestPathOf(readTextGrammar('g.fst', cut % 10 === 0 ? content.subarray(0, cut) : content))(
            Buffer.from('abcdefgh'),
          );
        } catch (error) {
          expect(error).toBeInstanceOf(TablereadError);
        }
      }),
      property(2000, 100_000),
    );
  });
});
