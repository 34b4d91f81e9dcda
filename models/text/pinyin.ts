/**
 * One syllable of pinyin with its tone (1–5, 5 = neutral), not inside a Latin word: `xuan4`, `LV3`, `GAN3`.
 * Source: the pattern of the original's text front end.
 */
export const pinyinSyllable =
  /(?<![a-z])(?:(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?(?:[aeiouüv]|[ae]i|u[aio]|ao|ou|i[aue]|[uüv]e|[uvü]ang?|uai|[aeiuv]n|[aeio]ng|ia[no]|i[ao]ng)|ng|er)[1-5]/giu;

/**
 * Spells ü after j, q and x as the vocabulary does: `xuan4` → `XVAN4`, `ju1` → `JV1`; other syllables stay as they are.
 * Only u or ü before a tone or before `n`, `e`, `an` changes, so `xiu1` becomes `XIU1` with its u.
 */
export function correctPinyin(syllable: string): string {
  if (!/^[jqx]/i.test(syllable)) return syllable;
  return syllable.replace(/([jqx])[uü](n|e|an)*(\d)/i, '$1v$2$3').toUpperCase();
}
