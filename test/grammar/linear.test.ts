import { describe, expect, it } from 'vitest';
import { fold } from '../../grammar/fold.ts';
import { parse as makeReader } from '../../grammar/generated/line.js';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import { reparse } from '../../grammar/reparse.ts';

/** Lines that make parsers backtrack, by how often their core is repeated. */
const families: readonly (readonly [string, (times: number) => string])[] = [
  ...[
    ...'([{<*"“「\\:;,+~-0a ＜（【《'.split(''),
    '[[',
    '{{',
    '<<',
    '**',
    '()',
    '[]',
    '{}',
    '<>',
    '**a',
    '*a ',
    '*a* ',
    '{"',
    '{“',
    '{「',
    '{“{「{"',
    '“」',
    '("',
    '(“',
    '(「',
    '<a|',
    '<a "',
    "<a '",
    '<p ',
    '</',
    '<|',
    '<a|b',
    '[[a',
    ']]',
    '(a',
    '[0:',
    '0:',
    '1:2',
    '1.',
    '.1',
    '1e9',
    '1-',
    '--',
    '-->',
    '->',
    'a,',
    'a;',
    'a+',
    ',a 1',
    'a 1 ',
    'like ',
    'like "',
    'vector ',
    'vector 0 ',
    'at ',
    'at +',
    'max ',
    'pause ',
    '{pause ',
    '{mark ',
    '\\{',
    '\\\\',
    '{beat}',
    '<a|b>',
    '[[a]]',
    '《a',
    '《a|',
    'x.wav ',
    'x.',
    'a:',
    '(a:',
    '(a)',
    '[1s]',
    '(a) b ',
    '{a"',
    '{a","',
    '“a”',
    '"a"',
    'gain ',
    '(gain -6dB)',
    '(under',
    '🎭',
    '\ud800',
    '\u200f',
    '\ufeff',
  ].flatMap((core) =>
    ['', 'A: ', 'A (', 'A [', 'A: {', 'A: <a|', '~ ', '! ', '! (', '@', '  ', '# ', '// ', '// tableread-ignore '].map(
      (head) => [head + core, (times: number) => head + core.repeat(times)] as const,
    ),
  ),
  // Openers, then as many closers of all kinds far behind them.
  ...['(', '[', '{', '<', '*', '"', '“', '「', '[[', '{“', '{"'].flatMap((core) =>
    [')', ']', '}', '>', '*', '"', '”', '」', ']]', ':', '|', '”a}'].map(
      (tail) =>
        [
          `A: ${core}…${tail}`,
          (times: number) => `A: ${core.repeat(times)} ${'a '.repeat(times)}${tail.repeat(times)}`,
        ] as const,
    ),
  ),
  ['A (…"…):', (times) => `A (${'"a" '.repeat(times)}): "`],
  ['A (a… b…', (times) => `A ${'(a) b '.repeat(times)}: x`],
  ['A ( items )', (times) => `A (${'sad 0.4, '.repeat(times)}calm): x`],
];

/** How many characters a parser looks at, counted where it looks. */
function looks(text: string): number {
  let count = 0;
  const input = fold(text);
  const counting = new Proxy(Object(input) as object, {
    get(_, key) {
      if (key === 'length') return input.length;
      if (typeof key === 'string' && /^\d+$/.test(key)) {
        count++;
        return input[Number(key)];
      }
      const member = (input as unknown as Record<PropertyKey, unknown>)[key];
      if (typeof member !== 'function') return member;
      return (...values: unknown[]) => {
        const result: unknown = Reflect.apply(member, input, values);
        // A cut or found stretch costs its length, a character costs one.
        count += typeof result === 'string' ? result.length : key === 'lastIndexOf' ? input.length : 1;
        return result;
      };
    },
  }) as unknown as string;
  makeReader('').line(text, counting);
  return count;
}

describe('no line takes super-linear time', () => {
  it('looks at each character a bounded number of times', () => {
    for (const [name, line] of families) {
      const text = line(400);
      // The most that was seen is 110, for items of a single letter: each form of an item is tried on it.
      expect(looks(text) / text.length, name).toBeLessThan(150);
    }
  });

  it('looks twice as often at twice as much', () => {
    for (const [name, line] of families) {
      const [small, large] = [line(200), line(400)];
      expect(looks(large) / looks(small), name).toBeLessThan((2.1 * (large.length / small.length)) / 2 + 0.05);
    }
  });

  // Quadratic time would take days here: the test's own limit finds it.
  it('parses lines of a megabyte', () => {
    for (const [name, line] of families.filter((_, index) => index % 61 === 0 || index > families.length - 12)) {
      const core = line(2).length - line(1).length;
      const text = line(Math.ceil(1_000_000 / core));
      expect(print(parse(text)) === text, name).toBe(true);
    }
  });
});

describe('no depth of nesting overflows the stack', () => {
  it.each(['(', '[', '{', '<', '*', '**a ', '{"', '《', '[['])('%s', (opener) => {
    const text = `A: ${opener.repeat(300_000)}`;
    expect(print(parse(text)) === text).toBe(true);
  });
});

describe('many lines', () => {
  it('are parsed and reparsed', () => {
    const text = 'MIRA (sad 0.4): Hello\n  there\n\n'.repeat(33_334);
    const tree = parse(text);
    expect(tree.lines).toHaveLength(100_003);
    const after = reparse(tree, { start: 1_000_000, end: 1_000_000, newText: '\n' });
    expect(after.lines).toHaveLength(100_004);
    expect(
      after.lines.filter((line, index) => line !== tree.lines[index] && line !== tree.lines[index - 1]),
    ).toHaveLength(2);
  });

  it('that are mistakes are no more trouble', () => {
    const tree = parse('A ('.concat(',', '\n').repeat(50_000));
    expect(tree.lines).toHaveLength(50_001);
    expect(parse(`A (${','.repeat(300_000)}): x`).lines[0]?.mistakes).toHaveLength(300_000);
  });
});
