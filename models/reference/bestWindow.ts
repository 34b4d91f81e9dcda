import { heardSeconds } from '../features/referenceSignals.ts';
import { decibels, rootMeanSquare } from './decibels.ts';
import { frameOf, frameSeconds, type Recording } from './recording.ts';

/** A stretch of a recording, in samples. */
export interface SampleRange {
  readonly start: number;
  readonly end: number;
}

/** Pauses where a stretch may begin or end, frames. */
const pause = 20;
/** A stretch is at least this long, seconds. */
const least = 5;
/** What a second of clipped speech costs, in seconds of speech. */
const clippedCost = 10;
/** What a decibel of noise more than elsewhere costs. */
const noiseCost = 0.1;
const clippedPeak = 0.985;

/**
 * The 5–15 s of a recording that hold most speech, least clipping and least noise, from pause to pause where there are
 * pauses. A recording of up to 15 s is taken whole.
 */
export function bestWindow(recording: Recording): SampleRange {
  const { samples, cleaned, sampleRate, speech } = recording;
  if (samples.length <= heardSeconds * sampleRate) return { start: 0, end: samples.length };
  const noise = Float64Array.from(speech, (_, frame) => {
    const removed = frameOf(samples, sampleRate, frame).map((sample, n) => {
      return sample - (frameOf(cleaned, sampleRate, frame)[n] ?? 0);
    });
    return decibels(rootMeanSquare(removed));
  });
  const clipped = Float64Array.from(speech, (_, frame) =>
    frameOf(samples, sampleRate, frame).some((sample) => Math.abs(sample) >= clippedPeak) ? 1 : 0,
  );
  const sums = { speech: runningSum(speech), noise: runningSum(noise), clipped: runningSum(clipped) };
  const quietest = (sums.noise.at(-1) ?? 0) / Math.max(1, speech.length);
  const between = (sum: Float64Array, start: number, end: number): number => (sum[end] ?? 0) - (sum[start] ?? 0);
  const score = (start: number, end: number): number => {
    const spoken = between(sums.speech, start, end) * frameSeconds;
    const harm = between(sums.clipped, start, end) * frameSeconds * clippedCost;
    const louder = between(sums.noise, start, end) / (end - start) - quietest;
    return spoken - harm - louder * noiseCost * spoken;
  };
  const longest = Math.floor(heardSeconds / frameSeconds);
  const shortest = Math.floor(least / frameSeconds);
  const cuts = cutsOf(speech);
  let best = { start: 0, end: longest, score: -Infinity };
  for (const start of cuts) {
    const ends = cuts.filter((end) => end - start >= shortest && end - start <= longest);
    for (const end of [...ends, Math.min(speech.length, start + longest)]) {
      if (end - start < shortest) continue;
      const found = score(start, end);
      if (found > best.score) best = { start, end, score: found };
    }
  }
  const at = (frame: number): number => Math.min(samples.length, Math.round(frame * frameSeconds * sampleRate));
  return { start: at(best.start), end: at(best.end) };
}

/** Middles of pauses, and both ends. */
function cutsOf(speech: Uint8Array): number[] {
  const cuts = [0];
  let silent = 0;
  for (let frame = 0; frame < speech.length; frame++) {
    if (speech[frame] !== 1) {
      silent++;
      continue;
    }
    if (silent >= pause) cuts.push(frame - (silent >> 1));
    silent = 0;
  }
  return [...cuts, speech.length];
}

/** Of everything before a place. */
function runningSum(values: Uint8Array | Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let n = 0; n < values.length; n++) sums[n + 1] = (sums[n] ?? 0) + (values[n] ?? 0);
  return sums;
}
