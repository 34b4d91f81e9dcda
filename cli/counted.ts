import { message, type Locale } from '../foundation/message.ts';

type Counted =
  | 'cue'
  | 'speaker'
  | 'error'
  | 'warning'
  | 'failed-line'
  | 'chapter'
  | 'scene'
  | 'stem'
  | 'cue-file'
  | 'more-line'
  | 'take-file';

/** `1 error`, `2 errors`, in a language: numbers of what people count. */
export function counted(number: number, what: Counted, locale: Locale): string {
  return message(number === 1 ? `cli/one-${what}` : `cli/many-${what}s`, { number }, locale).text;
}
