import { kaiserWindow } from '../../audio/kaiser.ts';
import { greatestCommonDivisor } from '../../audio/greatestCommonDivisor.ts';

/** Edges of the pass and the stop band, as shares of the lower Nyquist frequency: 1 − 0.05 / 0.57967, and Nyquist. */
const passEnd = 0.9137436532733066;
const stopStart = 1;
const bits = 20;
const decibelsPerBit = 20 * Math.log10(2);
/** How far the images' filter may fall at the end of the pass band, dB. */
const imageRolloff = -0.01;

/**
 * Resamples as `librosa.load` does (`res_type='soxr_hq'`): the linear-phase filters that libsoxr would
 * chain for this ratio, from its own design figures, but computed in float64 and at exact phases. Agrees with libsoxr to
 * its float32 rounding below a ratio of 4; above that libsoxr halves the rate first by tabulated filters, for which others
 * as good stand here (white noise agrees to 3e-4 of its level, by the ends of the recording).
 * `samples` mono, rates in Hz (whole numbers). Returns ceil(n · (to / from)) samples, of which those past
 * round(n · to / from) are zero, as librosa pads them; equal rates return the samples themselves.
 * Source: the documented quality HQ (20 bits) of libsoxr 0.1.3, and its design as read from `cr.c` and `filter.c`.
 */
export function soxrResample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const made = Math.floor((samples.length * to) / from + 0.5);
  const signal = stagesOf(from, to).reduce<Float64Array>((input, stage) => stage(input), Float64Array.from(samples));
  // librosa multiplies by the rounded ratio: where n · to / from is whole, one sample more can come out.
  const result = new Float32Array(Math.ceil(samples.length * (to / from)));
  result.set(signal.subarray(0, made));
  return result;
}

/** Turns a signal that starts at time 0 into one at another rate, tail of the filter included. */
type Stage = (input: Float64Array) => Float64Array;

/** A symmetric low-pass filter: windowed sinc, distances in samples of its input. */
interface LowPass {
  /** Share of the Nyquist frequency. */
  readonly cutoff: number;
  readonly beta: number;
  /** Where the taps end, and where the window would reach zero, a little further out. */
  readonly reach: number;
  readonly half: number;
}

function stagesOf(from: number, to: number): Stage[] {
  // Ratios of four and more are halved first, down to two to four.
  let halvings = 0;
  for (let whole = Math.floor(from / to / 2) >> 1; whole > 0; whole >>= 1) halvings++;
  const { up, down } = reduced(from, to * 2 ** halvings);
  const halved = Array.from({ length: halvings }, () => halfBand);
  const ratio = down / up;
  // A ratio of small numbers needs one filter more.
  if (Math.max(up, down) < 5 || up * down < 6) {
    const attenuation = attenuationOf(halvings + 1);
    return [...halved, decimation(passEnd, stopStart, attenuation, up, down, Math.max(up, down))];
  }
  // Any other takes two; the one that interpolates counts for a bit, the others share theirs.
  const attenuation = attenuationOf(halvings + 1) + decibelsPerBit;
  if (ratio > 1.5 && ratio < 2) {
    // First up by less than two, then down by two.
    const step = reduced(down, 2 * up);
    const narrowed = step.down / step.up;
    return [
      interpolation(passEnd, 3, 2 * narrowed, attenuation, step.up, step.down, true),
      decimation(passEnd, stopStart, attenuation, 1, 2, 2),
    ];
  }
  const first = ratio < 2 ? 2 : 1;
  const step = reduced(first * down, up);
  // Upsampling cuts at the input's Nyquist frequency, downsampling at that of the output.
  const nyquist = ratio < 1 ? first : step.down / step.up;
  const pass = passEnd / nyquist;
  const imageStart = 2 - (pass + (stopStart / nyquist - pass) * 0.7);
  return [
    ...halved,
    decimation(passEnd, stopStart, attenuation, first, 1, nyquist),
    interpolation(pass, imageStart, 1, attenuation, step.up, step.down, ratio < 1),
  ];
}

/** dB that each of so many filters has to attenuate, for 20 bits and one to spare in all. */
function attenuationOf(filters: number): number {
  return (bits + 1) * decibelsPerBit + 20 * Math.log10(filters);
}

/** Halves the rate. Flat to 0.3 and silent from 0.7 of the Nyquist frequency, which the filters after it need no better. */
const halfBand: Stage = (input) => decimation(0.6, 1.4, 150, 1, 2, 2)(input);

function reduced(down: number, up: number): { readonly up: number; readonly down: number } {
  const divisor = greatestCommonDivisor(up, down);
  return { up: up / divisor, down: down / divisor };
}

/** Up by `up` and down by `down` through a filter that runs at the higher rate; `nyquist` is in its units. */
function decimation(pass: number, stop: number, attenuation: number, up: number, down: number, nyquist: number): Stage {
  const powerOfTwo = (up & (up - 1)) === 0;
  // The number of taps is one more than a multiple of this.
  const modulo = powerOfTwo && nyquist === up ? 2 * up : 4;
  const { cutoff, beta, length } = kaiserDesign(pass / nyquist, stop / nyquist, attenuation, 1);
  const taps = Math.floor((length + modulo - 2) / modulo) * modulo + 1;
  const reach = (taps - 1) / 2;
  const filter = sampled({ cutoff, beta, reach, half: reach + 0.5 }, 0);
  return (input) => {
    const output = new Float64Array(Math.ceil((input.length * up + reach) / down));
    for (let n = 0; n < output.length; n++) {
      const centre = n * down;
      // Inputs stand at multiples of `up` of the filter's rate; those within reach of the centre count.
      const last = Math.min(input.length - 1, Math.floor((centre + reach) / up));
      let sum = 0;
      for (let k = Math.max(0, Math.ceil((centre - reach) / up)); k <= last; k++) {
        sum += (input[k] ?? 0) * (filter[centre - k * up + reach] ?? 0);
      }
      output[n] = sum * up;
    }
    return output;
  };
}

/** From any rate to `up / down` of it, through one filter for every phase; it removes images only. */
function interpolation(
  passWanted: number,
  stop: number,
  nyquist: number,
  attenuation: number,
  up: number,
  down: number,
  oddAllowed: boolean,
): Stage {
  // The filter may fall a little at the end of the pass band, which makes it much shorter.
  const pass = stop - (stop - passWanted) / (1 - placeOfDrop(imageRolloff, attenuation));
  const phasesDesigned = Math.max(up, 19);
  const estimate = kaiserDesign(pass / nyquist, stop / nyquist, attenuation, phasesDesigned).length;
  const designed = Math.floor(estimate / phasesDesigned) * phasesDesigned + phasesDesigned - 1;
  const counted = Math.floor(designed / phasesDesigned) + 1;
  const coefficients = counted % 2 === 1 && !oddAllowed ? counted + 1 : counted;
  const phases = coefficients % 2 === 1 && up % 2 === 1 ? 2 * up : up;
  const { cutoff, beta } = kaiserDesign(pass / nyquist, stop / nyquist, attenuation, phases);
  const taps = coefficients * phases - 1;
  const reach = (taps - 1) / 2 / phases;
  // How far the window goes on past the last tap, in taps.
  const margin = attenuation < 120 ? 0.63 : 0.75;
  const design: LowPass = { cutoff, beta, reach, half: reach + margin / phases };
  const before = Math.floor(reach);
  const filters: (Float64Array | undefined)[] = new Array<Float64Array | undefined>(up);
  return (input) => {
    const output = new Float64Array(Math.ceil(((input.length + reach) * up) / down));
    let whole = 0;
    let phase = 0;
    for (let n = 0; n < output.length; n++) {
      const filter = (filters[phase] ??= sampled(design, phase / up));
      const last = Math.min(input.length - 1, whole + filter.length - 1 - before);
      let sum = 0;
      for (let k = Math.max(0, whole - before); k <= last; k++) {
        sum += (input[k] ?? 0) * (filter[k - whole + before] ?? 0);
      }
      output[n] = sum;
      phase += down;
      whole += Math.floor(phase / up);
      phase %= up;
    }
    return output;
  };
}

/** The taps for the inputs around a place `fraction` of a sample after one of them, from ⌊reach⌋ before it on. */
function sampled({ cutoff, beta, reach, half }: LowPass, fraction: number): Float64Array {
  const before = Math.floor(reach);
  return Float64Array.from({ length: 2 * before + 1 + Math.ceil(fraction) }, (_, tap) => {
    const distance = fraction + before - tap;
    // Distances are sums of fractions: a tap at the very end has to be kept.
    if (Math.abs(distance) > reach + 1e-9) return 0;
    const angle = Math.PI * distance;
    const sinc = distance === 0 ? cutoff : Math.sin(cutoff * angle) / angle;
    return sinc * kaiserWindow(distance / half, beta);
  });
}

/** Cut-off, window shape and length (in taps of `phases` a sample) of a filter between two edges. */
function kaiserDesign(
  pass: number,
  stop: number,
  attenuation: number,
  phases: number,
): { readonly cutoff: number; readonly beta: number; readonly length: number } {
  const slope = Math.min(0.5 * (stop - pass), 0.5 * stop);
  const cutoff = stop - slope;
  const beta = windowShape(attenuation, (0.5 * slope) / cutoff);
  const width = ((0.0007528358 - 1.577737e-5 * beta) * beta + 0.6248022) * beta + 0.06186902;
  return { cutoff, beta, length: Math.ceil((width * phases) / slope + 1) };
}

/**
 * Kaiser's β for an attenuation (dB) and a relative slope: a cubic in dB for slopes of 0.0005 · 2ᵏ, linear in log₂
 * between them. These are libsoxr's measured figures.
 */
const shapes: readonly (readonly [cubic: number, square: number, linear: number, constant: number])[] = [
  [-6.784957e-10, 1.02856e-5, 0.1087556, -0.8978365],
  [-6.897885e-10, 1.027433e-5, 0.10876, -0.8974658],
  [-1.000683e-9, 1.030092e-5, 0.1087677, -0.8977898],
  [-3.654474e-10, 1.040631e-5, 0.1087085, -0.8917766],
  [8.106988e-9, 6.983091e-6, 0.1091387, -0.9022048],
  [9.519571e-9, 7.272678e-6, 0.1090068, -0.8890768],
  [-5.626821e-9, 1.342186e-5, 0.1083999, -0.8565452],
  [-9.965946e-8, 5.073548e-5, 0.1040967, -0.6822778],
  [1.604808e-7, -5.856462e-5, 0.1185998, -1.24824],
  [-1.511964e-7, 6.363034e-5, 0.1064627, -0.8076665],
];

function windowShape(attenuation: number, slope: number): number {
  const place = Math.log2(slope / 0.0005);
  const whole = Math.trunc(place);
  const at = (row: number): number => {
    const [cubic, square, linear, constant] = shapes[Math.max(0, Math.min(shapes.length - 1, row))] ?? [0, 0, 0, 0];
    return ((cubic * attenuation + square) * attenuation + linear) * attenuation + constant;
  };
  return at(whole) + (at(whole + 1) - at(whole)) * (place - whole);
}

/** Where in its transition band (0–1) a filter has fallen by `drop` dB (small). libsoxr's fit of the Kaiser response. */
function placeOfDrop(drop: number, attenuation: number): number {
  const phi = ((2.0517e-7 * attenuation - 1.1303e-4) * attenuation + 0.023154) * attenuation + 0.55924;
  const power = Math.log(0.5) / Math.log(Math.sin(phi * 0.5));
  return Math.asin((1 - 10 ** (drop / 20)) ** (1 / power)) / phi;
}
