/**
 * Bytes of the ID3v2 tag that begins with these ten bytes; 0 when there is none. (Size in four bytes of seven bits, the
 * header of ten bytes not counted, nor the footer that a flag announces.)
 */
export function id3Size(bytes: Uint8Array): number {
  if (bytes.length < 10 || String.fromCharCode(...bytes.subarray(0, 3)) !== 'ID3') return 0;
  const size = bytes.subarray(6, 10).reduce((sum, byte) => (sum << 7) | (byte & 0x7f), 0);
  const footer = ((bytes[5] ?? 0) & 0x10) !== 0 ? 10 : 0;
  return 10 + size + footer;
}
