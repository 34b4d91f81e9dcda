import { message, type Locale } from '../foundation/message.ts';
import { clockTime } from './clockTime.ts';

/** How much a speaker has to say: `12 lines, 1:43`. */
export function linesText(lines: number, seconds: number, locale: Locale): string {
  const code = lines === 0 ? 'lsp/no-lines' : 'lsp/lines';
  return message(code, { lines, length: clockTime(seconds, locale) }, locale).text;
}
