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
  const filled = locale === 'zh' ? fillChinese : fill;
  return {
    text: filled(sentence.text, values),
    ...(sentence.hint === undefined ? {} : { hint: filled(sentence.hint, values) }),
    ...(sentence.explanation === undefined ? {} : { explanation: sentence.explanation }),
  };
}

const placeholders = /\{\{(\w+)\}\}/g;
/** Characters of Chinese, which stand apart from letters and digits of other scripts by a space. */
const han = /\p{Script=Han}/u;
const latin = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}%]/u;

/**
 * Fills a Chinese sentence. Whether a space belongs beside a value only the value tells: `老周 和 MIRA` is set as 老周和 MIRA.
 */
function fillChinese(text: string, values: MessageValues): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(placeholders)) {
    const value = String(values[match[1] ?? ''] ?? match[0]);
    result = joined(joined(result, text.slice(from, match.index)), value);
    from = match.index + match[0].length;
  }
  return from === 0 ? text : joined(result, text.slice(from));
}

/** Two stretches of text with one space between them where Chinese meets another script, and none within Chinese. */
function joined(left: string, right: string): string {
  const before = left.trimEnd();
  const after = right.trimStart();
  const [last, first] = [Array.from(before.slice(-2)).at(-1) ?? '', Array.from(after.slice(0, 2))[0] ?? ''];
  if (han.test(last) && han.test(first)) return before + after;
  const isSeam = (han.test(last) && latin.test(first)) || (latin.test(last) && han.test(first));
  return isSeam ? `${before} ${after}` : left + right;
}

/** A number and its noun, English alone: `{{lines|line|lines}}` is `1 line` or `2 lines`. */
const counts = /\{\{(\w+)\|([^|}]+)\|([^|}]+)\}\}/g;

function fill(text: string, values: MessageValues): string {
  return text
    .replace(counts, (_count, name: string, one: string, many: string) =>
      values[name] === 1 ? `{{${name}}} ${one}` : `{{${name}}} ${many}`,
    )
    .replace(placeholders, (placeholder, name: string) => String(values[name] ?? placeholder));
}
