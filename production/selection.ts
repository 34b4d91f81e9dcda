import { TablereadError } from '../foundation/tablereadError.ts';
import type { Cue, SoundCue } from '../screenplay/cue.ts';
import type { Screenplay } from '../screenplay/screenplayTypes.ts';
import { safeFileName } from './fileNames.ts';
import type { ProductionOptions } from './productionTypes.ts';

/** What of a script is rendered. */
export interface Selection {
  /** In the script's order. */
  readonly entries: readonly (Cue | SoundCue)[];
  /** Folder name for a part of the script: `scene Platform four`; undefined: all of it. */
  readonly name: string | undefined;
}

/**
 * The cues and sounds that the options choose; what fits every kind of choice given. A selection stands alone, as if the
 * script held nothing else, so that it comes out the same whatever else has been rendered. Sounds belong to scenes.
 *
 * @throws TablereadError `production/unknown-scene`, `…-speaker`, `…-cue`, `production/nothing-to-render`
 */
export function select(screenplay: Screenplay, options: ProductionOptions): Selection {
  const { scenes = [], speakers = [], cues = [] } = options;
  const bySection = scenes.length > 0 ? entriesOfScenes(screenplay, scenes) : undefined;
  const bySpeaker = speakers.length > 0 ? keysOfSpeakers(screenplay, speakers) : undefined;
  const byId = cues.length > 0 ? idsOfCues(screenplay, cues) : undefined;
  const entries = screenplay.entries.filter((entry, index) => {
    if (bySection !== undefined && !bySection.has(index)) return false;
    if (entry.kind === 'sound') return bySpeaker === undefined && byId === undefined;
    return (bySpeaker?.has(key(entry.speaker)) ?? true) && (byId?.has(entry.id) ?? true);
  });
  if (entries.length === 0) throw new TablereadError('production/nothing-to-render');
  const names = [
    ...scenes.map((name) => `scene ${name}`),
    ...speakers.map((name) => `speaker ${name}`),
    ...cues.map((name) => `cue ${name}`),
  ];
  return { entries, name: names.length === 0 ? undefined : safeFileName(names.join(' + ')) };
}

function entriesOfScenes({ sections }: Screenplay, titles: readonly string[]): Set<number> {
  const chosen = new Set<number>();
  for (const title of titles) {
    const found = sections.filter((section) => section.level > 0 && key(section.title) === key(title));
    if (found.length === 0) {
      const known = sections.filter(({ level }) => level > 0).map((section) => section.title);
      throw new TablereadError('production/unknown-scene', { name: title, known: list(known) });
    }
    for (const { from, to } of found) for (let index = from; index < to; index++) chosen.add(index);
  }
  return chosen;
}

function keysOfSpeakers({ cast, cues }: Screenplay, names: readonly string[]): Set<string> {
  const speaking = new Set(cues.map((cue) => key(cue.speaker)));
  return new Set(
    names.map((name) => {
      const member = cast.find((each) => [each.name, ...each.aliases].some((known) => key(known) === key(name)));
      const wanted = key(member?.name ?? name);
      if (speaking.has(wanted)) return wanted;
      throw new TablereadError('production/unknown-speaker', { name, known: list(cues.map((cue) => cue.speaker)) });
    }),
  );
}

function idsOfCues({ cues }: Screenplay, ids: readonly string[]): Set<string> {
  const known = new Set(cues.map((cue) => cue.id));
  for (const id of ids) if (!known.has(id)) throw new TablereadError('production/unknown-cue', { name: id });
  return new Set(ids);
}

/** Names compare without case, width, Unicode form and extra spaces. */
function key(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function list(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, 20).join(', ');
  return distinct.length > 20 ? `${shown}, …` : shown || '–';
}
