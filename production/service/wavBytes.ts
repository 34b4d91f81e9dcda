const headBytes = 44;
const bytesPerSample = 2;

/**
 * A WAV file of 16-bit PCM in memory. Samples past full scale are cut.
 *
 * @param blocks of the sound in order, each with one array per channel
 * @param sampleRate Hz
 */
export async function wavBytes(
  blocks: AsyncIterable<readonly Float32Array[]>,
  { frames, channels, sampleRate }: { frames: number; channels: number; sampleRate: number },
): Promise<Uint8Array> {
  const frameBytes = channels * bytesPerSample;
  const bytes = new Uint8Array(headBytes + frames * frameBytes);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string): void => {
    for (let n = 0; n < letters.length; n++) view.setUint8(at + n, letters.charCodeAt(n));
  };
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 8 * bytesPerSample, true);
  text(36, 'data');
  view.setUint32(40, frames * frameBytes, true);
  const samples = new Int16Array(bytes.buffer, headBytes);
  let at = 0;
  for await (const block of blocks) {
    const length = Math.min(block[0]?.length ?? 0, frames - at);
    for (let channel = 0; channel < channels; channel++) {
      const from = block[channel];
      if (from === undefined) continue;
      for (let n = 0; n < length; n++) {
        const value = Math.round((from[n] as number) * 32768);
        samples[(at + n) * channels + channel] = value > 32767 ? 32767 : value < -32768 ? -32768 : value;
      }
    }
    at += length;
  }
  return bytes;
}
