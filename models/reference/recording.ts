import type { Sound } from '../../audio/sound.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { monoOf } from '../features/referenceSignals.ts';
import { cleanSpeech } from './cleanSpeech.ts';

/** Length of a frame, seconds. */
export const frameSeconds = 0.01;
/** From here on a frame is speech. */
const likelySpeech = 0.5;
/** Gaps inside speech up to this long belong to it (stops, breaths), frames. */
const shortGap = 15;

/** A recording as the intake sees it: one channel, the same without noise, and where speech is. */
export interface Recording {
  readonly samples: Float32Array;
  readonly cleaned: Float32Array;
  /** Hz */
  readonly sampleRate: number;
  /** Of every 10 ms: 1 = speech. */
  readonly speech: Uint8Array;
}

/**
 * Looks through a sound for speech. Takes about 1 s of work for 15 s of sound.
 * Errors: `reference/silent`, `reference/not-finite`.
 */
export async function openRecording(sound: Sound, options: { readonly signal?: AbortSignal } = {}): Promise<Recording> {
  const samples = monoOf(sound);
  const { sampleRate } = sound;
  const broken = samples.findIndex((sample) => !Number.isFinite(sample));
  if (broken >= 0) throw new TablereadError('reference/not-finite', { seconds: (broken / sampleRate).toFixed(2) });
  if (samples.every((sample) => sample === 0)) throw new TablereadError('reference/silent');
  const { samples: cleaned, speech } = await cleanSpeech(samples, sampleRate, options);
  return { samples, cleaned, sampleRate, speech: withoutShortGaps(speech) };
}

/** A stretch of a recording, in samples. */
export function stretchOf({ samples, cleaned, sampleRate, speech }: Recording, start: number, end: number): Recording {
  const frame = frameSeconds * sampleRate;
  return {
    samples: samples.slice(start, end),
    cleaned: cleaned.slice(start, end),
    sampleRate,
    speech: speech.slice(Math.round(start / frame), Math.ceil(end / frame)),
  };
}

/** The samples of a frame. */
export function frameOf(samples: Float32Array, sampleRate: number, frame: number): Float32Array {
  const at = (index: number): number => Math.round(index * frameSeconds * sampleRate);
  return samples.subarray(at(frame), at(frame + 1));
}

function withoutShortGaps(likelihoods: Float32Array): Uint8Array {
  const speech = Uint8Array.from(likelihoods, (likelihood) => (likelihood >= likelySpeech ? 1 : 0));
  let last = -1;
  for (let frame = 0; frame < speech.length; frame++) {
    if (speech[frame] !== 1) continue;
    if (last >= 0 && frame - last - 1 <= shortGap) speech.fill(1, last + 1, frame);
    last = frame;
  }
  return speech;
}
