import { cueAt } from '../cueAt.ts';
import { entryAt } from '../entryAt.ts';
import type { ResolvedCue } from '../protocol.ts';
import type { Script } from '../script.ts';
import { cueEntry } from './cueList.ts';

/** The cue on a line with everything resolved, for the editor's views; null: another kind of line. */
export function resolvedCue(script: Script, index: number): ResolvedCue | null {
  const cue = cueAt(script, index);
  const entry = entryAt(script, index);
  if (cue === undefined || entry === undefined) return null;
  const { emotion, language, voice, settings, length, origins } = cue;
  return {
    ...cueEntry(script, cue, entry),
    direction: { emotion, language, voice, settings, length },
    emotionFrom: origins.emotion.from,
  };
}
