/**
 * Loudness of a stream after ITU-R BS.1770-4 (gating as in EBU R 128). Channels count as the standard's
 * layouts: 1 mono, 2 stereo, 4 quadraphonic, 5 without and 6 with a low-frequency channel (the fourth, which does not
 * count); any other number is taken as so many front channels. Memory: 10 numbers a second.
 */
export class LoudnessMeter {
  readonly #rate: number;
  readonly #channels: readonly Channel[];
  /** Weighted energies of the steps of 100 ms that are complete; the gating blocks are four of them. */
  #steps = new Float64Array(1024);
  #stepCount = 0;
  #frames = 0;

  /** @param sampleRate Hz */
  constructor(sampleRate: number, channels: number) {
    this.#rate = sampleRate;
    this.#channels = Array.from({ length: channels }, (_, index) => new Channel(sampleRate, weight(index, channels)));
  }

  push(block: readonly Float32Array[]): void {
    const frames = block[0]?.length ?? 0;
    for (let from = 0; from < frames;) {
      const stepEnd = Math.round(((this.#stepCount + 1) * this.#rate) / 10);
      const to = Math.min(frames, from + stepEnd - this.#frames);
      this.#channels.forEach((channel, index) => channel.weigh(block[index] as Float32Array, from, to));
      this.#frames += to - from;
      from = to;
      if (this.#frames === stepEnd) this.#finishStep();
    }
  }

  /**
   * LUFS of all so far: blocks of 400 ms every 100 ms, those below −70 LUFS and then those more than 10 LU below the rest
   * left out. −Infinity when none is left: silence, or less than 400 ms.
   */
  integrated(): number {
    const absolute = 10 ** ((-70 + 0.691) / 10);
    const relative = this.#meanBlock(absolute) / 10;
    return loudness(this.#meanBlock(Math.max(absolute, relative)));
  }

  /** LUFS of the last 400 ms, ungated. */
  momentary(): number {
    return loudness(this.#lastSteps(4));
  }

  /** LUFS of the last 3 s, ungated. */
  shortTerm(): number {
    return loudness(this.#lastSteps(30));
  }

  #finishStep(): void {
    const frames = this.#frames - Math.round((this.#stepCount * this.#rate) / 10);
    if (this.#stepCount === this.#steps.length) {
      const longer = new Float64Array(2 * this.#steps.length);
      longer.set(this.#steps);
      this.#steps = longer;
    }
    this.#steps[this.#stepCount++] = this.#channels.reduce((sum, channel) => sum + channel.takeEnergy(), 0) / frames;
  }

  /** Mean energy of the blocks above a threshold; 0 where there are none. */
  #meanBlock(threshold: number): number {
    let sum = 0;
    let count = 0;
    for (let last = 3; last < this.#stepCount; last++) {
      const energy = this.#meanOf(last - 3, last + 1);
      if (energy <= threshold) continue;
      sum += energy;
      count++;
    }
    return count === 0 ? 0 : sum / count;
  }

  #lastSteps(count: number): number {
    return this.#stepCount < count ? 0 : this.#meanOf(this.#stepCount - count, this.#stepCount);
  }

  #meanOf(from: number, to: number): number {
    let sum = 0;
    for (let step = from; step < to; step++) sum += this.#steps[step] as number;
    return sum / (to - from);
  }
}

function loudness(energy: number): number {
  return -0.691 + 10 * Math.log10(energy);
}

/** BS.1770-4 table 3: 1.41 (+1.5 dB) for the surround channels. */
function weight(channel: number, channels: number): number {
  if (channels === 4) return channel >= 2 ? 1.41 : 1;
  if (channels === 5) return channel >= 3 ? 1.41 : 1;
  if (channels === 6) return channel === 3 ? 0 : channel >= 4 ? 1.41 : 1;
  return 1;
}

class Channel {
  readonly #weight: number;
  readonly #shelf: Biquad;
  readonly #highPass: Biquad;
  #energy = 0;

  constructor(sampleRate: number, weight: number) {
    this.#weight = weight;
    this.#shelf = headShelf(sampleRate);
    this.#highPass = lowFrequencyRollOff(sampleRate);
  }

  /** Adds the K-weighted energy of samples `from` … `to`. */
  weigh(samples: Float32Array, from: number, to: number): void {
    this.#energy += weightedEnergy(this.#shelf, this.#highPass, samples, from, to);
  }

  takeEnergy(): number {
    const energy = this.#energy * this.#weight;
    this.#energy = 0;
    return energy;
  }
}

/** A second-order filter in transposed direct form II; a0 is 1. */
interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
  first: number;
  second: number;
}

// BS.1770-4 gives the two filters as coefficients for 48 kHz. The analogue prototypes behind them, for other rates:
// Brecht De Man, "Evaluation of implementations of the EBU R128 loudness measurement", AES 145 (2018).

/** Stage 1: the effect of the head, a shelf of +4 dB. */
function headShelf(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
    first: 0,
    second: 0,
  };
}

/** Stage 2: the high pass of the revised low-frequency B curve. */
function lowFrequencyRollOff(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0, first: 0, second: 0 };
}

function weightedEnergy(shelf: Biquad, highPass: Biquad, samples: Float32Array, from: number, to: number): number {
  const { b0, b1, b2, a1, a2 } = shelf;
  const { a1: c1, a2: c2 } = highPass;
  let { first: s1, second: s2 } = shelf;
  let { first: h1, second: h2 } = highPass;
  let energy = 0;
  for (let n = from; n < to; n++) {
    const x = samples[n] as number;
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    const z = y + h1;
    h1 = h2 - 2 * y - c1 * z;
    h2 = y - c2 * z;
    energy += z * z;
  }
  // A tail below 1e-30 is silence; as a denormal number it would only slow the arithmetic.
  const rest = (state: number): number => (Math.abs(state) < 1e-30 ? 0 : state);
  shelf.first = rest(s1);
  shelf.second = rest(s2);
  highPass.first = rest(h1);
  highPass.second = rest(h2);
  return energy;
}
