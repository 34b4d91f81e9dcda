import { nameKey, readHow, type HowItem, type Inline, type Line, type Span, type Time } from '../../grammar/index.ts';
import { emotionIndex } from '../../screenplay/index.ts';
import type { LineOccurrence } from './occurrence.ts';

const none: readonly LineOccurrence[] = [];
const known = new WeakMap<Line, readonly LineOccurrence[]>();

/**
 * The names on a line of the script, outside the front matter: speakers, marks, and words that are a mood if there is one
 * of that name. Lines are immutable, so each is looked at once.
 */
export function lineNames(line: Line): readonly LineOccurrence[] {
  const before = known.get(line);
  if (before !== undefined) return before;
  const names = readLine(line);
  known.set(line, names);
  return names;
}

/** Moods among items; `shift` is where the text of the items starts. */
export function moodsIn(items: readonly HowItem[], shift = 0): readonly LineOccurrence[] {
  return items.flatMap((item) => {
    if (item.form !== 'words' || item.quoted || emotionIndex(item.words.value) !== undefined) return [];
    const { start, end, value } = item.words;
    return [{ kind: 'mood', key: nameKey(value), declares: false, start: start + shift, end: end + shift } as const];
  });
}

function readLine(line: Line): readonly LineOccurrence[] {
  const names: LineOccurrence[] = [];
  switch (line.kind) {
    case 'cue':
      if (line.name !== undefined) names.push(speaker(line.name));
      for (const group of line.groups) {
        if (group.kind === 'how') for (const name of moodsIn(group.items)) names.push(name);
        else addMark(group.time, names);
      }
      addInlines(line.spoken, names);
      break;
    case 'continuation':
      addInlines(line.spoken, names);
      break;
    case 'sound':
      for (const group of line.groups) if (group.kind === 'when') addMark(group.time, names);
      break;
    case 'setting':
      if (line.name.value === 'speaker' && line.value.value !== '') names.push(speaker(line.value));
      if (line.name.value === 'mood') {
        for (const name of moodsIn(readHow(line.value.value).value ?? [], line.value.start)) names.push(name);
      }
      break;
    default:
      break;
  }
  return names.length === 0 ? none : names;
}

function speaker({ start, end, value }: Span & { readonly value: string }): LineOccurrence {
  return { kind: 'speaker', key: nameKey(value), declares: false, start, end };
}

function addMark(time: Time | undefined, names: LineOccurrence[]): void {
  if (time?.form !== 'atMark') return;
  const { start, end, value } = time.mark;
  names.push({ kind: 'mark', key: value, declares: false, start, end });
}

function addInlines(inlines: readonly Inline[], names: LineOccurrence[]): void {
  for (const inline of inlines) {
    if (inline.kind === 'manner') for (const name of moodsIn(inline.items)) names.push(name);
    if (inline.kind === 'stress') addInlines(inline.spoken, names);
    if (inline.kind !== 'mark') continue;
    const { start, end, value } = inline.name;
    names.push({ kind: 'mark', key: value, declares: true, start, end });
  }
}
