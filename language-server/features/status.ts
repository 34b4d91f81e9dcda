import { nameKey } from '../../grammar/index.ts';
import type { Cue, Voice } from '../../screenplay/index.ts';
import type { SpeakerStatus, Status } from '../protocol.ts';
import type { Script } from '../script.ts';
import { wordCount } from '../wordCount.ts';

type Count = { -readonly [Key in keyof SpeakerStatus]: SpeakerStatus[Key] };

// Cues are immutable and stay the same objects while their lines do: their words are counted once.
const wordsOf = new WeakMap<Cue, number>();

/** Counts of a script: per speaker and in all. Speakers in the order of the cast, then of their first line. */
export function status({ screenplay, version }: Script): Status {
  const speakers = new Map<string, Count>();
  for (const { name, voice } of screenplay.cast) {
    speakers.set(nameKey(name), { name, lines: 0, words: 0, seconds: 0, inCast: true, ...voiceFacts(voice) });
  }
  // Cues of one speaker mostly spell the name alike: its key is made once.
  const bySpelling = new Map<string, Count>();
  let [cues, words] = [0, 0];
  for (const cue of screenplay.cues) {
    // What other formats write of sounds (`SFX: rain`) is nobody's line.
    if (!cue.speech) continue;
    cues++;
    let entry = bySpelling.get(cue.speaker);
    if (entry === undefined) {
      entry = countOf(cue, speakers);
      bySpelling.set(cue.speaker, entry);
    }
    let count = wordsOf.get(cue);
    if (count === undefined) wordsOf.set(cue, (count = wordCount(cue.text)));
    words += count;
    entry.lines++;
    entry.words += count;
    entry.seconds += cue.estimate.seconds;
  }
  return {
    version,
    cues,
    words,
    seconds: screenplay.timeline.ends.reduce((latest, end) => Math.max(latest, end), 0),
    errors: screenplay.problems.filter(({ severity }) => severity === 'error').length,
    warnings: screenplay.problems.filter(({ severity }) => severity === 'warning').length,
    speakers: [...speakers.values()],
  };
}

/** The count of a cue's speaker, made where there is none. */
function countOf({ speaker, voice }: Cue, speakers: Map<string, Count>): Count {
  const key = nameKey(speaker);
  const known = speakers.get(key);
  if (known !== undefined) return known;
  const made = { name: speaker, lines: 0, words: 0, seconds: 0, inCast: false, ...voiceFacts(voice) };
  speakers.set(key, made);
  return made;
}

function voiceFacts({ recording, draft, consent }: Voice): Pick<SpeakerStatus, 'recording' | 'draft' | 'consent'> {
  return { recording: recording ?? null, draft, consent: consent !== undefined };
}
