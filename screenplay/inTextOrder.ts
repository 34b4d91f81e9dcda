import type { OtherFilePlace, Problem } from '../foundation/problem.ts';
import type { Line } from '../grammar/index.ts';

/** Problems in the order in which they stand in these lines; those of a file that is named there in the order of the file. */
export function inTextOrder(problems: readonly Problem<Line>[], lines: readonly Line[]): readonly Problem<Line>[] {
  const [only] = lines;
  const order = new Map<Line, number>();
  if (lines.length > 1) for (const [index, line] of lines.entries()) order.set(line, index);
  const lineOf = (problem: Problem<Line>): number => (problem.line === only ? 0 : (order.get(problem.line) ?? 0));
  return [...problems].sort(
    (a, b) => lineOf(a) - lineOf(b) || a.start - b.start || a.end - b.end || inFileOrder(a.inFile, b.inFile),
  );
}

function inFileOrder(a: OtherFilePlace | undefined, b: OtherFilePlace | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.line - b.line || a.start - b.start || a.end - b.end;
}
