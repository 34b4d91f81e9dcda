import { encodePeaks, type PeakLevel } from '../../../audio/peaks.ts';
import type { Reel, ReelCue } from '../../../production/productionService.ts';

export interface ReelRecipe {
  readonly id?: string;
  readonly cues: number;
  /** Seconds */
  readonly length?: number;
  /** Seconds between the end of a cue and the start of the next. */
  readonly gap?: number;
  readonly sampleRate?: number;
  /** How many cues are ready; all of them if left out. */
  readonly ready?: number;
  readonly speakers?: readonly string[];
  readonly texts?: readonly string[];
  readonly title?: string;
}

const english = [
  'The harbour lights went out one by one, and nobody asked why.',
  'You said you would wait.',
  'I did. Then the tide turned, and the boat with it, and there was nothing left to wait for.',
  'Listen!',
  'That is the bell of the old church. It has not rung since the flood of nineteen fifty-three.',
];

/** A reel of cues of one length, with words; cue n is a tone of its own (fakeHost.ts makes the sound). */
export function reelOf(recipe: ReelRecipe): Reel {
  const { id = 'reel-1', cues: count, length = 2, gap = 0.3, sampleRate = 24000, title = 'The Harbour' } = recipe;
  const { ready = count, speakers = ['MIRA', 'TOM', 'NARRATOR'], texts = english } = recipe;
  const step = Math.round((length + gap) * sampleRate);
  const cues = Array.from({ length: count }, (_, index): ReelCue => {
    const start = index * step;
    const text = texts[index % texts.length] ?? '';
    const frames = Math.round(length * sampleRate);
    const words = text.match(/[\p{L}\p{N}'-]+/gu) ?? [];
    const each = Math.floor(frames / Math.max(1, words.length));
    return {
      id: `cue-${index}`,
      line: index + 1,
      speaker: speakers[index % speakers.length] ?? '',
      text,
      start,
      length: frames,
      state: index < ready ? 'ready' : 'missing',
      words: words.map((word, at) => ({ text: word, start: start + at * each, length: each })),
    };
  });
  const frames = Math.max(0, count * step - Math.round(gap * sampleRate));
  return {
    kind: 'reel',
    id,
    title,
    sampleRate,
    channels: 1,
    frames,
    readyFrames: ready >= count ? frames : ready * step,
    complete: ready >= count,
    cues,
  };
}

/** Peaks that look like speech: syllables within each cue. */
export function peaksOf(reel: Reel): Buffer {
  const levels: PeakLevel[] = [];
  for (let bucketFrames = 256; ; bucketFrames *= 4) {
    const buckets = Math.ceil(reel.readyFrames / bucketFrames);
    const values = new Int8Array(buckets * 2);
    for (const [index, cue] of reel.cues.entries()) {
      const last = Math.min(buckets, Math.ceil((cue.start + cue.length) / bucketFrames));
      for (let bucket = Math.floor(cue.start / bucketFrames); bucket < last; bucket++) {
        const seconds = (bucket * bucketFrames - cue.start) / reel.sampleRate;
        const syllable = Math.abs(Math.sin(seconds * 9.1 + index)) * (0.45 + 0.55 * Math.abs(Math.sin(seconds * 2.3)));
        const height = Math.round(95 * syllable * (0.8 + 0.2 * Math.sin(bucket * 12.9898)));
        values[bucket * 2] = -Math.round(height * 0.8);
        values[bucket * 2 + 1] = height;
      }
    }
    levels.push({ bucketFrames, values });
    if (buckets <= 2048) break;
  }
  return encodePeaks({ sampleRate: reel.sampleRate, channels: 1, frames: reel.readyFrames, levels });
}
