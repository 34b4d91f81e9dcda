/** The samples of a WAV file of 16 bit PCM, channels interleaved: a view of the file, nothing is copied. */
export interface WavSamples {
  readonly samples: Int16Array;
  readonly channels: number;
}

/** Finds the samples; null for anything but 16 bit PCM. */
export function wavSamples(wav: ArrayBuffer): WavSamples | null {
  const view = new DataView(wav);
  if (wav.byteLength < 12 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57415645) return null;
  let channels = 0;
  for (let at = 12; at + 8 <= wav.byteLength;) {
    const id = view.getUint32(at);
    const size = view.getUint32(at + 4, true);
    if (id === 0x666d7420) {
      if (view.getUint16(at + 22, true) !== 16) return null;
      channels = view.getUint16(at + 10, true);
    }
    if (id === 0x64617461) {
      if (channels === 0) return null;
      const bytes = Math.min(size, wav.byteLength - at - 8);
      return { samples: new Int16Array(wav, at + 8, bytes >> 1), channels };
    }
    at += 8 + size + (size & 1);
  }
  return null;
}
