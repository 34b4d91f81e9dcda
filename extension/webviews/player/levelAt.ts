/**
 * Level of the samples around a frame: RMS of a window of 50 ms, loudest channel, in dBFS (−60 or more).
 *
 * @param samples 16 bit, channels interleaved
 */
export function levelAt(samples: Int16Array, channels: number, frame: number, sampleRate: number): number {
  const half = Math.round(sampleRate * 0.025);
  const from = Math.max(0, frame - half);
  const to = Math.min(Math.floor(samples.length / channels), frame + half);
  let loudest = 0;
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let at = from; at < to; at++) sum += ((samples[at * channels + channel] ?? 0) / 32768) ** 2;
    loudest = Math.max(loudest, to > from ? sum / (to - from) : 0);
  }
  return Math.max(-60, 10 * Math.log10(loudest + 1e-12));
}
