import { visibleJson } from '../visibleText.ts';
import type { Finding } from './finding.ts';

/** The findings for other programs: an array of `{file, line, column, endLine, endColumn, severity, code, message}`. */
export function jsonReport(findings: readonly Finding[]): string {
  const rows = findings.map(({ file, line, column, endLine, endColumn, severity, code, message }) => ({
    file,
    line,
    column,
    endLine,
    endColumn,
    severity,
    code,
    message,
  }));
  return `${visibleJson(JSON.stringify(rows, undefined, 2))}\n`;
}
