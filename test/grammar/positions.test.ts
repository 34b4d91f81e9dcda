import { describe, expect, it } from 'vitest';
import { lineIndex, lineIndexAt, lineStarts, offsetAt, positionAt } from '../../grammar/positions.ts';
import { parse } from '../../grammar/parse.ts';
import { reparse } from '../../grammar/reparse.ts';

const tree = parse('ab\r\nc\n\rd🎭');

describe('positions', () => {
  it('start lines where they start', () => {
    expect([...lineStarts(tree)]).toEqual([0, 4, 6, 7, 10]);
  });

  it.each([
    [0, 0, 0],
    [2, 0, 2],
    [3, 0, 3],
    [4, 1, 0],
    [6, 2, 0],
    [7, 3, 0],
    [10, 3, 3],
    [99, 3, 92],
    [-5, 0, 0],
  ])('offset %i is line %i, column %i', (offset, line, column) => {
    expect(positionAt(tree, offset)).toEqual({ line, column });
  });

  it.each([
    [0, 0, 0],
    [0, 2, 2],
    [0, 9, 2],
    [3, 3, 10],
    [3, -1, 7],
    [4, 0, 10],
    [-1, 5, 0],
  ])('line %i, column %i is offset %i', (line, column, offset) => {
    expect(offsetAt(tree, { line, column })).toBe(offset);
  });

  it('find the line of an offset', () => {
    expect([0, 3, 4, 5, 6, 7, 9].map((offset) => lineIndexAt(tree, offset))).toEqual([0, 0, 1, 1, 2, 3, 3]);
  });

  it('find lines by identity, after edits too', () => {
    const many = parse(Array.from({ length: 1000 }, (_, index) => `A: ${index}`).join('\n'));
    const line = many.lines[900];
    const last = many.lines[999];
    if (line === undefined || last === undefined) throw new Error('unreachable');
    expect(lineIndex(many, line)).toBe(900);
    const grown = reparse(many, { start: 0, end: 0, newText: '\n'.repeat(700) });
    expect(lineIndex(grown, line)).toBe(1600);
    expect(lineIndex(grown, last)).toBe(1699);
    expect(lineIndex(many, line)).toBe(900);
    const gone = reparse(many, { start: 0, end: offsetAt(many, { line: 950, column: 0 }), newText: '' });
    expect(lineIndex(gone, line)).toBe(-1);
    expect(lineIndex(gone, last)).toBe(49);
  });
});
