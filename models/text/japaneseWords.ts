const runs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]+|\p{L}+|\p{N}+|[^\s]/gu;
const japanese = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u;

/**
 * Japanese words of a text without spaces, the way a morphological analyser tells them apart: letters, digits and
 * Japanese script never share a word, every mark is one of its own, and Japanese script is cut by the dictionary of ICU.
 * The original uses MeCab with UniDic (`mecabWords`, where the dictionary has been downloaded); boundaries inside
 * Japanese script can differ from it.
 */
export function japaneseWords(text: string): string[] {
  const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
  return (text.match(runs) ?? []).flatMap((run) =>
    japanese.test(run) ? Array.from(segmenter.segment(run), ({ segment }) => segment) : [run],
  );
}
