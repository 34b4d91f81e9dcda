/** A text that UTF-8 can write: halves of surrogate pairs become U+FFFD, as a decoder would have made them. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
