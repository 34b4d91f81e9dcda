import { describe, expect, it } from 'vitest';
import { parse } from '../../grammar/parse.ts';
import { reparse } from '../../grammar/reparse.ts';
import { edited } from './scripts.ts';

/** Where the edit is in a text: what stands between `⟦` and `⟧` is replaced. */
function edit(marked: string, newText: string) {
  const start = marked.indexOf('⟦');
  const text = marked.replace('⟦', '');
  const end = text.indexOf('⟧');
  return { text: text.replace('⟧', ''), change: { start, end, newText } };
}

describe('reparse', () => {
  it.each([
    ['typing in a line', 'A: a\nB: ⟦⟧b\nC: c', 'x', [0, 2]],
    ['a new line between', 'A: a\n⟦⟧B: b\nC: c', 'N: n\n', [0, 1, 2]],
    ['splitting a line', 'A: a\nB: b⟦⟧b\nC: c', '\n', [0, 2]],
    ['merging lines', 'A: a⟦\n⟧B: b\nC: c', '', [2]],
    ['taking lines out', 'A: a\n⟦B: b\n⟧C: c', '', [0, 2]],
    ['splitting CRLF', 'A: a\r⟦⟧\nB: b', 'x', [1]],
    ['joining CR and LF', 'A: a\r⟦x⟧\nB: b', '', [2]],
    ['taking the LF of CRLF', 'A: a\r⟦\n⟧\nB: b', '', [2]],
    ['a CR before an LF', 'A: a⟦⟧\nB: b', '\r', [1]],
    ['a byte-order mark', '⟦⟧A: a\nB: b', '\ufeff', [1]],
    ['a line above the byte-order mark', '⟦⟧\ufeff---\n---\nA: a', '\n', [2]],
    ['nothing', 'A: a⟦⟧\nB: b', '', [0, 1]],
    ['the same again', '⟦A: a\nB: b\n⟧C: c', 'A: a\nB: b\n', [0, 1, 2]],
    ['everything', '⟦A: a\nB: b⟧', 'C: c', []],
    ['a cue out of its continuations', '⟦A: a⟧\n\n  b\n  c\nD: d\n  e', '> a', [1, 4, 5]],
    ['a cue back above its continuations', '⟦> a⟧\n\n  b\n  c\nD: d', 'A: a', [1, 4]],
    ['the opening fence', '⟦⟧\ntitle: x\n---\nA: a', '---', [3]],
    ['the closing fence', '---\ntitle: x\n⟦⟧\nA: a\n# b', '---', []],
    ['the closing fence away', '---\ntitle: x\n⟦---⟧\nA: a', '', [3]],
    ['the closing fence away, with another below', '---\ntitle: x\n⟦---\n⟧A: a\n---\nB: b', '', [1, 5]],
    ['an earlier closing fence', '---\nA: a\n⟦⟧B: b\n---\nC: c', '---\n', [0, 1, 4]],
    ['the opening fence away', '⟦---\n⟧title: x\n---\nA: a', '', [3]],
    ['front matter above front matter', '⟦⟧---\na: b\n---\nC: c', '---\n---\n', [3]],
  ])('%s', (_, source, newText, keptLines) => {
    const { text, change } = edit(source, newText);
    const before = parse(text);
    const after = reparse(before, change);
    expect(after).toEqual(parse(edited(text, change)));
    const kept = before.lines.flatMap((line, index) => (after.lines.includes(line) ? [index] : []));
    for (const index of keptLines) expect(kept).toContain(index);
  });

  it('takes offsets outside the text as its ends', () => {
    const tree = parse('A: a');
    expect(reparse(tree, { start: -5, end: 99, newText: 'B: b' })).toEqual(parse('B: b'));
    expect(reparse(tree, { start: 99, end: 200, newText: '!' })).toEqual(parse('A: a!'));
  });

  it('leaves the old tree as it was', () => {
    const tree = parse('A: a\n  b');
    reparse(tree, { start: 0, end: 4, newText: '# a' });
    expect(tree).toEqual(parse('A: a\n  b'));
  });
});
