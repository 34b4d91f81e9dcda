import type { ReelCue } from '../../../production/productionService.ts';

/** How a speaker looks: one of six colours and one of three patterns, so that the first eighteen all differ. */
export interface SpeakerLook {
  readonly colour: number;
  readonly pattern: number;
}

export const speakerColours = 6;
export const speakerPatterns = 3;

/** Looks by speaker, in the order in which they first speak. */
export function speakerLooks(cues: readonly Pick<ReelCue, 'speaker'>[]): ReadonlyMap<string, SpeakerLook> {
  const looks = new Map<string, SpeakerLook>();
  for (const { speaker } of cues) {
    if (looks.has(speaker)) continue;
    looks.set(speaker, {
      colour: looks.size % speakerColours,
      pattern: Math.floor(looks.size / speakerColours) % speakerPatterns,
    });
  }
  return looks;
}
