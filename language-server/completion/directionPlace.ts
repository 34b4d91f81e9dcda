import type { CursorPlace } from './cursorPlace.ts';

/** Place of an item in a list of how-items that begins at `from`; `close`: what closes the list, `''`: it is closed. */
export function directionPlace(
  before: string,
  from: number,
  of: 'line' | 'text' | 'mood',
  rest: string,
  close: string,
): CursorPlace {
  const start = lastSeparator(before, from);
  const item = before.slice(start);
  const file = /^(?:like|像|voice)\s*(["“”「])?([^"“”「」]*)$/i.exec(item);
  if (file !== null && (file[1] !== undefined || file[2] === '')) {
    const written = file[2] ?? '';
    const bare = file[1] === undefined;
    // Without a space yet the word itself may be meant: `like` is offered as an item then.
    if (!bare || /\s$/.test(item) || item.startsWith('像')) {
      return {
        kind: 'file',
        of: 'audio',
        written,
        bare,
        start: before.length - written.length,
        end: before.length + (bare ? 0 : untilQuote(rest)),
      };
    }
  }
  // In spoken text, what stands behind a bracket that nothing closes is prose.
  const isProse = of === 'text' && close !== '';
  const end = before.length + (isProse ? 0 : (/^[\p{L}\p{M}\p{N}.']*/u.exec(rest)?.[0].length ?? 0));
  return { kind: 'direction', of, item, before: before.slice(from, start), rest, close, start, end };
}

/** Where the item begins that is being written: behind the last separator outside quotes, and behind its spaces. */
export function lastSeparator(text: string, from: number): number {
  let start = from;
  let quote: string | undefined;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (closers[character] !== undefined) quote = closers[character];
    else if (/[,;+]/.test(character)) start = at + 1;
  }
  while (start < text.length && /\s/.test(text.charAt(start))) start++;
  return start;
}

/** How far a quoted text goes on behind the cursor. */
export function untilQuote(rest: string): number {
  return Math.max(0, rest.search(/["”」]/));
}

/** Quotes that open, and what closes them. */
export const closers: Readonly<Record<string, string>> = { '"': '"', '“': '”', '”': '”', '「': '」' };
