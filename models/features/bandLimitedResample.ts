import { kaiserBeta, kaiserOrder, kaiserWindow } from '../../audio/kaiser.ts';
import { greatestCommonDivisor } from './greatestCommonDivisor.ts';

/** Pass band and start of the stop band, as shares of the lower of the two Nyquist frequencies. */
const passBand = 0.91363;
const stopBand = 1;
/** Attenuation of the stop band, dB: 20 bits and one to spare. */
const attenuation = 126.4;
const beta = kaiserBeta(attenuation);

/**
 * Resamples as `librosa.load` does (`soxr_hq`): linear phase, pass band to 91 % of the lower Nyquist frequency, 126 dB
 * of attenuation above it. One windowed-sinc filter for every phase of the ratio, sums in float64.
 * `samples` mono, rates in Hz (whole numbers); returns ceil(n · to / from) samples, the same samples for equal rates.
 * Source: quality HQ of libsoxr, whose published edges and attenuation these are.
 */
export function bandLimitedResample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const divisor = greatestCommonDivisor(from, to);
  const step = from / divisor;
  const phases = to / divisor;
  const filters: (Float64Array | undefined)[] = new Array<Float64Array | undefined>(phases);
  const design = designFilter(from, to);
  const result = new Float32Array(Math.ceil((samples.length * to) / from));
  let whole = 0;
  let phase = 0;
  for (let n = 0; n < result.length; n++) {
    const filter = (filters[phase] ??= filterOf(design, phase / phases));
    const first = whole - design.reach + 1;
    const start = Math.max(0, -first);
    const end = Math.min(filter.length, samples.length - first);
    let sum = 0;
    for (let tap = start; tap < end; tap++) sum += (filter[tap] ?? 0) * (samples[first + tap] ?? 0);
    result[n] = sum;
    phase += step;
    whole += Math.floor(phase / phases);
    phase %= phases;
  }
  return result;
}

interface Design {
  /** Cut-off as a share of the input's Nyquist frequency. */
  readonly cutoff: number;
  /** Half the length of the window, input samples. */
  readonly half: number;
  /** Input samples on each side. */
  readonly reach: number;
}

function designFilter(from: number, to: number): Design {
  const scale = Math.min(1, to / from);
  const half = kaiserOrder(attenuation, ((stopBand - passBand) * scale) / 2) / 2;
  return { cutoff: ((passBand + stopBand) / 2) * scale, half, reach: Math.ceil(half) };
}

/** The taps for outputs that lie `fraction` of an input sample after one, for the inputs `1 − reach … reach` around it. */
function filterOf({ cutoff, half, reach }: Design, fraction: number): Float64Array {
  return Float64Array.from({ length: 2 * reach }, (_, tap) => {
    const distance = tap - reach + 1 - fraction;
    const angle = Math.PI * distance;
    const sinc = angle === 0 ? cutoff : Math.sin(cutoff * angle) / angle;
    return sinc * kaiserWindow(distance / half, beta);
  });
}
