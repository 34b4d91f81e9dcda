/**
 * White space as Unicode and the regular expressions of the original tokenisers count it, for use inside `[…]`:
 * JavaScript's `\s` has U+FEFF too and lacks U+0085.
 */
export const whiteSpace = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** White space as Python counts it: that of Unicode, and the separators U+001C–1F. */
export const pythonWhiteSpace = `\\u001c-\\u001f${whiteSpace}`;

const leading = new RegExp(`^[${pythonWhiteSpace}]+`, 'u');
const trailing = new RegExp(`[${pythonWhiteSpace}]+$`, 'u');

/** A text without the white space around it, as Python strips it. */
export function stripped(text: string): string {
  return strippedEnd(text.replace(leading, ''));
}

/** A text without the white space after it, as Python strips it. */
export function strippedEnd(text: string): string {
  return text.replace(trailing, '');
}
