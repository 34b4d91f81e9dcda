import { filterBetween } from './filterBetween.ts';
import { greatestCommonDivisor } from './greatestCommonDivisor.ts';
import { halfBandTaps } from './halfBandTaps.ts';
import { kaiserBeta, kaiserOrder, kaiserWindow } from './kaiser.ts';
import { Scratch } from './scratch.ts';

/** dB below which images and aliases lie. */
const attenuation = 110;
/** Edge of the pass band as a fraction of the lower rate: 20 kHz at 44.1 kHz. */
const passEdge = 20000 / 44100;

/** Frames that go through the stages at a time: few enough to stay in the processor's cache. */
const pieceFrames = 4096;

export interface ResamplerOptions {
  /** Hz, a positive integer */
  readonly from: number;
  /** Hz, a positive integer */
  readonly to: number;
  readonly channels: number;
}

/**
 * Band-limited conversion of the sample rate, streaming. The delay is compensated: sample n of the output lies at n / to
 * seconds, and exactly round(frames in × to / from) frames come out, however the input is cut into blocks.
 *
 * Two linear-phase stages: a half-band filter has the steep edge at twice the lower rate, where half of its taps are zero
 * and the rest symmetric; a short polyphase filter makes the ratio. That takes a quarter of the work of one polyphase
 * filter of the same steepness. Flat to 0.4535 of the lower rate, aliases and images below −110 dB from 0.5465 on.
 *
 * @throws RangeError for rates or channels that are no positive integers
 */
export class Resampler {
  readonly #from: number;
  readonly #to: number;
  readonly #chains: readonly (readonly Stage[])[];
  #framesIn = 0;
  #framesOut = 0;

  constructor({ from, to, channels }: ResamplerOptions) {
    for (const [name, value] of Object.entries({ from, to, channels })) {
      if (!Number.isInteger(value) || value < 1)
        throw new RangeError(`${name} must be a positive integer, is ${value}`);
    }
    this.#from = from;
    this.#to = to;
    this.#chains = Array.from({ length: channels }, () => stages(from, to));
  }

  /** Takes a block, gives what is finished so far: as many channels, any number of frames, perhaps none. */
  push(block: readonly Float32Array[]): Float32Array[] {
    this.#framesIn += block[0]?.length ?? 0;
    const out = this.#chains.map((chain, channel) =>
      run(chain, block[channel] ?? new Float32Array(0), this.#to / this.#from),
    );
    this.#framesOut += out[0]?.length ?? 0;
    return out;
  }

  /** Gives the rest. The resampler is spent afterwards. */
  flush(): Float32Array[] {
    const rest = Math.round((this.#framesIn * this.#to) / this.#from) - this.#framesOut;
    return this.#chains.map((chain) => {
      const out = new Float32Array(rest);
      const silence = new Float32Array(1024);
      for (let done = 0; done < rest;) {
        const piece = run(chain, silence, this.#to / this.#from).subarray(0, rest - done);
        out.set(piece, done);
        done += piece.length;
      }
      return out;
    });
  }
}

/** A linear-phase filter that changes the rate; what it holds back until it has seen enough follows later. */
interface Stage {
  /** What comes out is valid until the next call: its array is used again. */
  run(input: Float64Array): Float64Array;
}

/** @param ratio frames out per frame in, about */
function run(chain: readonly Stage[], input: Float32Array, ratio: number): Float32Array {
  let out = new Float32Array(Math.ceil(input.length * ratio) + 64);
  const piece = new Float64Array(Math.min(pieceFrames, input.length));
  let at = 0;
  for (let start = 0; start < input.length; start += pieceFrames) {
    const end = Math.min(input.length, start + pieceFrames);
    piece.set(input.subarray(start, end));
    let signal: Float64Array = piece.subarray(0, end - start);
    for (const stage of chain) signal = stage.run(signal);
    if (at + signal.length > out.length) {
      // What was held back before came out as well.
      const longer = new Float32Array(2 * (at + signal.length));
      longer.set(out);
      out = longer;
    }
    out.set(signal, at);
    at += signal.length;
  }
  return out.subarray(0, at);
}

function stages(from: number, to: number): Stage[] {
  if (from === to) return [];
  const pass = passEdge * Math.min(from, to);
  if (to > from) {
    // After doubling, content ends at from − pass, so the first image to suppress begins at 2 from − (from − pass).
    if (to === 2 * from) return [new HalfBandDoubler()];
    return [new HalfBandDoubler(), new Polyphase(2 * from, to, pass, from + pass)];
  }
  // The halving takes away all between to − pass and to, so only what would fold below to − pass must go before.
  if (from === 2 * to) return [new HalfBandHalver()];
  return [new Polyphase(from, 2 * to, pass, to + pass), new HalfBandHalver()];
}

/** The input of a stage from as far back as its filter still reaches. */
class History {
  #samples: Float64Array;
  #start = 0;
  #end: number;

  /** Before the first sample there is silence. */
  constructor(reach: number) {
    this.#samples = new Float64Array(reach);
    this.#end = reach;
  }

  /** What is kept and the input behind it; valid until the next call. */
  append(input: Float64Array): Float64Array {
    const kept = this.#samples.subarray(this.#start, this.#end);
    const length = kept.length + input.length;
    if (this.#samples.length < length) this.#samples = new Float64Array(2 * length);
    this.#samples.set(kept);
    this.#samples.set(input, kept.length);
    this.#start = 0;
    this.#end = length;
    return this.#samples.subarray(0, length);
  }

  dropBefore(index: number): void {
    this.#start = index;
  }
}

/** y[2n] = x[n], y[2n + 1] = the half-band filter between x[n] and x[n + 1]. */
class HalfBandDoubler implements Stage {
  readonly #history = new History(halfBand.length - 1);
  readonly #between = new Scratch();
  readonly #out = new Scratch();

  run(input: Float64Array): Float64Array {
    const taps = halfBand.length;
    const x = this.#history.append(input);
    const between = this.#between.of(Math.max(0, x.length - 2 * taps + 1));
    filterBetween(x, taps - 1, halfBand, between);
    const out = this.#out.of(2 * between.length);
    for (let n = 0; n < between.length; n++) {
      out[2 * n] = x[n + taps - 1] as number;
      out[2 * n + 1] = between[n] as number;
    }
    this.#history.dropBefore(between.length);
    return out;
  }
}

/** y[n] = half of x[2n] and half of the half-band filter over its odd neighbours. */
class HalfBandHalver implements Stage {
  readonly #even = new History(halfBand.length - 1);
  /** Its sample n lies just after the even one of the same number, so one more is needed before the first. */
  readonly #odd = new History(halfBand.length);
  readonly #between = new Scratch();
  readonly #out = new Scratch();
  #isEven = true;

  run(input: Float64Array): Float64Array {
    const taps = halfBand.length;
    const even = this.#even.append(everySecond(input, this.#isEven ? 0 : 1));
    const odd = this.#odd.append(everySecond(input, this.#isEven ? 1 : 0));
    const between = this.#between.of(Math.max(0, odd.length - 2 * taps + 1));
    filterBetween(odd, taps - 1, halfBand, between);
    if (input.length % 2 === 1) this.#isEven = !this.#isEven;
    // An even sample comes before its right-hand odd neighbours, so there are always enough.
    const out = this.#out.of(between.length);
    for (let n = 0; n < out.length; n++) out[n] = ((between[n] as number) + (even[n + taps - 1] as number)) / 2;
    this.#even.dropBefore(between.length);
    this.#odd.dropBefore(between.length);
    return out;
  }
}

function everySecond(input: Float64Array, first: 0 | 1): Float64Array {
  const taken = new Float64Array(Math.ceil((input.length - first) / 2));
  for (let n = 0; n < taken.length; n++) taken[n] = input[2 * n + first] as number;
  return taken;
}

/** The steep edge: between the end of the pass band and its mirror image about half the lower rate, seen at twice that rate. */
const halfBand = halfBandTaps(Math.ceil(kaiserOrder(attenuation, (1 - 2 * passEdge) / 2) / 4), kaiserBeta(attenuation));

/** Any ratio: of a windowed sinc, the taps that fall on the input's samples for each place between two of them. */
class Polyphase implements Stage {
  readonly #bank: PolyphaseBank;
  readonly #history: History;
  readonly #out = new Scratch();
  #phase = 0;

  constructor(from: number, to: number, pass: number, stop: number) {
    this.#bank = polyphaseBank(from, to, pass, stop);
    this.#history = new History(this.#bank.taps / 2 - 1);
  }

  run(input: Float64Array): Float64Array {
    const { taps, phases, step } = this.#bank;
    const x = this.#history.append(input);
    // Output n of this run reads from floor((phase + n × step) / phases): as many as end within x.
    const places = (x.length - taps + 1) * phases - this.#phase;
    const out = this.#out.of(Math.max(0, Math.ceil(places / step)));
    const { made } = this.#bank;
    const wholeStep = Math.floor(step / phases);
    const partStep = step % phases;
    let first = 0;
    let phase = this.#phase;
    for (let n = 0; n < out.length; n++) {
      const coefficients = made[phase] ?? this.#bank.make(phase);
      let sum0 = 0;
      let sum1 = 0;
      let sum2 = 0;
      let sum3 = 0;
      for (let j = 0, at = first; j < taps; j += 4, at += 4) {
        sum0 += (coefficients[j] as number) * (x[at] as number);
        sum1 += (coefficients[j + 1] as number) * (x[at + 1] as number);
        sum2 += (coefficients[j + 2] as number) * (x[at + 2] as number);
        sum3 += (coefficients[j + 3] as number) * (x[at + 3] as number);
      }
      out[n] = sum0 + sum1 + (sum2 + sum3);
      first += wholeStep;
      phase += partStep;
      if (phase >= phases) {
        phase -= phases;
        first++;
      }
    }
    // When decimating, the next output may begin past what is here.
    const drop = Math.min(first, x.length);
    this.#history.dropBefore(drop);
    this.#phase = phase + (first - drop) * phases;
    return out;
  }
}

/** The coefficients of one ratio, each phase made when it is first used: 44100 → 48001 has 48001 of them. */
class PolyphaseBank {
  /** A multiple of four. */
  readonly taps: number;
  readonly phases: number;
  /** Phases from one output sample to the next. */
  readonly step: number;
  /** By phase, those that were needed so far. */
  readonly made: (Float64Array | undefined)[];
  readonly #cutoff: number;
  readonly #beta = kaiserBeta(attenuation);

  constructor(from: number, to: number, pass: number, stop: number) {
    const common = greatestCommonDivisor(from, to);
    this.phases = to / common;
    this.step = from / common;
    this.taps = 4 * Math.ceil((kaiserOrder(attenuation, (stop - pass) / from) + 1) / 4);
    this.#cutoff = (pass + stop) / from;
    this.made = Array.from({ length: this.phases });
  }

  /** Taps for a place `index / phases` of the way between input samples taps / 2 − 1 and taps / 2. */
  make(index: number): Float64Array {
    const half = this.taps / 2;
    const coefficients = Float64Array.from({ length: this.taps }, (_, j) => {
      const distance = j - half + 1 - index / this.phases;
      const angle = Math.PI * this.#cutoff * distance;
      const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
      return this.#cutoff * sinc * kaiserWindow(distance / half, this.#beta);
    });
    this.made[index] = coefficients;
    return coefficients;
  }
}

/** Banks of the ratios in use: a production resamples thousands of takes from and to the same few rates. */
const banks = new Map<string, PolyphaseBank>();

function polyphaseBank(from: number, to: number, pass: number, stop: number): PolyphaseBank {
  const key = `${from} ${to} ${pass} ${stop}`;
  const known = banks.get(key);
  if (known !== undefined) return known;
  if (banks.size >= 16) banks.clear();
  const bank = new PolyphaseBank(from, to, pass, stop);
  banks.set(key, bank);
  return bank;
}
