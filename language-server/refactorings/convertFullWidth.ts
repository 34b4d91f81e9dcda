import { type HowItem, type Inline, type Line, type Span } from '../../grammar/index.ts';
import { fold } from '../../grammar/fold.ts';
import { lineMeaning } from '../formatting/lineMeaning.ts';
import { appliedToLine, lineEdits, lineOf } from '../formatting/lineEdits.ts';
import type { Script } from '../script.ts';
import type { Refactoring } from './refactoring.ts';

/** Far more than anyone selects to look at. */
const mostLines = 5000;

/** Writes the syntax of lines with ASCII characters where it is full-width, and sets the spaces that go with them. Text stays. */
export function convertFullWidth(script: Script, from: number, to: number): Refactoring | undefined {
  const { tree, ranges } = script;
  const last = Math.min(to, from + mostLines, tree.lines.length - 1);
  const edits = [];
  for (let index = Math.max(from, tree.frontMatterLines); index <= last; index++) {
    const line = tree.lines[index];
    const newText = line === undefined ? undefined : narrow(line);
    if (newText !== undefined) edits.push({ range: ranges.ofLine(index), newText });
  }
  if (edits.length === 0) return undefined;
  return { title: 'lsp/action-narrow', values: {}, kind: 'refactor.rewrite', edits };
}

/** The line with ASCII syntax; undefined: it has that already, or would mean something else. */
function narrow(line: Line): string | undefined {
  if (line.mistakes.some(({ severity }) => severity === 'error')) return undefined;
  let text = line.text;
  for (const { start, end } of syntaxOf(line))
    text = text.slice(0, start) + fold(text.slice(start, end)) + text.slice(end);
  if (text === line.text) return undefined;
  const folded = lineOf(text.replace(/^\uFEFF/, ''));
  if (folded === undefined || lineMeaning(folded) !== lineMeaning(line)) return undefined;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  return mark + appliedToLine(folded.text, lineEdits(folded));
}

/** The stretches of a line that are syntax: each character keeps its place when it is folded. */
function syntaxOf(line: Line): readonly Span[] {
  switch (line.kind) {
    case 'heading':
    case 'action':
    case 'comment':
    case 'pause':
    case 'sound': {
      const mark = /^\uFEFF?[＃＞／～！#>/~!]+/u.exec(line.text)?.[0].length ?? 0;
      const groups = line.kind === 'sound' ? line.groups : [];
      const seconds = line.kind === 'pause' && line.seconds !== undefined ? [line.seconds] : [];
      return [{ start: 0, end: mark }, ...seconds, ...groups];
    }
    case 'setting':
      return [{ start: 0, end: line.name.end }];
    case 'cue':
      return [...line.groups.flatMap(groupSyntax), line.colon, ...inlineSyntax(line.spoken)];
    case 'continuation':
      return inlineSyntax(line.spoken);
    default:
      return [];
  }
}

function groupSyntax(group: Extract<Line, { kind: 'cue' }>['groups'][number]): readonly Span[] {
  return group.kind === 'when' ? [group] : itemsSyntax(group.items, group);
}

/** Brackets, what stands between items, and figures; words and paths stay. */
function itemsSyntax(items: readonly HowItem[], around: Span): readonly Span[] {
  const spans: Span[] = [];
  let at = around.start;
  for (const item of items) {
    spans.push({ start: at, end: item.start });
    at = item.end;
    if ('strength' in item && item.strength !== undefined) spans.push(item.strength);
    if (item.form === 'vector') spans.push(item);
    if (item.form === 'setting' && item.name !== 'voice') spans.push(item.value);
  }
  return [...spans, { start: at, end: around.end }];
}

function inlineSyntax(inlines: readonly Inline[]): readonly Span[] {
  return inlines.flatMap((inline): readonly Span[] => {
    const ends = [
      { start: inline.start, end: inline.start + 1 },
      { start: inline.end - 1, end: inline.end },
    ];
    switch (inline.kind) {
      case 'pause':
        return [inline];
      case 'manner':
        return itemsSyntax(inline.items, inline);
      case 'mark':
        return ends;
      case 'stress':
        return [...ends, ...inlineSyntax(inline.spoken)];
      case 'pronunciation':
        return [...ends, { start: inline.written.end, end: inline.says.start }];
      case 'note':
        return [
          { start: inline.start, end: inline.start + 2 },
          { start: inline.end - 2, end: inline.end },
        ];
      default:
        return [];
    }
  });
}
