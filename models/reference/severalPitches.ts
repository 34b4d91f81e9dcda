import { resample } from '../../audio/resample.ts';
import { frameSeconds, type Recording } from './recording.ts';

/** Pitch needs no more than this, Hz. */
const rate = 8000;
/** Speaking voices, Hz. */
const lowestPitch = 65;
const highestPitch = 400;
/** Samples that are compared: two periods of the lowest voice, and a little. */
const windowSamples = 320;
/** A frame is voiced where its best shift repeats it this well (normalised correlation). */
const voiced = 0.75;
/** Voices closer than this are not told apart, semitones: one speaker moves as far within a sentence. */
const apart = 7;
/** How far phrases of one speaker usually lie around their middle, semitones. */
const spread = 2.5;
/** Less voiced speech than this tells nothing, seconds. */
const leastVoiced = 0.6;
/** Pauses that part phrases, frames. */
const pause = 20;

/**
 * Whether the phrases of a recording fall into two pitches that one speaker hardly uses side by side: middles at least
 * seven semitones apart, each group close together. Speakers of like pitch are not told apart, and a speaker who imitates
 * another is suspected.
 */
export function severalPitches({ samples, sampleRate, speech }: Recording): boolean {
  const phrases = phrasePitches(resample(samples, sampleRate, rate), speech);
  const sorted = phrases.filter(({ seconds }) => seconds >= 0.1).sort((a, b) => a.semitones - b.semitones);
  for (let split = 1; split < sorted.length; split++) {
    const low = sorted.slice(0, split);
    const high = sorted.slice(split);
    const far = middle(high) - middle(low) >= apart;
    if (far && [low, high].every((group) => secondsOf(group) >= leastVoiced && deviation(group) <= spread)) return true;
  }
  return false;
}

/** Median pitch of a phrase, semitones above 1 Hz, and how much of it is voiced. */
interface Phrase {
  readonly semitones: number;
  readonly seconds: number;
}

function phrasePitches(samples: Float32Array, speech: Uint8Array): Phrase[] {
  const phrases: Phrase[] = [];
  let pitches: number[] = [];
  let silent = 0;
  const close = (): void => {
    const semitones = pitches.sort((a, b) => a - b)[pitches.length >> 1];
    if (semitones !== undefined) phrases.push({ semitones, seconds: pitches.length * frameSeconds });
    pitches = [];
  };
  for (let frame = 0; frame < speech.length; frame++) {
    silent = speech[frame] === 1 ? 0 : silent + 1;
    if (silent === pause) close();
    const pitch = silent === 0 ? pitchAt(samples, frame * frameSeconds * rate) : undefined;
    if (pitch !== undefined) pitches.push(12 * Math.log2(pitch));
  }
  close();
  return phrases;
}

/** The pitch around a sample, Hz: the shortest shift that repeats the sound nearly as well as the best one. */
function pitchAt(samples: Float32Array, centre: number): number | undefined {
  const start = Math.round(centre - windowSamples / 2);
  const longest = Math.ceil(rate / lowestPitch);
  const shortest = Math.floor(rate / highestPitch);
  if (start < 0 || start + windowSamples + longest + 1 > samples.length) return undefined;
  const likeness = new Float64Array(longest + 2);
  let best = 0;
  for (let shift = shortest; shift <= longest + 1; shift++) {
    let product = 0;
    let energy = 0;
    let shifted = 0;
    for (let n = start; n < start + windowSamples; n++) {
      const a = samples[n] ?? 0;
      const b = samples[n + shift] ?? 0;
      product += a * b;
      energy += a * a;
      shifted += b * b;
    }
    likeness[shift] = product / Math.sqrt(Math.max(Number.MIN_VALUE, energy * shifted));
    best = Math.max(best, likeness[shift] ?? 0);
  }
  if (best < voiced) return undefined;
  for (let shift = shortest + 1; shift <= longest; shift++) {
    const here = likeness[shift] ?? 0;
    const peak = here >= (likeness[shift - 1] ?? 0) && here >= (likeness[shift + 1] ?? 0);
    // 0.9: multiples of the period repeat the sound as well, and a little better by chance.
    if (peak && here >= 0.9 * best) return rate / shift;
  }
  return undefined;
}

function secondsOf(group: readonly Phrase[]): number {
  return group.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Weighed by length. */
function middle(group: readonly Phrase[]): number {
  return group.reduce((sum, { semitones, seconds }) => sum + semitones * seconds, 0) / secondsOf(group);
}

function deviation(group: readonly Phrase[]): number {
  const centre = middle(group);
  const squares = group.reduce((sum, { semitones, seconds }) => sum + seconds * (semitones - centre) ** 2, 0);
  return Math.sqrt(squares / secondsOf(group));
}
