import type { FinishedTake } from './bringTakes.ts';
import type { TimelineWord } from './productionTypes.ts';

/** The words of a take that starts at a sample of the timeline; without a take there are none. */
export function placedWords(made: FinishedTake | undefined, start: number): readonly TimelineWord[] {
  return (made?.header.words ?? []).map((word) => ({ ...word, start: start + word.start }));
}
