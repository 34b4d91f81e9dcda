import type { Locale } from '../foundation/message.ts';
import { message } from '../foundation/message.ts';
import { TablereadError } from '../foundation/tablereadError.ts';

/** What a reader is told about an error, in one line; undefined: it was cancelled, which the reader knows. */
export function errorText(error: unknown, locale: Locale): string | undefined {
  if (error instanceof TablereadError) {
    const { text, hint } = error.in(locale);
    return hint === undefined ? text : `${text} ${hint}`;
  }
  if (error instanceof Error && error.name === 'AbortError') return undefined;
  const what = error instanceof Error ? error.message : String(error);
  return message('editor/unexpected', { what }, locale).text;
}
