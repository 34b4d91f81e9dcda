import type { Command } from 'commander';
import { message } from '../../foundation/message.ts';
import { openScript } from '../../production/openScript.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exitCodes.ts';
import { choiceOption } from '../optionValues.ts';
import { packageVersion } from '../packageFolder.ts';
import { readScriptOrInput } from '../readScript.ts';
import { findings, type Finding } from '../reports/finding.ts';
import { jsonReport } from '../reports/jsonReport.ts';
import { sarifReport } from '../reports/sarifReport.ts';
import { scriptSummary } from '../reports/scriptSummary.ts';
import { textReport } from '../reports/textReport.ts';
import { tablereadCommand } from '../tablereadCommand.ts';

/** `tableread check`: the problems of scripts, for people or for programs. */
export function checkCommand(context: Context): Command {
  const say = (code: Parameters<typeof message>[0]): string => message(code, {}, context.locale).text;
  return tablereadCommand('check', 'cli/about-check', context, [
    { line: 'check episode.voice', does: 'cli/example-check' },
    { line: 'check --format json act1.voice act2.voice', does: 'cli/example-check-json' },
    { line: 'check - < episode.voice', does: 'cli/example-check-stdin' },
  ])
    .argument('<script...>', say('cli/argument-scripts'))
    .addOption(choiceOption('--format', say('cli/option-check-format'), ['text', 'json', 'sarif'], 'text'))
    .action(async (scripts: readonly string[], { format }: { format: 'text' | 'json' | 'sarif' }) => {
      const all: Finding[] = [];
      for (const file of scripts) {
        const { place, text } = await readScriptOrInput(file, context.stdin);
        const script = await openScript(place, text);
        const found = findings(file, script.tree, script.screenplay.problems, context.locale);
        if (format === 'text') {
          textReport(found, context.out, context.locale);
          context.out.line(...scriptSummary(file, script.screenplay, found, context.locale));
        }
        all.push(...found);
      }
      if (format === 'json') context.out.raw(jsonReport(all));
      if (format === 'sarif') context.out.raw(sarifReport(all, packageVersion(), context.locale));
      if (all.some((finding) => finding.severity === 'error')) context.exitCode = exitCodes.problems;
    });
}
