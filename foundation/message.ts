import { en } from './messages/en.ts';
import type { Sentence } from './messages/sentences.ts';
import { zh } from './messages/zh.ts';

/** A code of the tables of messages, for example `voice/unknown-emotion`. */
export type MessageCode = keyof typeof en;

/** The languages that the product speaks to people. */
export type Locale = 'en' | 'zh';

/** What fills the placeholders of a sentence. */
export type MessageValues = Readonly<Record<string, string | number>>;

/**
 * The sentence of a code in a language, its `{{placeholders}}` filled.
 * A placeholder without a value stays visible: the test of the tables finds it, and a reader still gets the rest.
 */
export function message(code: MessageCode, values: MessageValues = {}, locale: Locale = 'en'): Sentence {
  const table: Readonly<Record<string, Sentence>> = locale === 'zh' ? zh : en;
  const sentence = table[code];
  if (sentence === undefined) return { text: code };
  return {
    text: fill(sentence.text, values),
    ...(sentence.hint === undefined ? {} : { hint: fill(sentence.hint, values) }),
    ...(sentence.explanation === undefined ? {} : { explanation: sentence.explanation }),
  };
}

function fill(text: string, values: MessageValues): string {
  return text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}
