/** Marks without a shape of their own: soft hyphen, zero-width and bidirectional marks, word joiner, byte-order mark. */
const invisible = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+/g;

/** Half- and full-width forms; U+FF01–FF5E are the twins of ASCII, the rest are half-width kana and hangul. */
const widthForms = /[\uFF00-\uFFEF]+/g;

/** ASCII without extra spaces: only its case is folded. */
const plain = /^[!-~]+(?: [!-~]+)*$/;

/**
 * What two names have in common when they are the same: without case, width, Unicode form and extra spaces.
 * For comparison only, never for display.
 */
export function nameKey(name: string): string {
  if (plain.test(name)) return name.toLowerCase();
  return (
    name
      .replace(invisible, '')
      .replace(widthForms, (forms) => forms.normalize('NFKC'))
      .normalize('NFC')
      // Upper case first: ß and SS, σ and ς fold into one.
      .toUpperCase()
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .trim()
  );
}
