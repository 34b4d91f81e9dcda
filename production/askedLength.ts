import type { Cue } from '../screenplay/cue.ts';

/** How long a cue has to be on the timeline, in samples of the output. */
export type AskedLength =
  | { readonly kind: 'natural' }
  | { readonly kind: 'frames'; readonly frames: number }
  /** So many times what the engine would have chosen. */
  | { readonly kind: 'factor'; readonly factor: number }
  /** Natural, but never more. */
  | { readonly kind: 'most'; readonly frames: number };

/**
 * The length that a cue asks for at a rate. Halves round up; each end of a window is rounded by itself, so that windows
 * that touch stay touching; a most is never exceeded by a fraction of a sample.
 *
 * @param secondsPerToken of the cue's engine
 */
export function askedLength(cue: Cue, sampleRate: number, secondsPerToken: number): AskedLength {
  const { length, start } = cue;
  switch (length.kind) {
    case 'natural':
      return { kind: 'natural' };
    case 'exact':
      return { kind: 'frames', frames: Math.round(length.seconds * sampleRate) };
    case 'tokens':
      return { kind: 'frames', frames: Math.round(length.tokens * secondsPerToken * sampleRate) };
    case 'factor':
      return { kind: 'factor', factor: length.factor };
    case 'most':
      // 1e-6 of a sample: 0.29 × 100 is 28.999999999999996.
      return { kind: 'most', frames: Math.floor(length.seconds * sampleRate + 1e-6) };
    case 'window': {
      const from = start.kind === 'time' ? start.seconds : 0;
      return { kind: 'frames', frames: Math.round(length.end * sampleRate) - Math.round(from * sampleRate) };
    }
  }
}
