import stringWidth from 'string-width';
import { visibleText } from './visibleText.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Text as a terminal shows it, cut to a number of columns; `…` stands for what is left out. */
export function cutToColumns(text: string, columns: number): string {
  const shown = visibleText(text);
  if (stringWidth(shown) <= columns) return shown;
  return columns < 1 ? '' : `${fitting(characters(shown), columns - 1).join('')}…`;
}

/** As much of a text as fits into `columns`, from its end. */
export function trailingColumns(text: string, columns: number): string {
  return fitting(characters(text).toReversed(), columns).toReversed().join('');
}

function characters(text: string): readonly string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function fitting(all: readonly string[], columns: number): readonly string[] {
  let used = 0;
  const end = all.findIndex((character) => (used += stringWidth(character)) > columns);
  return end === -1 ? all : all.slice(0, end);
}
