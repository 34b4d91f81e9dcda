import { correctPinyin, pinyinSyllable } from './pinyin.ts';

/** A pronunciation in the text: `<word|how it is said>`, on one line. */
export const annotation = /<([^|>\n]+)\|([^>\n]+)>/g;

/** Marks that the vocabulary of 2.5 has around a pronunciation. */
const englishMark = '<|SPECIAL_TOKEN_1|>';
const chineseMark = '<|SPECIAL_TOKEN_2|>';

/**
 * Writes pronunciations as IndexTTS-2.5 reads them; the written word is dropped. Kana stand plainly between spaces;
 * pinyin with tones (`XING2`) where the word is Chinese, and phones with syllable dots (`G OW1 . IH0 NG`) elsewhere,
 * stand between special tokens, in upper case.
 */
export function markPronunciations(text: string): string {
  return text.replace(annotation, (_, word: string, said: string) => {
    const spoken = said.toUpperCase();
    if (/^[\u3040-\u309f]+$/.test(spoken) || /^[\u30a0-\u30ff]+$/.test(spoken)) return ` ${spoken} `;
    const mark = /[\u4e00-\u9fff]/.test(word) ? chineseMark : englishMark;
    return mark + spoken + mark;
  });
}

/** Upper case inside every `<|…|>`: special tokens survive that the text around them went to lower case. */
export function upperCaseTokens(text: string): string {
  return text.replace(/<\|([^|]+)\|>/g, (_, inner: string) => `<|${inner.toUpperCase()}|>`);
}

/**
 * Writes pronunciations as IndexTTS-2 reads them: pinyin with tones stands in the text as it is (`银<行|hang2>` →
 * `银HANG2`). It has no other kind: of phones and kana the written word is kept.
 */
export function inlinePronunciations(text: string): string {
  return text.replace(annotation, (_, word: string, said: string) => {
    const syllables = said.match(pinyinSyllable) ?? [];
    const onlyPinyin = syllables.length > 0 && said.replace(pinyinSyllable, '').trim() === '';
    return onlyPinyin ? syllables.map((syllable) => correctPinyin(syllable).toUpperCase()).join(' ') : word;
  });
}
