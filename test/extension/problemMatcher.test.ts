import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findings } from '../../cli/reports/finding.ts';
import { textReport } from '../../cli/reports/textReport.ts';
import type { Terminal } from '../../cli/terminal.ts';
import type { Locale } from '../../foundation/message.ts';
import { scriptAt } from '../language-server/scriptAt.ts';

interface Matcher {
  readonly name: string;
  readonly severity?: string;
  readonly pattern: readonly [
    Readonly<Record<'regexp', string>> &
      Readonly<Record<'file' | 'line' | 'column' | 'severity' | 'message' | 'code', number>>,
  ];
}
const facts = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as {
  readonly contributes: { readonly problemMatchers: readonly Matcher[] };
};
const matchers = facts.contributes.problemMatchers;

/** What the command line prints of a script's problems. */
function printed(text: string, locale: Locale): readonly string[] {
  const { script } = scriptAt(text);
  const lines: string[] = [];
  const terminal = {
    columns: 80,
    line: (...spans: readonly (string | { readonly text: string })[]) => {
      lines.push(spans.map((span) => (typeof span === 'string' ? span : span.text)).join(''));
    },
  } as unknown as Terminal;
  textReport(findings('scenes/one.voice', script.tree, script.screenplay.problems, locale), terminal, locale);
  return lines;
}

const script = 'A (afriad 0.7): Hi.\nthis is nothing\n';

describe('problem matchers', () => {
  it.each(['en', 'zh'] as const)('find every problem that the command line prints (%s)', (locale) => {
    const found = printed(script, locale).flatMap((text) =>
      matchers.flatMap(({ name, severity, pattern: [pattern] }) => {
        const match = new RegExp(pattern.regexp).exec(text);
        if (match === null) return [];
        const { file, line, column, code } = pattern;
        return [
          {
            name,
            is: severity ?? match[pattern.severity],
            at: [match[file], match[line], match[column]],
            code: match[code],
          },
        ];
      }),
    );
    const [errors, warnings] =
      locale === 'zh' ? ['tableread-zh-errors', 'tableread-zh-warnings'] : ['tableread', 'tableread'];
    expect(found.map(({ name, is, at, code }) => [name, is, ...at, code])).toEqual([
      [warnings, 'warning', 'scenes/one.voice', '1', '1', 'voice/unknown-speaker'],
      [warnings, 'warning', 'scenes/one.voice', '1', '4', 'voice/unknown-emotion'],
      [errors, 'error', 'scenes/one.voice', '2', '1', 'voice/unknown-line'],
    ]);
  });
});
