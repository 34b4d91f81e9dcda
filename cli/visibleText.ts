// Which characters a terminal obeys or that reorder what stands beside them: C0, DEL, C1; marks, embeddings, overrides and
// isolates of direction; line and paragraph separators; the byte-order mark; invisible tags; half surrogates.
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/**
 * Text of a script, a file name or a message, fit for a terminal: what a terminal would obey is shown instead.
 * Tabs become two spaces, control characters their pictures (␛), the rest `\u{202e}`.
 */
export function visibleText(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\t') return '  ';
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '␡' : `\\u{${code.toString(16)}}`;
  });
}

/** The same for JSON, where such characters may stand as escapes only: the value stays what it was. */
export function visibleJson(json: string): string {
  return json.replace(unsafe, (character) => {
    if (character === '\n') return character;
    return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join('');
  });
}
