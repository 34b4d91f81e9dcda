import { greatestCommonDivisor } from '../../audio/greatestCommonDivisor.ts';

/** Zero crossings of the sinc on each side, and where the cut-off lies below Nyquist. Source: torchaudio's defaults. */
const lowpassWidth = 6;
const rolloff = 0.99;

/**
 * Resamples as `torchaudio.transforms.Resample` does (`sinc_interp_hann`): a short sinc under a squared cosine, float32
 * coefficients, one filter for every phase. `samples` mono, rates in Hz (whole numbers); returns ceil(n · to / from).
 */
export function sincResample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const divisor = greatestCommonDivisor(from, to);
  const step = from / divisor;
  const phases = to / divisor;
  const base = Math.min(step, phases) * rolloff;
  const width = Math.ceil((lowpassWidth * step) / base);
  const taps = 2 * width + step;
  const kernel = new Float32Array(phases * taps); // [phases, taps]
  for (let phase = 0; phase < phases; phase++) {
    for (let tap = 0; tap < taps; tap++) {
      const raw = (-phase / phases + (tap - width) / step) * base;
      const t = Math.max(-lowpassWidth, Math.min(lowpassWidth, raw));
      const window = Math.cos((Math.PI * t) / lowpassWidth / 2) ** 2;
      const sinc = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
      kernel[phase * taps + tap] = (sinc * window * base) / step;
    }
  }
  const result = new Float32Array(Math.ceil((samples.length * to) / from));
  for (let n = 0; n < result.length; n++) {
    const first = Math.floor(n / phases) * step - width;
    const row = (n % phases) * taps;
    const end = Math.min(taps, samples.length - first);
    let sum = 0;
    for (let tap = Math.max(0, -first); tap < end; tap++) sum += (kernel[row + tap] ?? 0) * (samples[first + tap] ?? 0);
    result[n] = sum;
  }
  return result;
}
