import { nameKey } from '../../grammar/index.ts';
import type { Cue } from '../../screenplay/index.ts';
import { cueAt } from '../cueAt.ts';
import { entryAt } from '../entryAt.ts';
import { namesEmotion } from '../namesEmotion.ts';
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
    mood: moodOf(script, cue),
    moods: [...script.screenplay.moods.values()].map(({ name }) => name),
  };
}

/** The mood that a line names as its only emotion, by the name that the script gives it; null: none. */
function moodOf({ screenplay }: Script, { line }: Cue): string | null {
  const named = line.groups.flatMap((group) => (group.kind === 'how' ? group.items : [])).filter(namesEmotion);
  const [only] = named;
  if (only?.form !== 'words' || only.quoted || named.length > 1) return null;
  return screenplay.moods.get(nameKey(only.words.value))?.name ?? null;
}
