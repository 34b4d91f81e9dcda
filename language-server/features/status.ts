import { nameKey } from '../../grammar/index.ts';
import type { SpeakerStatus, Status } from '../protocol.ts';
import type { Script } from '../script.ts';
import { wordCount } from '../wordCount.ts';

/** Counts of a script: per speaker and in all. Speakers in the order of the cast, then of their first line. */
export function status({ screenplay, version }: Script): Status {
  const speakers = new Map<string, { -readonly [Key in keyof SpeakerStatus]: SpeakerStatus[Key] }>();
  for (const { name, voice } of screenplay.cast) {
    const consent = voice.consent !== undefined;
    speakers.set(nameKey(name), { name, lines: 0, words: 0, seconds: 0, inCast: true, consent });
  }
  let words = 0;
  for (const { speaker, text, estimate, voice } of screenplay.cues) {
    const key = nameKey(speaker);
    let entry = speakers.get(key);
    if (entry === undefined) {
      const consent = voice.consent !== undefined;
      entry = { name: speaker, lines: 0, words: 0, seconds: 0, inCast: false, consent };
      speakers.set(key, entry);
    }
    const count = wordCount(text);
    words += count;
    entry.lines++;
    entry.words += count;
    entry.seconds += estimate.seconds;
  }
  return {
    version,
    cues: screenplay.cues.length,
    words,
    seconds: screenplay.timeline.ends.reduce((latest, end) => Math.max(latest, end), 0),
    errors: screenplay.problems.filter(({ severity }) => severity === 'error').length,
    warnings: screenplay.problems.filter(({ severity }) => severity === 'warning').length,
    speakers: [...speakers.values()],
  };
}
