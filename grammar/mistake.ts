import type { MessageCode, MessageValues } from '../foundation/message.ts';
import type { Mistake, MistakeFix, Span } from './tree.ts';

/** An error of form at a span. */
export function error(
  code: MessageCode,
  span: Span,
  values: MessageValues = {},
  fixes: readonly MistakeFix[] = [],
): Mistake {
  return { code, values: shortened(values), severity: 'error', start: span.start, end: span.end, fixes };
}

/** A warning of form at a span: the line still means what it says. */
export function warning(
  code: MessageCode,
  span: Span,
  values: MessageValues = {},
  fixes: readonly MistakeFix[] = [],
): Mistake {
  return { ...error(code, span, values, fixes), severity: 'warning' };
}

/** Adds mistakes to others: a call can take only so many arguments. */
export function addAll(found: Mistake[], more: readonly Mistake[]): void {
  for (const mistake of more) found.push(mistake);
}

/** The fix that puts other text in the place of a span. */
export function replacing(span: Span, newText: string): MistakeFix {
  return {
    title: 'fix/replace',
    values: shortened({ text: newText }),
    edits: [{ start: span.start, end: span.end, newText }],
  };
}

/** The fix that puts text in. */
export function inserting(offset: number, newText: string): MistakeFix {
  return {
    title: 'fix/insert',
    values: shortened({ text: newText }),
    edits: [{ start: offset, end: offset, newText }],
  };
}

/** The fix that takes a span away. */
export function removing(span: Span, text: string): MistakeFix {
  const removed = text.slice(span.start, span.end).trim();
  return {
    title: 'fix/remove',
    values: shortened({ text: removed }),
    edits: [{ start: span.start, end: span.end, newText: '' }],
  };
}

/** The mistake seen from a text in which its own text starts at an offset. */
export function movedBy(mistake: Mistake, offset: number): Mistake {
  return {
    ...mistake,
    start: mistake.start + offset,
    end: mistake.end + offset,
    fixes: mistake.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, start: edit.start + offset, end: edit.end + offset })),
    })),
  };
}

/** More of a line than this is no help in a sentence about it. UTF-16 units. */
const longestQuotation = 60;

function shortened(values: MessageValues): MessageValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? shortenedText(value) : value]),
  );
}

function shortenedText(text: string): string {
  if (text.length <= longestQuotation) return text;
  // Half of an astral character is left out.
  return `${text.slice(0, longestQuotation).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
