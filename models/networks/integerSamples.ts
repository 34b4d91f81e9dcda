/** Greatest sample of the original's arithmetic; −32768 is never used. */
const greatest = 32767;

/** Samples −1 … 1 in the scale of the original, ±32767, in float32. Source: infer_v2.py, clamp(32767 · wav). */
export function scaledSamples(samples: Float32Array): Float32Array {
  return samples.map((sample) => Math.min(greatest, Math.max(-greatest, sample * greatest)));
}

/**
 * Scaled samples as the 16-bit numbers of the original: `returned`, cut towards zero, as `infer` gives them without a
 * file; or `saved`, as its files hold them. Source: infer_v2.py; torchaudio.save of 2.5.1 behind save_pcm_wav.
 */
export function integerSamples(scaled: Float32Array, as: 'returned' | 'saved'): Int16Array {
  if (as === 'returned') return Int16Array.from(scaled, Math.trunc);
  return Int16Array.from(scaled, (value) => Math.min(greatest, Math.round((value / greatest) * 32768)));
}
