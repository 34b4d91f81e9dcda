import type { MessageCode } from '../foundation/message.ts';
import { en } from '../foundation/messages/en.ts';
import type { Problem } from '../foundation/problem.ts';
import type { CommentLine, ContinuationLine, Line } from '../grammar/index.ts';
import { inTextOrder } from './inTextOrder.ts';
import { lineReport, mistakeProblem } from './lineReport.ts';
import { resolveCue, type CueContext, type ResolvedCue } from './resolveCue.ts';
import { resolveSound, type ResolvedSound } from './resolveSound.ts';
import { sameScope, scopeUnder, scopeWith, scriptScope } from './scope.ts';
import type { Reference } from './screenplayTypes.ts';
import { suggestion } from './suggestion.ts';
import type { World } from './world.ts';

/** What a line inherits from the lines above it: nothing else of them matters to it. Immutable. */
export interface LineContext extends CueContext {
  /** Codes that the comments right above silence. */
  readonly ignores: ReadonlySet<string> | undefined;
}

/** What a line comes to, the lines that go on with it included. */
export interface LineRecord {
  readonly resolved: ResolvedCue | ResolvedSound | undefined;
  /** In the order of the text, silenced ones left out. */
  readonly problems: readonly Problem<Line>[];
  /** Codes of those. */
  readonly silenced: readonly MessageCode[];
  readonly references: readonly Reference[];
  /** Keys of the moods that it names. */
  readonly moods: readonly string[];
}

/** A line read: its record (undefined: it says nothing), how many lines that took, and what the next line inherits. */
export interface LineStep {
  readonly record: LineRecord | undefined;
  readonly lines: number;
  readonly after: LineContext;
}

/** What the first line inherits. */
export const topContext: LineContext = { scope: scriptScope, pause: undefined, hasCueAbove: false, ignores: undefined };

const nothing: readonly never[] = [];

/** Whether two contexts give the same. */
export function sameContext(a: LineContext, b: LineContext): boolean {
  return (
    a === b ||
    (a.pause === b.pause &&
      a.hasCueAbove === b.hasCueAbove &&
      sameIgnores(a.ignores, b.ignores) &&
      sameScope(a.scope, b.scope))
  );
}

function sameIgnores(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.size !== b.size) return false;
  for (const code of a) if (!b.has(code)) return false;
  return true;
}

/**
 * Reads the line at an index, a cue with all lines that go on with it.
 *
 * @param section index of the section that the line stands in: the number of headings above
 */
export function readLine(
  lines: readonly Line[],
  index: number,
  context: LineContext,
  world: World,
  section: number,
): LineStep {
  const line = lines[index];
  if (line === undefined) throw new Error('a line past the end of the script');
  const plain = context.ignores === undefined ? context : { ...context, ignores: undefined };
  switch (line.kind) {
    case 'cue': {
      const { continuations, count } = continuationsOf(lines, index);
      const resolved = resolveCue(line, continuations, context, world, section);
      const { problems, silenced } = heardOf(resolved.problems, context, blockOf(line, continuations));
      return {
        record: { resolved, problems, silenced, references: resolved.references, moods: resolved.moods },
        lines: count,
        // What nobody speaks changes nothing for the lines below.
        after: resolved.cue.speech ? afterCue(plain) : plain,
      };
    }
    case 'sound': {
      const resolved = resolveSound(line, context, world, section);
      const { problems, silenced } = heardOf(resolved.problems, context, [line]);
      return {
        record: { resolved, problems, silenced, references: resolved.references, moods: nothing },
        lines: 1,
        after: resolved.takesTurn && plain.pause !== undefined ? { ...plain, pause: undefined } : plain,
      };
    }
    case 'heading':
      return plainStep(line, context, { ...plain, scope: scopeUnder(plain.scope, line.level) });
    case 'pause': {
      if (line.seconds === undefined) return plainStep(line, context, plain);
      // A microsecond: sums of decimal fractions must not show their binary rests.
      const pause = Math.round(((plain.pause ?? 0) + line.seconds.value) * 1e6) / 1e6;
      return plainStep(line, context, { ...plain, pause });
    }
    case 'setting': {
      const problems = line.mistakes.map((mistake) => mistakeProblem(line, mistake));
      const moods: string[] = [];
      const scope = scopeWith(plain.scope, line, world, lineReport(line, problems), moods);
      const heard = heardOf(problems, context, [line]);
      const record = { resolved: undefined, ...heard, references: nothing, moods };
      return {
        record: problems.length + moods.length === 0 ? undefined : record,
        lines: 1,
        after: scope === plain.scope ? plain : { ...plain, scope },
      };
    }
    case 'comment':
      if (line.ignores.length === 0) return plainStep(line, context, context);
      return plainStep(line, context, { ...context, ignores: withIgnores(line, context) }, unknownCodes(line));
    default:
      return plainStep(line, context, plain);
  }
}

function plainStep(
  line: Line,
  context: LineContext,
  after: LineContext,
  more: readonly Problem<Line>[] = nothing,
): LineStep {
  if (line.mistakes.length + more.length === 0) return { record: undefined, lines: 1, after };
  const mistakes = line.mistakes.map((mistake) => mistakeProblem(line, mistake));
  const heard = heardOf([...mistakes, ...more], context, [line]);
  return { record: { resolved: undefined, ...heard, references: nothing, moods: nothing }, lines: 1, after };
}

const nothingHeard: Pick<LineRecord, 'problems' | 'silenced'> = { problems: nothing, silenced: nothing };

/** Problems in the order of the text, without those that a comment silences, and the codes of these. */
export function heardOf(
  problems: readonly Problem<Line>[],
  { ignores }: LineContext,
  lines: readonly Line[],
): Pick<LineRecord, 'problems' | 'silenced'> {
  if (problems.length === 0) return nothingHeard;
  const isSilenced = (problem: Problem<Line>): boolean => ignores !== undefined && silences(ignores, problem);
  const left = ignores === undefined ? problems : problems.filter((problem) => !isSilenced(problem));
  const silenced = left.length === problems.length ? nothing : problems.filter(isSilenced).map(({ code }) => code);
  return { problems: left.length < 2 ? left : inTextOrder(left, lines), silenced };
}

/** Errors are never silenced: a line that is left out of the sound without a word would be missed too late. */
function silences(ignores: ReadonlySet<string>, { code, severity }: Problem<Line>): boolean {
  return severity !== 'error' && ignores.has(code);
}

/** Codes of a `tableread-ignore` that no problem has. */
function unknownCodes(line: CommentLine): readonly Problem<Line>[] {
  const problems: Problem<Line>[] = [];
  for (const word of line.ignores) {
    if (scriptCodes.has(word.value)) continue;
    const meant = suggestion(word.value, scriptCodes);
    const edits = [{ start: word.start, end: word.end, newText: meant ?? '' }];
    const fix = { title: 'fix/replace' as const, values: { text: meant ?? '' }, edits, preferred: true };
    const fixes = meant === undefined ? [] : [fix];
    lineReport(line, problems)('voice/unknown-code', word, { code: word.value }, fixes);
  }
  return problems;
}

/** Every code that a problem of a script may have. */
export const scriptCodes: ReadonlySet<string> = new Set(Object.keys(en).filter((code) => code.startsWith('voice/')));

function afterCue(context: LineContext): LineContext {
  if (context.pause === undefined && context.hasCueAbove) return context;
  return { ...context, pause: undefined, hasCueAbove: true };
}

/** Comments one above another all speak about the line below them. */
function withIgnores(line: CommentLine, context: LineContext): ReadonlySet<string> {
  return new Set([...(context.ignores ?? []), ...line.ignores.map(({ value }) => value)]);
}

function blockOf(line: Line, continuations: readonly ContinuationLine[]): readonly Line[] {
  return continuations.length === 0 ? [line] : [line, ...continuations];
}

/** The lines that go on with a cue; blank lines between them are fine. */
function continuationsOf(
  lines: readonly Line[],
  index: number,
): { readonly continuations: readonly ContinuationLine[]; readonly count: number } {
  let count = 1;
  let continuations: ContinuationLine[] | undefined;
  for (let at = index + 1; at < lines.length; at++) {
    const line = lines[at];
    if (line?.kind === 'blank') continue;
    if (line?.kind !== 'continuation' || line.orphan) break;
    (continuations ??= []).push(line);
    count = at - index + 1;
  }
  return { continuations: continuations ?? nothing, count };
}

/** The first line that an edit at `index` can reach upwards: the cue that goes on there. */
export function blockStart(lines: readonly Line[], index: number): number {
  let at = index;
  while (at > 0 && (lines[at - 1]?.kind === 'blank' || lines[at - 1]?.kind === 'continuation')) at--;
  return at > 0 && lines[at - 1]?.kind === 'cue' ? at - 1 : index;
}
