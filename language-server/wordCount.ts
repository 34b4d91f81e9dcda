/**
 * Words as a writer counts them: each Chinese or Japanese character is one, elsewhere each run of letters and digits,
 * apostrophes and hyphens inside it included.
 */
export function wordCount(text: string): number {
  return text.match(wordPattern)?.length ?? 0;
}

const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}'’-])+/gu;
