import type { CueList, Status } from '../language-server/protocol.ts';
import type { TakeState } from '../production/productionService.ts';
import type { Production } from '../production/productionTypes.ts';

/** A problem of a script, places 1-based. */
export interface FoundProblem {
  readonly line: number;
  readonly column: number;
  readonly isError: boolean;
  readonly message: string;
  readonly code: string;
}

/** What a language model reads of a checked script. */
export function problemLines(problems: readonly FoundProblem[], status: Status | null): string {
  const lines = problems.map(
    ({ line, column, isError, message, code }) =>
      `${line}:${column} ${isError ? 'error' : 'warning'} ${message} [${code}]`,
  );
  if (status !== null) {
    const { cues, words, seconds, speakers } = status;
    lines.push(
      `${cues} cues, ${words} words, ${seconds.toFixed(1)} s in all. Speakers: ${speakers.map(({ name }) => name).join(', ')}.`,
    );
  }
  if (problems.length === 0) lines.unshift('No problems.');
  return lines.join('\n');
}

/** What a language model reads of a script's cues: a line each, sections as headings. */
export function cueLines(list: CueList | null, takes: ReadonlyMap<string, TakeState> | undefined): string {
  if (list === null) return 'The script is not open.';
  const lines: string[] = [];
  let section = -1;
  for (const cue of list.cues) {
    if (cue.section !== section) {
      section = cue.section;
      const entry = list.sections[section];
      if (entry !== undefined && entry.level > 0) lines.push(`${'#'.repeat(entry.level)} ${entry.title}`);
    }
    const take = takes?.get(cue.id);
    const state =
      take === undefined || take.state === 'none' ? '' : `, take ${take.state}${take.locked ? ', locked' : ''}`;
    const { id, range, start, seconds, measured, speaker, text } = cue;
    lines.push(
      `line ${range.start.line + 1}, id ${id}, ${start.toFixed(2)} s + ${seconds.toFixed(2)} s${measured ? '' : ' (predicted)'}${state}: ${speaker}: ${text}`,
    );
  }
  return lines.length === 0 ? 'The script has no cues.' : lines.join('\n');
}

/** What a language model reads of a render. */
export function renderLines({ files, failures, length, sampleRate }: Production): string {
  return [
    `Rendered ${(length / sampleRate).toFixed(2)} s.`,
    ...files.filter(({ kind }) => kind !== 'cues').map(({ path, kind }) => `${kind}: ${path}`),
    ...failures.map(({ line, cue, code }) => `line ${line} (${cue}) failed: ${code}`),
  ].join('\n');
}
