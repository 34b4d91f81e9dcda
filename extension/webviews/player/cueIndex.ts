import type { Reel, ReelCue } from '../../../production/productionService.ts';

type Cues = Reel['cues'];

/** Index of the last cue that starts at or before a frame; −1: the frame lies before the first. Cues go by their starts. */
export function cueIndexAt(cues: Cues, frame: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle] as ReelCue).start <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Where one sound can end and another begin unheard: the starts of cues where no earlier cue still sounds, in frames, rising;
 * 0 is not among them.
 */
export function cutPoints(cues: Cues): number[] {
  const cuts: number[] = [];
  let sounding = 0;
  for (const { start, length } of cues) {
    if (start >= sounding && start > 0 && start !== cuts.at(-1)) cuts.push(start);
    sounding = Math.max(sounding, start + length);
  }
  return cuts;
}

/** Where `[` leads: the start of the cue at a frame, or, within the first second of it, of the one before. */
export function previousCue(cues: Cues, frame: number, sampleRate: number): ReelCue | undefined {
  const at = cueIndexAt(cues, frame);
  const cue = cues[at];
  return cue !== undefined && frame - cue.start < sampleRate ? (cues[at - 1] ?? cue) : cue;
}

/** Where `]` leads. */
export function nextCue(cues: Cues, frame: number): ReelCue | undefined {
  return cues[cueIndexAt(cues, frame) + 1];
}
