import type { Position, Range, SelectionRange } from 'vscode-languageserver/node';
import { lineIndex, type Inline, type Line, type Span } from '../../grammar/index.ts';
import { cueAt } from '../cueAt.ts';
import type { Script } from '../script.ts';
import { sectionEnd } from '../sectionEnd.ts';

/** For each position what surrounds it, from the word out: word, item, group, spoken text, line, cue, beat, scene, chapter, script. */
export function selectionRanges(script: Script, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const at = nested(script, position);
    // The outermost first, so that each can hold the one around it.
    let around: SelectionRange | undefined;
    for (const range of at) {
      if (around !== undefined && same(around.range, range)) continue;
      if (around !== undefined && !contains(around.range, range)) continue;
      around = { range, ...(around === undefined ? {} : { parent: around }) };
    }
    return around ?? { range: { start: position, end: position } };
  });
}

/** Ranges around a position, the widest first. */
function nested(script: Script, { line: index, character }: Position): readonly Range[] {
  const { tree, ranges } = script;
  const whole = ranges.ofLines(0, tree.lines.length - 1);
  const line = tree.lines[index];
  if (line === undefined) return [whole];
  const result: Range[] = [whole];
  if (index < tree.frontMatterLines) {
    result.push(ranges.ofLines(0, tree.frontMatterLines - 1), ...blocks(script, index));
  } else result.push(...sections(script, index));
  const cue = cueAt(script, index);
  const last = cue?.continuations.at(-1);
  if (cue !== undefined && last !== undefined) {
    result.push(ranges.ofLines(lineIndex(tree, cue.line), lineIndex(tree, last)));
  }
  result.push(ranges.ofLine(index));
  const column = ranges.column({ line: index, character });
  const spans = spansOf(line).filter(({ start, end }) => start <= column && column <= end);
  spans.push(...wordAt(line.text, column));
  spans.sort((a, b) => b.end - b.start - (a.end - a.start));
  result.push(...spans.map(({ start, end }) => ranges.inLine(index, start, end)));
  return result;
}

function sections(script: Script, index: number): readonly Range[] {
  const { screenplay, tree, ranges } = script;
  let found = -1;
  // Headings stand in order: the last one that is not below.
  let low = 1;
  let high = screenplay.sections.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const heading = screenplay.sections[middle]?.heading;
    if (heading !== undefined && lineIndex(tree, heading) <= index) low = middle + 1;
    else high = middle;
  }
  found = low - 1;
  const result: Range[] = [];
  for (let at: number | undefined = found; at !== undefined && at > 0; at = screenplay.sections[at]?.parent) {
    const heading = screenplay.sections[at]?.heading;
    if (heading === undefined) break;
    const end = sectionEnd(script, at);
    if (end >= index) result.unshift(ranges.ofLines(lineIndex(tree, heading), end));
  }
  return result;
}

/** Blocks of YAML by indentation. */
function blocks({ tree, ranges }: Script, index: number): readonly Range[] {
  const indentOf = (at: number): number => /^ *(?=\S)/.exec(tree.lines[at]?.text ?? '')?.[0].length ?? Infinity;
  const close = tree.frontMatterLines - 1;
  const result: Range[] = [];
  for (let at = index, within = Infinity; at > 0 && within > 0; at--) {
    const indent = indentOf(at);
    if (at === close || indent >= within) continue;
    let end = at;
    while (end + 1 < close && indentOf(end + 1) > indent) end++;
    within = indent;
    if (end >= index) result.unshift(ranges.ofLines(at, end));
  }
  return result;
}

function spansOf(line: Line): Span[] {
  switch (line.kind) {
    case 'cue': {
      const [first] = line.spoken;
      const last = line.spoken.at(-1);
      return [
        ...(line.name === undefined ? [] : [line.name]),
        { start: 0, end: line.colon.end },
        ...line.groups.flatMap((group) => [
          group,
          { start: group.start + 1, end: group.end - 1 },
          ...(group.kind === 'how' ? group.items : []),
        ]),
        ...(first === undefined || last === undefined ? [] : [{ start: first.start, end: last.end }]),
        ...inlineSpans(line.spoken),
      ].map(({ start, end }) => ({ start, end }));
    }
    case 'continuation': {
      const [first] = line.spoken;
      const last = line.spoken.at(-1);
      return [
        ...(first === undefined || last === undefined ? [] : [{ start: first.start, end: last.end }]),
        ...inlineSpans(line.spoken),
      ];
    }
    case 'heading':
      return [line.title];
    case 'action':
    case 'comment':
      return [line.content];
    case 'setting':
      return [line.value];
    case 'sound':
      return [...(line.path === undefined ? [] : [line.path]), ...line.groups];
    default:
      return [];
  }
}

function inlineSpans(inlines: readonly Inline[]): Span[] {
  return inlines.flatMap((inline): Span[] => {
    if (inline.kind === 'text' || inline.kind === 'escape') return [];
    const span = { start: inline.start, end: inline.end };
    if (inline.kind === 'stress')
      return [span, { start: span.start + 1, end: span.end - 1 }, ...inlineSpans(inline.spoken)];
    if (inline.kind === 'pronunciation') return [span, inline.written, inline.says];
    return inline.kind === 'manner' ? [span, ...inline.items] : [span];
  });
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
/** Lines beyond are no prose: their words are not looked for. */
const longestLine = 20_000;

function wordAt(text: string, column: number): Span[] {
  if (text.length > longestLine) return [];
  const part = words.segment(text).containing(Math.min(column, Math.max(0, text.length - 1)));
  if (part?.isWordLike !== true) return [];
  return [{ start: part.index, end: part.index + part.segment.length }];
}

function same(a: Range, b: Range): boolean {
  return contains(a, b) && contains(b, a);
}

function contains(outer: Range, inner: Range): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
