import type { NormalisedLanguage } from './textNormaliser.ts';

/** Fields in the order in which they are spoken; classes that are not listed keep the order of the tagger. */
const spokenOrder: Readonly<Record<NormalisedLanguage, Readonly<Record<string, readonly string[]>>>> = {
  zh: {
    date: ['year', 'month', 'day'],
    fraction: ['denominator', 'numerator'],
    measure: ['denominator', 'numerator', 'value'],
    money: ['value', 'currency'],
    time: ['noon', 'hour', 'minute', 'second'],
  },
  en: {
    date: ['preserve_order', 'text', 'day', 'month', 'year'],
    money: ['integer_part', 'fractional_part', 'quantity', 'currency_maj'],
  },
};

/**
 * `name { key: "value" key: "value" }`; a backslash in a value protects the character after it. Between two fields the
 * grammars now and then leave the space out.
 */
const token = /([A-Za-z_]+) \{((?: *[A-Za-z_]+: "(?:\\.|[^"\\])*")*) *\}/gs;
const field = /([A-Za-z_]+): "((?:\\.|[^"\\])*)"/gs;

/**
 * Puts the fields of every tagged stretch into the order in which they are spoken; a stretch that says
 * `preserve_order: "true"` keeps its own. Source: the token parser of WeTextProcessing.
 */
export function inSpokenOrder(tagged: string, language: NormalisedLanguage): string {
  const stretches: string[] = [];
  for (const [, name = '', content = ''] of tagged.matchAll(token)) {
    const values = new Map<string, string>();
    const written: string[] = [];
    for (const [, key = '', value = ''] of content.matchAll(field)) {
      values.set(key, value);
      written.push(key);
    }
    const order = values.get('preserve_order') === 'true' ? written : (spokenOrder[language][name] ?? written);
    const fields = order.filter((key) => values.has(key)).map((key) => ` ${key}: "${values.get(key) ?? ''}"`);
    stretches.push(`${name} {${fields.join('')} }`);
  }
  return stretches.join(' ');
}
