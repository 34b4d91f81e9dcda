import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../../foundation/message.ts';
import { lineIndex, lineStarts } from '../../grammar/positions.ts';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import { reparse } from '../../grammar/reparse.ts';
import type { Inline, Line, Mistake, Span, Tree } from '../../grammar/tree.ts';
import { property } from '../runs.ts';
import { edited, editOf, line, relativeEdit, script, withoutLineEnds } from './scripts.ts';

describe('the parser', () => {
  it('never throws, and prints what it parsed', () => {
    fc.assert(
      fc.property(fc.oneof({ arbitrary: script, weight: 4 }, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        must(print(parse(text)) === text, 'printed otherwise');
      }),
      property(1000, 100_000),
    );
  });

  it('covers every character: nodes lie within their lines, in order, and spoken text has no gaps', () => {
    fc.assert(
      fc.property(script, (text) => {
        for (const each of parse(text).lines) mustBeSound(each);
      }),
      property(1000, 100_000),
    );
  });

  it('reparses to what parsing gives, after any edits', () => {
    fc.assert(
      fc.property(script, fc.array(relativeEdit, { minLength: 1, maxLength: 6 }), (start, edits) => {
        let text = start;
        let tree = parse(text);
        for (const relative of edits) {
          const edit = editOf(relative, text.length);
          text = edited(text, edit);
          tree = reparse(tree, edit);
          const whole = parse(text);
          mustEqual(tree, whole);
          mustEqual([...lineStarts(tree)], [...lineStarts(whole)]);
        }
      }),
      property(1000, 100_000),
    );
  });

  it('keeps the lines that an edit leaves as they are', () => {
    fc.assert(
      fc.property(script, relativeEdit, (text, relative) => {
        const before = parse(text);
        const edit = editOf(relative, text.length);
        const after = reparse(before, edit);
        const kept = new Set(after.lines);
        const starts = lineStarts(before);
        before.lines.forEach((old, index) => {
          const start = starts[index] ?? 0;
          const end = starts[index + 1] ?? 0;
          const isAbove = end < edit.start || (end === edit.start && old.ending === '\n');
          if (!isAbove && start <= edit.end) return;
          // A line that reads otherwise at its place is another line: orphans, front matter.
          const moved = isAbove ? index : index + after.lines.length - before.lines.length;
          const now = after.lines[moved];
          const isSame = JSON.stringify(now) === JSON.stringify(old);
          must(!isSame || kept.has(old), 'a line lost its identity');
          must(old.text === now?.text && old.ending === now.ending, 'a line changed');
        });
        mustFindLines(after);
      }),
      property(1000, 100_000),
    );
  });

  it('lets no mistake change another line', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.nat(), (lines, at) => {
        const index = lines.length === 0 ? 0 : at % lines.length;
        const tree = parse(lines.join('\n'));
        const wrong = tree.lines[index];
        const clean = wrong === undefined || wrong.mistakes.length === 0 ? undefined : cleanLine(wrong);
        if (clean === undefined) return;
        const mended = parse(lines.with(index, clean).join('\n'));
        mustEqual(tree.lines.toSpliced(index, 1), mended.lines.toSpliced(index, 1));
      }),
      property(1000, 100_000),
    );
  });

  it('lets no keystroke within a line change another one, but for what goes on with it', () => {
    fc.assert(
      fc.property(script, relativeEdit, (text, relative) => {
        const before = parse(text);
        const edit = editOf({ ...relative, newText: withoutLineEnds(relative.newText), length: 0 }, text.length);
        const after = reparse(before, edit);
        // Between CR and LF, in the front matter's fences: other lines change as they should.
        if (after.lines.length !== before.lines.length || after.frontMatterLines !== before.frontMatterLines) return;
        const changed = after.lines.flatMap((each, index) => (each === before.lines[index] ? [] : [index]));
        const [first, ...others] = changed;
        for (const index of others) {
          must(after.lines[index]?.kind === 'continuation', 'another line changed');
          const between = after.lines.slice(first, index).slice(1);
          must(
            between.every(({ kind }) => kind === 'blank' || kind === 'continuation'),
            'a line out of reach changed',
          );
        }
      }),
      property(1000, 100_000),
    );
  });

  it('has a sentence in both languages for every mistake and fix', () => {
    fc.assert(
      fc.property(script, (text) => {
        for (const { mistakes } of parse(text).lines) for (const mistake of mistakes) mustHaveSentences(mistake);
      }),
      property(500, 10_000),
    );
  });
});

/** A line of the same kind without mistakes; undefined: its kind is the mistake. */
function cleanLine(wrong: Line): string | undefined {
  switch (wrong.kind) {
    case 'cue':
    case 'unknown':
      return 'A: b';
    case 'sound':
      return '! a.wav';
    case 'pause':
      return '~ 1s';
    case 'setting':
      return '@seed 1';
    case 'heading':
      return '# a';
    case 'comment':
    case 'fence':
      return '// a';
    case 'continuation':
      return '  a';
    default:
      return undefined;
  }
}

function mustBeSound(each: Line): void {
  const { text } = each;
  for (const mistake of each.mistakes) {
    mustLieWithin(mistake, text);
    must(mistake.end > mistake.start, `${mistake.code} marks nothing`);
    for (const fix of mistake.fixes) for (const edit of fix.edits) mustLieWithin(edit, text);
  }
  if (each.kind === 'continuation') mustCover(each.spoken, startOfSpoken(text, 0), text.length, text);
  if (each.kind !== 'cue') return;
  must(/^[:：]$/.test(text.slice(each.colon.start, each.colon.end)), 'the colon is none');
  mustCover(each.spoken, startOfSpoken(text, each.colon.end), text.length, text);
  let end = each.name?.end ?? 0;
  for (const group of each.groups) {
    must(group.start >= end, 'groups overlap');
    end = group.end;
    let inside = group.start;
    for (const item of group.kind === 'how' ? group.items : []) {
      must(item.start >= inside, 'items overlap');
      inside = item.end;
      if (item.form === 'mistake') mustBeMarked(each.mistakes, item);
    }
    must(end >= inside, 'an item leaves its group');
    if (group.kind === 'when' && group.time === undefined) mustBeMarked(each.mistakes, group);
  }
  must(each.colon.start >= end, 'a group reaches past the colon');
}

/** After the colon or the indentation comes what is spoken, without the space before it. */
function startOfSpoken(text: string, from: number): number {
  const rest = text.slice(from).search(/[^\s\x85\u061C\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069]/);
  return rest === -1 ? text.length : from + rest;
}

function mustCover(spoken: readonly Inline[], start: number, end: number, text: string): void {
  let at = start;
  for (const inline of spoken) {
    must(inline.start === at && inline.end > at, 'spoken text has a gap');
    at = inline.end;
    if (inline.kind === 'text') must(inline.value === text.slice(inline.start, inline.end), 'text reads otherwise');
    if (inline.kind === 'stress') {
      const stars = /^[*＊]+/.exec(text.slice(inline.start))?.[0].length ?? 0;
      mustCover(inline.spoken, inline.start + stars, inline.end - stars, text);
    }
  }
  must(at === end, 'spoken text ends early');
}

/** What could not be read has its mistake, on it or within it. */
function mustBeMarked(mistakes: readonly Mistake[], { start, end }: Span): void {
  must(
    mistakes.some((mistake) => mistake.start < end && mistake.end > start),
    'what could not be read has no mistake',
  );
}

function mustLieWithin({ start, end }: Span, text: string): void {
  must(start >= 0 && end >= start && end <= text.length, 'a span leaves its line');
}

function mustFindLines(tree: Tree): void {
  tree.lines.forEach((each, index) => {
    must(lineIndex(tree, each) === index, 'a line is found elsewhere');
  });
}

function mustHaveSentences(mistake: Mistake): void {
  for (const locale of ['en', 'zh'] as const) {
    const sentences = [
      message(mistake.code, mistake.values, locale),
      ...mistake.fixes.map((fix) => message(fix.title, fix.values, locale)),
    ];
    const values = [mistake, ...mistake.fixes].flatMap((each) => Object.values(each.values));
    // A placeholder is left only where a value brought one in.
    if (values.some((value) => String(value).includes('{{'))) continue;
    for (const { text, hint = '' } of sentences) must(!/\{\{\w+\}\}/.test(text + hint), `${mistake.code} has a gap`);
  }
}

// Checks by the million: `expect` costs more than what it looks at.
function must(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

function mustEqual(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected);
}
