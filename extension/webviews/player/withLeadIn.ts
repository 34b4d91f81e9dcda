/**
 * Puts silence before the samples of a WAV file of 16 bit PCM: the parts of the new file. The samples themselves are not copied.
 * Null for any other file.
 *
 * @param seconds rounded to whole frames
 */
export function withLeadIn(wav: ArrayBuffer, seconds: number): BlobPart[] | null {
  const view = new DataView(wav);
  if (wav.byteLength < 44 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57415645) return null;
  let format = 0;
  for (let at = 12; at + 8 <= wav.byteLength;) {
    const id = view.getUint32(at);
    const size = view.getUint32(at + 4, true);
    if (id === 0x666d7420) format = at + 8;
    if (id === 0x64617461) {
      if (format === 0 || view.getUint16(format + 14, true) !== 16) return null;
      const bytes = Math.round(seconds * view.getUint32(format + 4, true)) * view.getUint16(format + 12, true);
      const head = wav.slice(0, at + 8);
      const sizes = new DataView(head);
      sizes.setUint32(4, view.getUint32(4, true) + bytes, true);
      sizes.setUint32(at + 4, size + bytes, true);
      return [head, new Uint8Array(bytes), new Uint8Array(wav, at + 8)];
    }
    at += 8 + size + (size & 1);
  }
  return null;
}
