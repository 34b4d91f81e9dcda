/**
 * Punctuation as the models know it: full-width and typographic marks become a few ASCII ones, three dots one `…`.
 * The full-width comma comes before three of them, as in the original, so `，，，` becomes `,,,`.
 * Source: `char_rep_map` of the original's text front end.
 */
const replacements: readonly (readonly [from: readonly string[], to: string])[] = [
  [['：', '；', ';', '，', '、', ':'], ','],
  [['。'], '.'],
  [['！'], '!'],
  [['？'], '?'],
  [['\n'], ' '],
  [['·', '—', '～', '~'], '-'],
  [['...', ',,,', '……'], '…'],
  [Array.from('“”"‘’（）()《》【】[]「」'), "'"],
];
const table = new Map(replacements.flatMap(([from, to]) => from.map((mark) => [mark, to] as const)));
const pattern = new RegExp([...table.keys()].map((mark) => mark.replace(/[.()[\]]/g, '\\$&')).join('|'), 'g');

/** Maps punctuation to the marks that the models know. */
export function mapPunctuation(text: string): string {
  return text.replace(pattern, (mark) => table.get(mark) ?? mark);
}

/** The same for text that went through the Chinese normaliser: a dollar sign left over is a full stop. */
export function mapChinesePunctuation(text: string): string {
  return mapPunctuation(text.replaceAll('$', '.'));
}
