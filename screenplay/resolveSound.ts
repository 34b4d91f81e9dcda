import type { Place, Problem } from '../foundation/problem.ts';
import { nameKey, type Line, type SoundLine, type Word } from '../grammar/index.ts';
import { slug } from './cueId.ts';
import type { SoundCue, Start } from './cue.ts';
import { recordingProblem } from './frontMatter.ts';
import { lineReport, mistakeProblem } from './lineReport.ts';
import type { CueContext } from './resolveCue.ts';
import type { Reference } from './screenplayTypes.ts';
import { inForce } from './scope.ts';
import { readableGroups, readTiming } from './timing.ts';
import type { World } from './world.ts';

/** A sound with what the passes over the whole script need of it. */
export interface ResolvedSound {
  readonly kind: 'sound';
  /** With an id that is not yet unique; in the section of the time when it was read. */
  readonly cue: SoundCue;
  /** `nameKey` of its id. */
  readonly idKey: string;
  /** Seconds that the next in turn waits for: 0 where nothing waits, or where the length is not known. */
  readonly waits: number;
  /** Whether it takes its turn, and with it the pause before it. */
  readonly takesTurn: boolean;
  readonly startMark: Word | undefined;
  readonly startPlace: Place<Line> | undefined;
  readonly problems: readonly Problem<Line>[];
  readonly references: readonly Reference[];
}

const prefix = 'sound';
const mostLetters = 32;

/**
 * Resolves a `!` line.
 *
 * @param section the one that it stands in, as far as is known when it is read
 */
export function resolveSound(line: SoundLine, context: CueContext, world: World, section: number): ResolvedSound {
  const problems: Problem<Line>[] = line.mistakes.map((mistake) => mistakeProblem(line, mistake));
  const references: Reference[] = [];
  const report = lineReport(line, problems);
  const clock = { fps: world.front.fps, offset: inForce(context.scope, 'offset')?.value ?? 0 };
  const { start, mark, startGroup } = readTiming(readableGroups(line), clock, report);
  if (start?.kind === 'offset' && !context.hasCueAbove && startGroup !== undefined) {
    report('voice/no-cue-above', startGroup, {});
  }

  let gain = 0;
  let under = false;
  for (const group of line.groups) {
    if (group.kind === 'when') continue;
    gain = group.gain?.value ?? gain;
    under ||= group.under;
  }

  const path = line.path?.value.replaceAll('\\', '/') ?? '';
  if (line.path !== undefined && path !== '') {
    const place = { line, start: line.path.start, end: line.path.end };
    references.push({ ...place, path, kind: 'sound' });
    const problem = recordingProblem(path, place, world.surroundings, true);
    if (problem !== undefined) problems.push(problem);
  }

  const facts = world.surroundings.recordings.get(path);
  const takesTurn = start === undefined && !under;
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const words = slug(name, mostLetters);
  const id = words === '' ? prefix : `${prefix}-${words}`;
  return {
    kind: 'sound',
    idKey: nameKey(id),
    cue: {
      kind: 'sound',
      id,
      line,
      path,
      start: start ?? inTurn(context, under, world),
      gain,
      under,
      section,
      sound: path !== '' && !problems.some(({ severity }) => severity === 'error'),
    },
    waits: takesTurn && facts !== null && facts !== undefined && 'seconds' in facts ? facts.seconds : 0,
    takesTurn,
    startMark: mark,
    startPlace: startGroup === undefined ? undefined : { line, start: startGroup.start, end: startGroup.end },
    problems,
    references,
  };
}

/** What lies under others starts with them: no gap of its own, and the pause above is left to the next in turn. */
function inTurn({ scope, pause }: CueContext, under: boolean, world: World): Start {
  if (under) return { kind: 'turn', silence: 0, isGap: true };
  if (pause !== undefined) return { kind: 'turn', silence: pause, isGap: false };
  return { kind: 'turn', silence: inForce(scope, 'gap')?.value ?? world.front.render.gap, isGap: true };
}
