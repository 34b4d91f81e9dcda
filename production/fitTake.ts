import { fadeEdges, resample, stretch } from '../audio/index.ts';
import type { AskedLength } from './askedLength.ts';
import type { FittedHeader, TakeHeader } from './takeStore.ts';

/** Up to here a take is only cut or padded at its end; beyond, it is stretched. */
const hairSeconds = 0.004;
/** Takes begin and end 60 dB under their loudest part; this takes the rest of the step away. */
const edgeSeconds = 0.003;

export interface FittedTake {
  readonly header: Omit<FittedHeader, 'take'>;
  /** Mono, at the rate of the output. */
  readonly samples: Float32Array;
}

/**
 * A take at the rate of the output and exactly as long as asked: stretched (its pitch stays), resampled, then cut or padded
 * to the sample, with click-free edges. Equal takes give equal samples.
 */
export async function fitTake(
  take: TakeHeader,
  samples: Float32Array,
  asked: AskedLength,
  sampleRate: number,
): Promise<FittedTake> {
  const frames = fittedFrames(take, samples.length, asked, sampleRate);
  const stretched = await stretchTowards(samples, take.sampleRate, (frames * take.sampleRate) / sampleRate);
  const resampled = resample(stretched, take.sampleRate, sampleRate);
  const cut = resampled.subarray(0, frames);
  fadeEdges(cut, sampleRate, edgeSeconds);
  const ratio = samples.length === 0 ? 1 : stretched.length / samples.length;
  const place = (seconds: number) => Math.min(frames, Math.max(0, Math.round(seconds * ratio * sampleRate)));
  return {
    header: {
      sampleRate,
      words: take.words.map(({ text, start, end }) => ({
        text,
        start: place(start),
        length: Math.max(0, place(end) - place(start)),
      })),
      marks: take.marks.map(({ name, seconds }) => ({ name, start: place(seconds) })),
      naturalSeconds: take.naturalSeconds,
    },
    samples: cut.length === frames ? cut : padded(cut, frames),
  };
}

function fittedFrames(take: TakeHeader, length: number, asked: AskedLength, sampleRate: number): number {
  const natural = Math.round((length * sampleRate) / take.sampleRate);
  switch (asked.kind) {
    case 'natural':
      return natural;
    case 'frames':
      return asked.frames;
    case 'factor':
      return Math.round(take.naturalSeconds * asked.factor * sampleRate);
    case 'most':
      return Math.min(natural, asked.frames);
  }
}

/** @param frames wanted at the rate of the samples, any fraction */
async function stretchTowards(samples: Float32Array, sampleRate: number, frames: number): Promise<Float32Array> {
  const wanted = Math.round(frames);
  const isNear = Math.abs(samples.length - frames) <= hairSeconds * sampleRate;
  if (isNear || samples.length === 0 || wanted === 0) return samples;
  return stretch(samples, sampleRate, wanted);
}

function padded(samples: Float32Array, frames: number): Float32Array {
  const whole = new Float32Array(frames);
  whole.set(samples);
  return whole;
}
