import { createHash } from 'node:crypto';

/** Names that Windows keeps for devices, with or without an ending. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$/i;
/** UTF-8 bytes: with a number before and an ending after it, below the 143 bytes that encrypted file systems leave. */
const mostBytes = 110;

/**
 * A file name (without ending) that every file system takes, as near to `text` as can be: in NFC, without characters that
 * are reserved or unseen, not a device of Windows, without a dot or space at its ends, of bounded length.
 */
export function safeFileName(text: string): string {
  const plain = text
    .normalize('NFC')
    // Control, format (bidirectional and zero-width marks), private, unassigned and halved characters, line separators.
    .replace(/[\p{C}\u2028\u2029\uFFFD]/gu, '_')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  // A leading `-` reads as an option, a leading `~` as a home folder.
  const named = plain === '' ? '_' : reserved.test(plain) || /^[-~]/.test(plain) ? `_${plain}` : plain;
  if (Buffer.byteLength(named) <= mostBytes) return named;
  return `${cut(named, mostBytes - 9)}~${digest(text)}`;
}

/**
 * Safe names for several texts in one folder: those that differ only in case, width or Unicode form, which some file
 * systems cannot tell apart, get a digest of their text, so that no name depends on the order.
 */
export function safeFileNames(texts: readonly string[]): string[] {
  const names = texts.map(safeFileName);
  const count = new Map<string, number>();
  for (const name of names) count.set(folded(name), (count.get(folded(name)) ?? 0) + 1);
  const taken = new Set<string>();
  return names.map((name, index) => {
    const text = texts[index] ?? '';
    let unique = count.get(folded(name)) === 1 ? name : `${cut(name, mostBytes - 9)}~${digest(text)}`;
    // Equal texts have equal digests: only then does the order count.
    for (let n = 2; taken.has(folded(unique)); n++) unique = `${cut(name, mostBytes - 15)}~${digest(text)}~${n}`;
    taken.add(folded(unique));
    return unique;
  });
}

function folded(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase();
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** The longest start of at most so many UTF-8 bytes that ends between two characters as people see them. */
function cut(text: string, bytes: number): string {
  let kept = '';
  let size = 0;
  for (const { segment } of new Intl.Segmenter('und').segment(text)) {
    size += Buffer.byteLength(segment);
    if (size > bytes) break;
    kept += segment;
  }
  return kept.replace(/[\s.]+$/, '') || '_';
}
