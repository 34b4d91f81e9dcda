import { naturalLength, type NaturalLength } from '../screenplay/estimate.ts';
import type { Cue } from '../screenplay/index.ts';
import type { Script } from './script.ts';

/** How long a cue would last if nothing were asked of its length (a prediction, seconds): the speech, and the silence inside it. */
export function naturalOf({ surroundings }: Script, { spoken, settings }: Cue): NaturalLength {
  return naturalLength(spoken, surroundings.engines.get(settings.engine)?.pace);
}
