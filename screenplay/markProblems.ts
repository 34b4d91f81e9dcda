import type { Problem } from '../foundation/problem.ts';
import type { Line, Word } from '../grammar/index.ts';
import { lineReport } from './lineReport.ts';
import type { ResolvedCue } from './resolveCue.ts';
import type { ResolvedSound } from './resolveSound.ts';
import { entryFlag, type ScriptLines } from './scriptLines.ts';
import { suggestion } from './suggestion.ts';

/**
 * What is wrong with marks across lines: one that is set twice, one that a start names and no cue above sets.
 * Problems by entry.
 */
export function markProblems(
  { entryFlags }: ScriptLines,
  resolvedAt: (entry: number) => ResolvedCue | ResolvedSound,
): ReadonlyMap<number, readonly Problem<Line>[]> {
  const result = new Map<number, Problem<Line>[]>();
  const set = new Map<string, { readonly line: Line; readonly name: Word }>();
  const missing: { readonly entry: number; readonly mark: Word }[] = [];
  for (let entry = 0; entry < entryFlags.length; entry++) {
    if (((entryFlags[entry] ?? 0) & entryFlag.marked) === 0) continue;
    const resolved = resolvedAt(entry);
    const { startMark } = resolved;
    if (startMark !== undefined && !set.has(startMark.value)) missing.push({ entry, mark: startMark });
    if (resolved.kind !== 'cue') continue;
    for (const mark of resolved.marks) {
      const first = set.get(mark.name.value);
      if (first === undefined) set.set(mark.name.value, mark);
      else report(entry, mark.line)('voice/mark-twice', mark.name, { mark: mark.name.value }, [], firstMark(first));
    }
  }
  for (const { entry, mark } of missing) {
    const below = set.get(mark.value);
    const at = report(entry, resolvedAt(entry).cue.line);
    if (below !== undefined) {
      at('voice/mark-below', mark, { mark: mark.value }, [], firstMark(below));
      continue;
    }
    const meant = suggestion(mark.value, set.keys());
    const edits = [{ start: mark.start, end: mark.end, newText: meant ?? '' }];
    const fixes =
      meant === undefined ? [] : [{ title: 'fix/replace' as const, values: { text: meant }, edits, preferred: true }];
    at('voice/no-such-mark', mark, { mark: mark.value }, fixes);
  }
  return result;

  function report(entry: number, line: Line): ReturnType<typeof lineReport> {
    const problems = result.get(entry) ?? [];
    result.set(entry, problems);
    return lineReport(line, problems);
  }
}

function firstMark({ line, name }: { readonly line: Line; readonly name: Word }) {
  const { start, end } = name;
  return { related: [{ line, start, end, title: 'related/mark' as const, values: { mark: name.value } }] };
}
