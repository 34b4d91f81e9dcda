import type { Sound } from '../../audio/sound.ts';
import { soxrResample } from './soxrResample.ts';
import { sincResample } from './sincResample.ts';

/** What the original loads of a recording: mono, cut at 15 s. */
export interface ReferenceSignals {
  /** For timbre and the decoder's prompt, 22,050 Hz. */
  readonly speaker: Float32Array;
  /** For timbre's features, 16 kHz, made of the cut 22,050 Hz signal by the shorter filter. */
  readonly speaker16k: Float32Array;
  /** For emotion, 16 kHz, made of the recording itself; so it differs slightly from `speaker16k`. */
  readonly emotion16k: Float32Array;
}

/** Rate of the decoder, Hz. */
const decoderRate = 22050;
/** Rate of the feature extractors, Hz. */
const featureRate = 16000;
/** The networks hear no more of a recording, seconds. */
export const heardSeconds = 15;

/**
 * Loads a recording the way the original does, by its three paths. Source: `_load_and_cut_audio` of the original.
 */
export function referenceSignals(sound: Sound): ReferenceSignals {
  const samples = monoOf(sound);
  const speaker = loaded(samples, sound.sampleRate, decoderRate);
  return {
    speaker,
    speaker16k: sincResample(speaker, decoderRate, featureRate),
    emotion16k: loaded(samples, sound.sampleRate, featureRate),
  };
}

/** Mean of the channels. */
export function monoOf({ channels }: Sound): Float32Array {
  const [first = new Float32Array()] = channels;
  if (channels.length <= 1) return first;
  return first.map((_, n) => channels.reduce((sum, channel) => sum + (channel[n] ?? 0), 0) / channels.length);
}

function loaded(samples: Float32Array, from: number, to: number): Float32Array {
  return soxrResample(samples, from, to).subarray(0, heardSeconds * to);
}
