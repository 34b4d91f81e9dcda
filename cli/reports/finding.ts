import { dirname, isAbsolute, join } from 'node:path';
import { message, type Locale } from '../../foundation/message.ts';
import type { Problem, Severity } from '../../foundation/problem.ts';
import { lineIndex, type Line, type Tree } from '../../grammar/index.ts';

/** A problem of a script, said in a language, where every tool can find it. Lines and columns are 1-based, in UTF-16 units. */
export interface Finding {
  /** As named on the command line, `-` for standard input; a file that a script names: its path seen from here. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Exclusive, like that of editors. */
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** Titles of the fixes that an editor offers. */
  readonly fixes: readonly string[];
  /** The line it stands on, without a byte-order mark. */
  readonly text: string;
}

/**
 * The problems of a script as findings, in the script's order. Mistakes in files that it names stand in those files; they
 * come where the script names the file.
 */
export function findings(
  file: string,
  tree: Tree,
  problems: readonly Problem<Line>[],
  locale: Locale,
): readonly Finding[] {
  return problems.map((problem) => {
    const { inFile } = problem;
    const line = (inFile === undefined ? lineIndex(tree, problem.line) : inFile.line) + 1;
    // Editors count columns without the byte-order mark, which belongs to the tree's first line.
    const mark = inFile === undefined && line === 1 && problem.line.text.startsWith('\ufeff') ? 1 : 0;
    const { start, end } = inFile ?? problem;
    const sentence = message(problem.code, problem.values, locale);
    return {
      file: inFile === undefined ? file : otherFile(file, inFile.path),
      line,
      column: Math.max(start - mark, 0) + 1,
      endLine: line,
      endColumn: Math.max(end - mark, 0) + 1,
      severity: problem.severity,
      code: problem.code,
      message: sentence.text,
      ...(sentence.hint === undefined ? {} : { hint: sentence.hint }),
      fixes: problem.fixes.map((fix) => message(fix.title, fix.values, locale).text),
      text: inFile?.text ?? problem.line.text.slice(mark),
    };
  });
}

/** A path as written in a script, seen from where we stand. */
function otherFile(script: string, path: string): string {
  return isAbsolute(path) ? path : join(script === '-' ? '.' : dirname(script), path);
}
