import { resample } from '../../audio/resample.ts';
import { kaldiBands, kaldiFilterBank } from '../features/kaldiFilterBank.ts';
import { frameSeconds, type Recording } from './recording.ts';

/** What the filter bank takes, Hz. */
const rate = 16000;
/** Cepstral coefficients 1 … 12: the shape of the spectrum without its level (the usual set of speech recognition). */
const coefficients = 12;
/** Frames this far below the louder ones of a recording hold more noise than voice, natural logarithm of power. */
const quieter = 4;
/** Speech that a group needs before its spectrum tells more about the speaker than about the words, seconds. */
const leastSpeech = 2;
/** Pauses that part phrases, frames; and the most phrases that are looked at, the longest. */
const pause = 20;
const mostPhrases = 8;
/**
 * How much better two normal distributions describe the frames than one, log likelihood ratio a frame, doubled. Measured
 * with 4–5 s a group on voices of eSpeak NG: one voice 0.3–0.8, two voices 1.0–4.9, below 1.2 only where two are
 * variants of one.
 */
const apart = 1.2;

/** Number, sums, and sums of products of frames: those of two stretches add up to those of both. */
interface Moments {
  readonly frames: number;
  readonly sums: Float64Array;
  readonly products: Float64Array;
}

/**
 * Whether the phrases of a recording fall into two groups of different timbre: the generalised likelihood ratio of
 * Gaussian distributions of cepstra (Chen and Gopalakrishnan 1998), over all groupings of the longest phrases.
 */
export function severalTimbres({ samples, sampleRate, speech }: Recording): boolean {
  if (samples.length < sampleRate * frameSeconds * 5) return false;
  const cepstra = cepstraOf(kaldiFilterBank(resample(samples, sampleRate, rate), 1));
  const phrases = stretches(speech)
    .map(([start, end]) => momentsOf(cepstra.slice(start, end)))
    .sort((a, b) => b.frames - a.frames)
    .slice(0, mostPhrases);
  // The first phrase is in the first group, each of the others in either: every grouping once.
  for (let grouping = 1; grouping < 2 ** (phrases.length - 1); grouping++) {
    const second = phrases.filter((_, phrase) => phrase > 0 && ((grouping >> (phrase - 1)) & 1) === 1).reduce(joined);
    const first = phrases.filter((_, phrase) => phrase === 0 || ((grouping >> (phrase - 1)) & 1) === 0).reduce(joined);
    if (Math.min(first.frames, second.frames) * frameSeconds < leastSpeech) continue;
    if (likelihoodRatio(first, second) > apart) return true;
  }
  return false;
}

/** First and last frame + 1 of the speech between pauses. */
function stretches(speech: Uint8Array): [number, number][] {
  const found: [number, number][] = [];
  for (let frame = 0; frame < speech.length; frame++) {
    if (speech[frame] !== 1) continue;
    const last = found.at(-1);
    if (last !== undefined && frame - last[1] < pause) last[1] = frame + 1;
    else found.push([frame, frame + 1]);
  }
  return found;
}

const cosines = Array.from({ length: coefficients }, (_, index) =>
  Float64Array.from({ length: kaldiBands }, (__, band) =>
    Math.cos((Math.PI * (index + 1) * (band + 0.5)) / kaldiBands),
  ),
);

/** Cepstra of every frame of a filter bank [frames, bands]; undefined where a frame is too quiet. */
function cepstraOf(bank: Float32Array): (Float64Array | undefined)[] {
  const frames = Array.from({ length: bank.length / kaldiBands }, (_, frame) =>
    bank.subarray(frame * kaldiBands, (frame + 1) * kaldiBands),
  );
  const levels = frames.map((bands) => bands.reduce((sum, value) => sum + value, 0) / kaldiBands);
  const loud = levels.toSorted((a, b) => b - a)[Math.floor(levels.length / 10)] ?? 0;
  return frames.map((bands, frame) => {
    if ((levels[frame] ?? 0) < loud - quieter) return undefined;
    return Float64Array.from(
      cosines,
      (cosine) => cosine.reduce((sum, weight, band) => sum + weight * (bands[band] ?? 0), 0) / kaldiBands,
    );
  });
}

function momentsOf(cepstra: readonly (Float64Array | undefined)[]): Moments {
  const sums = new Float64Array(coefficients);
  const products = new Float64Array(coefficients ** 2);
  let frames = 0;
  for (const cepstrum of cepstra) {
    if (cepstrum === undefined) continue;
    frames++;
    for (let i = 0; i < coefficients; i++) {
      const value = cepstrum[i] ?? 0;
      sums[i] = (sums[i] ?? 0) + value;
      for (let j = 0; j < coefficients; j++) {
        products[i * coefficients + j] = (products[i * coefficients + j] ?? 0) + value * (cepstrum[j] ?? 0);
      }
    }
  }
  return { frames, sums, products };
}

function joined(a: Moments, b: Moments): Moments {
  return {
    frames: a.frames + b.frames,
    sums: a.sums.map((value, index) => value + (b.sums[index] ?? 0)),
    products: a.products.map((value, index) => value + (b.products[index] ?? 0)),
  };
}

function likelihoodRatio(a: Moments, b: Moments): number {
  const all = joined(a, b);
  const spread = (moments: Moments): number => moments.frames * logDeterminant(covariance(moments));
  return (spread(all) - spread(a) - spread(b)) / all.frames;
}

function covariance({ frames, sums, products }: Moments): Float64Array {
  return products.map((product, index) => {
    const [i, j] = [Math.floor(index / coefficients), index % coefficients];
    return product / frames - ((sums[i] ?? 0) / frames) * ((sums[j] ?? 0) / frames);
  });
}

/** Of a symmetric, positive matrix, by elimination; a direction without spread counts as very narrow. */
function logDeterminant(matrix: Float64Array): number {
  const rest = Float64Array.from(matrix);
  let sum = 0;
  for (let pivot = 0; pivot < coefficients; pivot++) {
    const diagonal = Math.max(rest[pivot * coefficients + pivot] ?? 0, 1e-9);
    sum += Math.log(diagonal);
    for (let row = pivot + 1; row < coefficients; row++) {
      const factor = (rest[row * coefficients + pivot] ?? 0) / diagonal;
      for (let column = pivot; column < coefficients; column++) {
        const at = row * coefficients + column;
        rest[at] = (rest[at] ?? 0) - factor * (rest[pivot * coefficients + column] ?? 0);
      }
    }
  }
  return sum;
}
