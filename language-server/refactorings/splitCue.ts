import { lineIndex, type ContinuationLine, type CueLine, type Inline } from '../../grammar/index.ts';
import { naturalLength } from '../../screenplay/estimate.ts';
import type { Cue } from '../../screenplay/index.ts';
import { naturalFactor } from '../../screenplay/timing.ts';
import { cueAt } from '../cueAt.ts';
import { naturalOf } from '../naturalOf.ts';
import type { Script } from '../script.ts';
import type { Refactoring } from './refactoring.ts';

/** A place between two sentences of a cue. */
interface Seam {
  readonly line: CueLine | ContinuationLine;
  readonly column: number;
  /** Text up to it, as it would be read. */
  readonly text: string;
  /** The manner in force there as written, braces included; `''`: that of the cue. */
  readonly manner: string;
}

/**
 * Splits a cue whose words are too many for its length after the last sentence that fits. The first part keeps the time, the
 * rest follows as a cue of its own, in the same manner.
 */
export function splitCue(script: Script, index: number): Refactoring | undefined {
  const cue = cueAt(script, index);
  if (cue?.sound !== true || !['exact', 'window', 'most'].includes(cue.length.kind)) return undefined;
  const asked = askedSeconds(cue);
  const { speech, silence } = naturalOf(script, cue);
  if (!(asked > 0) || speech * naturalFactor.least + silence <= asked) return undefined;

  const pace = script.surroundings.engines.get(cue.settings.engine)?.pace;
  const fits = ({ text }: Seam): boolean => {
    const part = { kind: 'text', pieces: [{ text }], language: cue.language, emotion: cue.emotion } as const;
    return naturalLength([part], pace).speech * naturalFactor.least <= asked;
  };
  const seam = seams(cue).findLast(fits);
  if (seam === undefined) return undefined;
  const { tree, ranges } = script;
  const at = lineIndex(tree, seam.line);
  const eol = cue.line.ending === '' ? '\n' : cue.line.ending;
  const newText = `${eol}${head(cue.line)}${seam.manner}`;
  // At the end of its line the rest begins in the next one: its indentation goes.
  const isAtEnd = seam.line.text.slice(seam.column).trim() === '';
  const below = isAtEnd ? cue.continuations[cue.continuations.findIndex((each) => each === seam.line) + 1] : undefined;
  const next = below ?? seam.line;
  const from = below === undefined ? seam.column : 0;
  const column = from + Math.max(0, next.text.slice(from).search(/\S/));
  const range = {
    start: ranges.inLine(at, seam.column, seam.column).start,
    end: ranges.inLine(lineIndex(tree, next), column, column).end,
  };
  const edits = [{ range, newText }];
  return { title: 'lsp/action-split', values: {}, kind: 'refactor.rewrite', edits };
}

function askedSeconds({ length, start }: Cue): number {
  if (length.kind === 'exact' || length.kind === 'most') return length.seconds;
  return length.kind === 'window' && start.kind === 'time' ? length.end - start.seconds : 0;
}

/** Name and direction without times and without the name of the cue, which is unique. */
function head({ text, name, groups, colon }: CueLine): string {
  const hows = groups.flatMap((group) => {
    if (group.kind !== 'how') return [];
    const named = group.items.find((item) => item.form === 'setting' && item.name === 'id');
    if (named === undefined) return [text.slice(group.start, group.end)];
    const others = group.items.filter((item) => item !== named).map(({ start, end }) => text.slice(start, end).trim());
    return others.length === 0 ? [] : [`(${others.join(', ')})`];
  });
  const isWide = text.charAt(colon.start) !== ':';
  const called = name === undefined ? [] : [text.slice(name.start, name.end)];
  return [...called, ...hows].join(isWide ? '' : ' ') + (isWide ? '：' : ': ');
}

/** Between sentences, outside of stressed words; the ends of the cue are none. */
function seams({ line, continuations }: Cue): readonly Seam[] {
  const found: Seam[] = [];
  let text = '';
  let manner = '';
  for (const each of [line, ...continuations]) {
    if (each !== line) text += ' ';
    for (const inline of each.spoken) {
      if (inline.kind === 'manner') {
        manner = inline.items.length === 0 ? '' : each.text.slice(inline.start, inline.end);
      }
      if (inline.kind !== 'text') {
        text += readText(inline);
        continue;
      }
      for (const match of inline.value.matchAll(/[.!?…]+["'”’)]*(?=\s)|[。！？…]+[”’」』）]*/gu)) {
        const end = match.index + match[0].length;
        found.push({ line: each, column: inline.start + end, text: text + inline.value.slice(0, end), manner });
      }
      text += inline.value;
    }
  }
  return found.filter((seam) => seam.text.trim() !== text.trim() && text.slice(seam.text.length).trim() !== '');
}

function readText(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'escape':
      return inline.value;
    case 'pronunciation':
      return inline.written.value;
    case 'stress':
      return inline.spoken.map(readText).join('');
    default:
      return '';
  }
}
