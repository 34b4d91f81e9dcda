import { nameKey } from '../grammar/index.ts';
import type { FrontMatter, Speaker } from './frontMatter.ts';
import type { LineRecord } from './lineRecord.ts';
import { sameMeaning } from './sameMeaning.ts';
import { changedKeys, sameEngines, sameMeasures, type Snapshot } from './snapshot.ts';
import type { World } from './world.ts';

/** Which records of unchanged lines still hold in another world. */
export type Reuse = 'all' | 'none' | ((record: LineRecord) => boolean);

/**
 * Front matter that says what other front matter said, in the objects of that one where they are the same: then lines can
 * tell by identity that nothing they depend on has changed.
 */
export function withSharedSpeakers(front: FrontMatter, before: FrontMatter): FrontMatter {
  const shared = new Map<Speaker, Speaker>();
  for (const speaker of front.speakers) {
    const earlier = before.speakerByKey.get(nameKey(speaker.member.name));
    shared.set(speaker, earlier !== undefined && sameMeaning(earlier, speaker) ? earlier : speaker);
  }
  const share = (speaker: Speaker): Speaker => shared.get(speaker) ?? speaker;
  return {
    ...front,
    speakers: front.speakers.map(share),
    speakerByKey: new Map([...front.speakerByKey].map(([key, speaker]) => [key, share(speaker)])),
    narrator: front.narrator === undefined ? undefined : share(front.narrator),
  };
}

/** What of the records read in one world can be kept in another. */
export function reuseBetween(
  before: { readonly world: World; readonly snapshot: Snapshot },
  after: { readonly world: World; readonly snapshot: Snapshot },
): Reuse {
  const [was, now] = [before.world.front, after.world.front];
  if (!sameEngines(before.snapshot, after.snapshot) || before.world.scriptEngine !== after.world.scriptEngine)
    return 'none';
  if (!sameForAllLines(was, now)) return 'none';

  const paths = changedKeys(before.snapshot.recordings, after.snapshot.recordings);
  const measured = sameMeasures(before.snapshot, after.snapshot) ? undefined : after.snapshot.measured;
  const speakersChanged = was.speakers.some((speaker, index) => speaker !== now.speakers[index]);
  if (paths.size === 0 && measured === undefined && !speakersChanged) return 'all';

  const isKept = new Set(now.speakers.filter(({ member }) => !paths.has(member.voice.recording ?? '')));
  return ({ resolved, references }) => {
    if (references.some(({ path, kind }) => paths.has(path) || (kind === 'voice' && speakersChanged))) return false;
    if (resolved?.kind !== 'cue') return true;
    if (!resolved.uses.every((speaker) => isKept.has(speaker))) return false;
    return measured === undefined || measured.get(resolved.cue.digest) === measuredLength(resolved.cue.estimate);
  };
}

/** Whether everything but single speakers is the same: who there is, and what all lines inherit. */
function sameForAllLines(was: FrontMatter, now: FrontMatter): boolean {
  return (
    was.fps === now.fps &&
    was.render.gap === now.render.gap &&
    was.speakers.length === now.speakers.length &&
    sameMeaning(shapeOf(was), shapeOf(now))
  );
}

function shapeOf({
  language,
  engine,
  emotion,
  seed,
  moods,
  lexicon,
  speakers,
  speakerByKey,
  narrator,
}: FrontMatter): unknown {
  const names = [...speakerByKey].map(([key, { member }]) => [key, member.name]);
  return [
    language,
    engine,
    emotion,
    seed,
    moods,
    lexicon,
    names,
    speakers.map(({ member }) => member.name),
    narrator?.member.name,
  ];
}

function measuredLength({
  seconds,
  measured,
}: {
  readonly seconds: number;
  readonly measured: boolean;
}): number | undefined {
  return measured ? seconds : undefined;
}
