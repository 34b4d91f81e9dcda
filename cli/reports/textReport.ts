import type { Locale } from '../../foundation/message.ts';
import { codeFrame } from '../codeFrame.ts';
import { labelled, severityStyles } from '../labelled.ts';
import type { Terminal } from '../terminal.ts';
import type { Finding } from './finding.ts';

/** Prints findings for people: place, sentence, the line itself with the mark, what to do. */
export function textReport(findings: readonly Finding[], terminal: Terminal, locale: Locale): void {
  for (const finding of findings) {
    const style = severityStyles[finding.severity];
    terminal.line(
      { text: `${finding.file}:${finding.line}:${finding.column}`, style: 'bold' },
      ' ',
      ...labelled(finding.severity, `${finding.message} `, locale),
      { text: finding.code, style: 'dim' },
    );
    const { text, line, column, endColumn } = finding;
    for (const spans of codeFrame(text, line, column - 1, endColumn - 1, style, terminal.columns))
      terminal.line(...spans);
    if (finding.hint !== undefined) terminal.line('        ', finding.hint);
    for (const fix of finding.fixes) terminal.line('        ', { text: `→ ${fix}`, style: 'green' });
    terminal.line();
  }
}
