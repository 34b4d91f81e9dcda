import stringWidth from 'string-width';
import { visibleText } from './visibleText.ts';

/** Text as a terminal shows it, cut to a number of columns; `…` stands for what is left out. */
export function cutToColumns(text: string, columns: number): string {
  const shown = visibleText(text);
  if (stringWidth(shown) <= columns) return shown;
  return columns < 1 ? '' : `${leadingColumns(shown, columns - 1)}…`;
}

/** As much of a text, from its start, as fits into `columns`. */
function leadingColumns(text: string, columns: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += stringWidth(character);
    if (used > columns) break;
    kept += character;
  }
  return kept;
}

/** As much of a text as fits into `columns`, from its end. */
export function trailingColumns(text: string, columns: number): string {
  let used = 0;
  let kept = '';
  for (const character of [...text].reverse()) {
    used += stringWidth(character);
    if (used > columns) break;
    kept = character + kept;
  }
  return kept;
}
