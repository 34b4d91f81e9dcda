import { naturalLogarithm } from './naturalLogarithm.ts';
import { philox } from './philox.ts';

/** What random numbers are for: every purpose has a stream of its own, so that one more draw here changes nothing there. */
export type RandomStream = 'codes' | 'spectrogram' | 'emotion';

const streams: readonly RandomStream[] = ['codes', 'spectrogram', 'emotion'];

/**
 * Random numbers from a seed, addressed instead of drawn in turn: the same seed, stream and place give the same number
 * on every machine and in any order. Only exactly rounded arithmetic is used, no library functions of the platform.
 */
export interface SeededRandom {
  /** Exponentially distributed, mean 1. `major` and `minor` are the place: step and candidate, for example. */
  exponential(stream: RandomStream, major: number, minor: number): number;
  /** Fills with normally distributed numbers, mean 0, variance 1. */
  normal(stream: RandomStream, major: number, values: Float32Array): void;
  /** A whole number from 0 to `below` − 1, evenly. */
  integer(stream: RandomStream, major: number, minor: number, below: number): number;
}

/** `seed` and `part` (the line's segment, say) are unsigned 32-bit numbers. */
export function seededRandom(seed: number, part: number): SeededRandom {
  const counter = new Uint32Array(4);
  const draw = (stream: RandomStream, major: number, minor: number, again: number): void => {
    counter[0] = minor;
    counter[1] = major;
    counter[2] = streams.indexOf(stream);
    counter[3] = again;
    philox(counter, seed >>> 0, part >>> 0);
  };
  return {
    exponential: (stream, major, minor) => {
      draw(stream, major, minor, 0);
      return -naturalLogarithm(((counter[0] ?? 0) + 0.5) / 2 ** 32);
    },
    normal: (stream, major, values) => {
      for (let pair = 0; 2 * pair < values.length; pair++) {
        // Marsaglia's polar method: a point in the unit circle becomes two numbers. A draw holds two points.
        for (let again = 0, length = 1; length >= 1; again++) {
          if (again % 2 === 0) draw(stream, major, pair, again / 2);
          const x = signed(counter[(again % 2) * 2] ?? 0);
          const y = signed(counter[(again % 2) * 2 + 1] ?? 0);
          length = x * x + y * y;
          if (length >= 1) continue;
          const scale = Math.sqrt((-2 * naturalLogarithm(length)) / length);
          values[2 * pair] = x * scale;
          values[2 * pair + 1] = y * scale;
        }
      }
    },
    integer: (stream, major, minor, below) => {
      draw(stream, major, minor, 0);
      return Math.floor(((counter[0] ?? 0) / 2 ** 32) * below);
    },
  };
}

/** −1 … 1, never 0. */
function signed(word: number): number {
  return (word + 0.5) / 2 ** 31 - 1;
}
