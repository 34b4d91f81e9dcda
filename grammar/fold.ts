/** U+FF01–FF5E are the ASCII characters 0x21–0x7E, moved up by this much. */
const fullWidthShift = 0xfee0;

/** Twins that Unicode keeps elsewhere. */
const twins: Readonly<Record<string, string>> = { '【': '[', '】': ']', '《': '<', '》': '>', '、': ',' };

const foldable = /[\uFF01-\uFF5E【】《》、]/g;

/**
 * The text with the full-width forms of syntax as their ASCII twins. Every character keeps its place, so offsets into
 * the result are offsets into the text. Quotes and spaces stay: which quote closes depends on which one opened.
 */
export function fold(text: string): string {
  foldable.lastIndex = 0;
  if (!foldable.test(text)) return text;
  return text.replace(foldable, (form) => twins[form] ?? String.fromCharCode(form.charCodeAt(0) - fullWidthShift));
}
