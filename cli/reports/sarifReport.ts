import type { Log, ReportingDescriptor, Result } from 'sarif';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { message, type Locale, type MessageCode } from '../../foundation/message.ts';
import { visibleJson } from '../visibleText.ts';
import type { Finding } from './finding.ts';

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;

/** The findings as SARIF 2.1.0, the format that code-scanning services read. */
export function sarifReport(findings: readonly Finding[], version: string, locale: Locale): string {
  const codes = [...new Set(findings.map((finding) => finding.code))].sort();
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Tableread', semanticVersion: version, rules: codes.map((code) => rule(code, locale)) },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, codes)),
      },
    ],
  };
  return `${visibleJson(JSON.stringify(log, undefined, 2))}\n`;
}

function rule(code: string, locale: Locale): ReportingDescriptor {
  const { explanation } = message(code as MessageCode, {}, locale);
  return { id: code, ...(explanation === undefined ? {} : { fullDescription: { text: explanation } }) };
}

function result(finding: Finding, codes: readonly string[]): Result {
  const { line, column, endLine, endColumn } = finding;
  return {
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: levels[finding.severity],
    message: { text: finding.hint === undefined ? finding.message : `${finding.message} ${finding.hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uri(finding.file) },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
  };
}

/** A relative reference stays relative: the service resolves it against the repository. */
function uri(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(/[\\/]/).map(encodeURIComponent).join('/');
}
