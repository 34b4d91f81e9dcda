import type { Place } from '../foundation/problem.ts';
import { nameKey, type CueLine, type Line, type Word } from '../grammar/index.ts';
import type { Speaker } from './frontMatter.ts';
import type { Report } from './screenplayProblem.ts';
import { inForce, type Scope } from './scope.ts';
import { isSoundName, narratorKeys } from './standingNames.ts';
import type { World } from './world.ts';

/** Whose line it is. */
export interface WhoSpeaks {
  /** As in the cast, else as written. */
  readonly name: string;
  /** `nameKey` of the name. */
  readonly key: string;
  /** Whose voice speaks; undefined: there is no narrator in the cast. */
  readonly speaker: Speaker | undefined;
  /** The name is not in the cast: as written, and where. */
  readonly unknown: (Place<Line> & { readonly name: string }) | undefined;
  /** False: the name is one that other formats have for sounds. */
  readonly speech: boolean;
}

/** Who speaks a line: its name, else the `@speaker` of its section, else the narrator. */
export function whoSpeaks(line: CueLine, scope: Scope, { front }: World, report: Report): WhoSpeaks {
  const { name } = line;
  const inSection = name === undefined ? inForce(scope, 'speaker') : undefined;
  const written = name?.value ?? inSection?.value;
  if (written === undefined) {
    const narrator = front.narrator?.member.name ?? 'NARRATOR';
    return named(narrator, front.narrator?.key ?? nameKey(narrator), front.narrator);
  }
  const key = nameKey(written);
  const known = front.speakerByKey.get(key);
  if (known !== undefined) return named(known.member.name, known.key, known);
  if (narratorKeys.includes(key)) return named(written, key, front.narrator);
  if (name !== undefined && isSoundName(key)) {
    reportSound(line, name, report);
    return { name: written, key, speaker: front.narrator, unknown: undefined, speech: false };
  }
  const unknown =
    inSection === undefined
      ? { line, start: name?.start ?? 0, end: name?.end ?? 0, name: written }
      : { ...inSection.place, name: written };
  return { name: written, key, speaker: front.narrator, unknown, speech: true };
}

function named(name: string, key: string, speaker: Speaker | undefined): WhoSpeaks {
  return { name, key, speaker, unknown: undefined, speech: true };
}

function reportSound({ text, colon }: CueLine, name: Word, report: Report): void {
  const start = text.length - text.trimStart().length;
  const after = text.slice(colon.end);
  const end = colon.end + after.length - after.trimStart().length;
  const as = (mark: string) => [{ start, end, newText: `${mark} ` }];
  report('voice/sound-as-speaker', name, { name: name.value }, [
    { title: 'fix/make-sound', values: {}, edits: as('!') },
    { title: 'fix/make-action', values: {}, edits: as('>') },
  ]);
}
