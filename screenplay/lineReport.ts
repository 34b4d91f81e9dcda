import type { Fix, Problem } from '../foundation/problem.ts';
import type { Line, Mistake } from '../grammar/index.ts';
import { screenplayProblem, type Report, type SpanFix } from './screenplayProblem.ts';

/** A `Report` whose spans are those of a line. */
export function lineReport(line: Line, problems: Problem<Line>[]): Report {
  return (code, { start, end }, values, fixes = [], extras = {}) => {
    const inLine = fixes.map((fix) => lineFix(line, fix));
    problems.push(
      screenplayProblem(code, { line, start, end }, values, { ...extras, fixes: [...inLine, ...(extras.fixes ?? [])] }),
    );
  };
}

/** A mistake of form as a problem of its line. */
export function mistakeProblem(line: Line, { start, end, code, values, severity, fixes }: Mistake): Problem<Line> {
  return { line, start, end, code, values, severity, fixes: fixes.map((fix) => lineFix(line, fix)) };
}

function lineFix(line: Line, { edits, ...fix }: SpanFix): Fix<Line> {
  return { ...fix, edits: edits.map(({ start, end, newText }) => ({ line, start, end, newText })) };
}
