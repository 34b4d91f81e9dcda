import type { Cue } from '../../screenplay/index.ts';
import type { ResolvedCue } from '../protocol.ts';
import type { Script } from '../script.ts';
import { cueEntry } from './cueList.ts';

/** A cue with everything resolved, for the editor's views. */
export function resolvedCue(script: Script, cue: Cue): ResolvedCue {
  const { emotion, language, voice, settings, length } = cue;
  return { ...cueEntry(script, cue), direction: { emotion, language, voice, settings, length } };
}
