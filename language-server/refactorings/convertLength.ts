import {
  lineIndex,
  readTimeCode,
  timeCodeSeconds,
  type CueLine,
  type Time,
  type WhenGroup,
} from '../../grammar/index.ts';
import type { Cue } from '../../screenplay/index.ts';
import { timelineCode } from '../clockTime.ts';
import { cueAt } from '../cueAt.ts';
import { entryAt } from '../entryAt.ts';
import { naturalOf } from '../naturalOf.ts';
import type { Script } from '../script.ts';
import type { Refactoring } from './refactoring.ts';

/** What a factor may be (language.md). */
const [leastFactor, mostFactor] = [0.5, 2];

/**
 * Writes the length of the cue on a line in its other forms: seconds, a factor of the natural length, a window of the
 * timeline. Nothing that can be heard changes but by rounding: a length that is not asked for is the predicted one.
 */
export function convertLength(script: Script, index: number): readonly Refactoring[] {
  const cue = cueAt(script, index);
  if (cue?.sound !== true) return [];
  const { speech, silence } = naturalOf(script, cue);
  const { seconds } = cue.estimate;
  if (!(speech > 0) || !(seconds > 0)) return [];
  const { line } = cue;
  const length = line.groups.find((group): group is WhenGroup => group.kind === 'when' && isLength(group.time));
  const form = length?.time?.form;
  // From a window its start stays.
  const start = length?.time?.form === 'window' ? textOf(line, length.time.from) : undefined;
  const at = start === undefined ? [] : [`at ${start}`];
  const factor = Math.round(((seconds - silence) / speech) * 100) / 100;
  const window = form === 'window' ? undefined : windowOf(script, cue);

  const forms: (readonly string[])[] = [];
  if (form !== 'exact') forms.push([...at, `${figure(seconds, length === undefined ? 1 : 3)}s`]);
  if (form !== 'factor' && factor >= leastFactor && factor <= mostFactor) forms.push([...at, `${String(factor)}x`]);
  if (window !== undefined) forms.push([window]);
  return forms.map((times) => {
    const written = times.map((time) => `[${time}]`).join(' ');
    return {
      title: 'lsp/action-length',
      values: { length: times.at(-1) ?? '' },
      kind: 'refactor.rewrite',
      edits: timeEdits(script, line, written, window !== undefined && times[0] === window, length),
    };
  });
}

/** Puts times in place of the length that there is (and of the start, when they say it), else before the colon. */
function timeEdits(
  { tree, ranges }: Script,
  line: CueLine,
  written: string,
  saysStart: boolean,
  length: WhenGroup | undefined,
): Refactoring['edits'] {
  const index = lineIndex(tree, line);
  const gone = line.groups.filter(
    (group) => group.kind === 'when' && (group === length || (saysStart && group.time !== undefined)),
  );
  const [place, ...others] = gone;
  if (place === undefined) {
    const { start } = line.colon;
    // Full-width brackets before a full-width colon stand close.
    const space = start === 0 || line.text.charAt(start) !== ':' || /\s$/.test(line.text.slice(0, start)) ? '' : ' ';
    return [{ range: ranges.inLine(index, start, start), newText: space + written }];
  }
  return [
    { range: ranges.inLine(index, place.start, place.end), newText: written },
    ...others.map(({ start, end }) => {
      const before = line.text.slice(0, start);
      return { range: ranges.inLine(index, before.trimEnd().length, end), newText: '' };
    }),
  ];
}

function isLength(time: Time | undefined): boolean {
  switch (time?.form) {
    case 'exact':
    case 'factor':
    case 'tokens':
    case 'most':
    case 'window':
      return true;
    default:
      return false;
  }
}

/** The window that a cue is expected to fill, in time codes as they would be written on its line. */
function windowOf(script: Script, cue: Cue): string | undefined {
  const { tree, screenplay } = script;
  const index = lineIndex(tree, cue.line);
  const entry = entryAt(script, index);
  const start = entry === undefined ? undefined : screenplay.timeline.starts[entry];
  if (start === undefined) return undefined;
  const from = start - offsetAt(script, index);
  if (from < -1e-6) return undefined;
  return `${timelineCode(from)} - ${timelineCode(from + cue.estimate.seconds)}`;
}

/** `@offset` in force on a line, seconds: that of its section, else of the nearest one around it. */
function offsetAt({ tree, screenplay }: Script, index: number): number {
  // The level of the innermost section that is still open when one looks up from the line; a heading of it, or above, ends others.
  let closed = Infinity;
  let found: { readonly seconds: number } | undefined;
  for (let at = index - 1; at >= 0; at--) {
    const line = tree.lines[at];
    if (line?.kind === 'heading') {
      if (found !== undefined && line.level < closed) return found.seconds;
      // Of a section that has ended before the line.
      if (line.level >= closed) found = undefined;
      closed = Math.min(closed, line.level);
    }
    if (line?.kind !== 'setting' || line.name.value !== 'offset' || found !== undefined) continue;
    const code = readTimeCode(line.value.value).value;
    const seconds = code === undefined ? undefined : timeCodeSeconds(code, screenplay.fps);
    if (seconds !== undefined) found = { seconds };
  }
  return found?.seconds ?? 0;
}

function textOf(line: CueLine, { start, end }: { readonly start: number; readonly end: number }): string {
  return line.text.slice(start, end);
}

function figure(value: number, decimals: number): string {
  return String(Math.round(value * 10 ** decimals) / 10 ** decimals);
}
