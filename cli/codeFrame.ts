import stringWidth from 'string-width';
import { cutToColumns, trailingColumns } from './cutToColumns.ts';
import type { Span, Style } from './terminal.ts';
import { visibleText } from './visibleText.ts';

// More of a line than this is never looked at: no terminal shows it, and a line may be megabytes long.
const mostUnits = 1000;

/**
 * A line of a script with what is marked underlined, as two lines for a terminal: wide (Chinese) characters keep the
 * underline in place, a line longer than the terminal is cut around the mark.
 *
 * @param number line number to print, 1-based
 * @param start UTF-16 offset into `text`; `end` exclusive; an empty mark underlines one column
 * @param columns characters in a line of the terminal
 */
export function codeFrame(
  text: string,
  number: number,
  start: number,
  end: number,
  style: Style,
  columns: number,
): readonly (readonly Span[])[] {
  const gutter = String(number).padStart(5);
  const room = Math.max(columns - gutter.length - 4, 20);

  const whole = visibleText(text.slice(start, onBoundary(text, Math.min(end, start + mostUnits))));
  const marked = cutToColumns(whole, room);
  const spare = room - stringWidth(marked);
  const before = visibleText(text.slice(onBoundary(text, Math.max(0, start - mostUnits)), start));
  const after = marked === whole ? text.slice(end, onBoundary(text, Math.min(text.length, end + mostUnits))) : '';
  // What follows gets what the line's beginning leaves, and half the room at least.
  const shownAfter = cutToColumns(after, Math.max(spare - stringWidth(before), spare >> 1));
  const roomBefore = spare - stringWidth(shownAfter);
  const shownBefore = stringWidth(before) <= roomBefore ? before : `…${trailingColumns(before, roomBefore - 1)}`;

  const underline = Math.max(stringWidth(marked), 1);
  return [
    [{ text: `${gutter} │ `, style: 'dim' }, shownBefore, { text: marked, style }, shownAfter],
    [
      { text: `${' '.repeat(gutter.length)} │ `, style: 'dim' },
      ' '.repeat(stringWidth(shownBefore)),
      { text: '~'.repeat(underline), style },
    ],
  ];
}

/** The nearest offset at or below that does not stand within a character of two units. */
function onBoundary(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff && offset > 0 ? offset - 1 : offset;
}
