import { kaiserWindow } from './kaiser.ts';

/**
 * Taps of the interpolation filter per place between two samples. BS.1770-4 Annex 2 asks for 12; 32 keep the band to
 * 0.43 of the sample rate flat to 0.01 dB.
 */
const taps = 32;
const beta = 7;

/** Samples before and after a stretch that its interpolation reads. */
export const truePeakReach = taps / 2 + 2;

/** Samples that are judged together when looking for stretches too quiet to matter. */
const groupFrames = 32;

const places = [0.25, 0.5, 0.75].map((fraction) => {
  const filter = Float64Array.from({ length: taps }, (_, tap) => {
    const distance = tap - taps / 2 + 1 - fraction;
    const sinc = Math.sin(Math.PI * distance) / (Math.PI * distance);
    return sinc * kaiserWindow(distance / (taps / 2), beta);
  });
  const sum = filter.reduce((total, tap) => total + tap, 0);
  return filter.map((tap) => tap / sum);
}) as [Float64Array, Float64Array, Float64Array];

/**
 * No value between samples exceeds this many times the largest sample within reach: the filters' largest gain, and an
 * eighth for the parabola, which rises most when two of its three points are equal.
 */
const largestGain = 1.125 * Math.max(...places.map((filter) => filter.reduce((sum, tap) => sum + Math.abs(tap), 0)));

/**
 * The true peak about each sample: the largest magnitude of the continuous signal from one sample before it to one after
 * it, four times oversampled, with the crest between those points taken from the parabola through the highest three.
 * A sample about which nothing can exceed `floor` gets its own magnitude: that is found from the samples alone and
 * saves nearly all of the work in ordinary sound.
 *
 * @param signal samples; `truePeakReach` more than asked for must stand on both sides
 * @param start first sample that is asked for, `end` the one after the last
 * @param peaks magnitudes, `end − start` of them; kept where already larger
 */
export function truePeaks(signal: Float64Array, start: number, end: number, floor: number, peaks: Float64Array): void {
  for (let from = start; from < end; from += groupFrames) {
    const to = Math.min(end, from + groupFrames);
    let largest = 0;
    for (let n = from - truePeakReach; n < to + truePeakReach; n++) {
      const magnitude = Math.abs(signal[n] as number);
      if (magnitude > largest) largest = magnitude;
    }
    for (let n = from; n < to; n++) raise(peaks, n - start, Math.abs(signal[n] as number));
    if (largest * largestGain > floor) interpolateGroup(signal, from, to, start, peaks);
  }
}

function interpolateGroup(signal: Float64Array, from: number, to: number, start: number, peaks: Float64Array): void {
  let before = Math.abs(between(signal, from - 2, 2));
  for (let n = from - 1; n < to; n++) {
    const here = Math.abs(signal[n] as number);
    const first = Math.abs(between(signal, n, 0));
    const middle = Math.abs(between(signal, n, 1));
    const last = Math.abs(between(signal, n, 2));
    const next = Math.abs(signal[n + 1] as number);
    const crest = Math.max(
      crestOf(before, here, first),
      crestOf(here, first, middle),
      crestOf(first, middle, last),
      crestOf(middle, last, next),
    );
    if (n >= from) raise(peaks, n - start, crest);
    if (n + 1 < to) raise(peaks, n + 1 - start, crest);
    before = last;
  }
}

/** The top of the parabola through three magnitudes, where the middle one is the highest; otherwise the middle one. */
function crestOf(left: number, middle: number, right: number): number {
  if (middle < left || middle < right) return middle;
  const bend = left - 2 * middle + right;
  return bend < 0 ? middle - (left - right) ** 2 / (8 * bend) : middle;
}

function between(signal: Float64Array, n: number, place: 0 | 1 | 2): number {
  const filter = places[place];
  const first = n - taps / 2 + 1;
  let even = 0;
  let odd = 0;
  for (let tap = 0; tap < taps; tap += 2) {
    even += (filter[tap] as number) * (signal[first + tap] as number);
    odd += (filter[tap + 1] as number) * (signal[first + tap + 1] as number);
  }
  return even + odd;
}

function raise(peaks: Float64Array, index: number, value: number): void {
  if (value > (peaks[index] as number)) peaks[index] = value;
}
