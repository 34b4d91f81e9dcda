import { message, type Locale } from '../foundation/message.ts';

/** `1 error`, `2 errors`, in a language. */
export function counted(
  number: number,
  what: 'cue' | 'speaker' | 'error' | 'warning' | 'failed-line',
  locale: Locale,
): string {
  return message(number === 1 ? `cli/one-${what}` : `cli/many-${what}s`, { number }, locale).text;
}
