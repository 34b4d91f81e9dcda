import { Dither } from './dither.ts';

/**
 * Samples −1 … 1 to integers of 16 or 24 bits, clipped at the ends. 16 bits are dithered; digital silence stays digital
 * silence. At 24 bits the rounding lies below the noise of any converter.
 */
export class Quantiser {
  readonly #bits: 16 | 24;
  readonly #dithers: readonly Dither[];

  constructor(bits: 16 | 24, channels: number) {
    this.#bits = bits;
    this.#dithers = Array.from({ length: channels }, (_, channel) => new Dither(0x9e3779b9 * (channel + 1)));
  }

  /** Writes frames `start` … `end` of the block into `integers`, interleaved, from its beginning. */
  quantise(block: readonly Float32Array[], start: number, end: number, integers: Int32Array): void {
    const scale = 2 ** (this.#bits - 1);
    const top = scale - 1;
    for (let channel = 0; channel < block.length; channel++) {
      const samples = block[channel] as Float32Array;
      const dither = this.#bits === 16 ? this.#dithers[channel] : undefined;
      for (let frame = start, at = channel; frame < end; frame++, at += block.length) {
        const sample = samples[frame] as number;
        const noise = dither === undefined ? 0 : dither.next();
        const value = sample === 0 ? 0 : Math.floor(sample * scale + noise + 0.5);
        integers[at] = value > top ? top : value < -scale ? -scale : value;
      }
    }
  }
}
