import type { Command } from 'commander';
import { message } from '../foundation/message.ts';
import { checkCommand } from './commands/check.ts';
import { completeCommand } from './commands/complete.ts';
import { completionCommand } from './commands/completion.ts';
import { lspCommand } from './commands/lsp.ts';
import { pruneCommand } from './commands/prune.ts';
import { renderCommand } from './commands/render.ts';
import { samplesCommand } from './commands/samples.ts';
import { speakCommand } from './commands/speak.ts';
import { voicesCommand } from './commands/voices.ts';
import type { Context } from './context.ts';
import { choiceOption } from './optionValues.ts';
import { packageVersion } from './packageFolder.ts';
import { tablereadCommand } from './tablereadCommand.ts';

/** The command line as a whole: every command with its options, ready to be parsed. */
export function program(context: Context): Command {
  const say = (code: Parameters<typeof message>[0]): string => message(code, {}, context.locale).text;
  const tableread = tablereadCommand('tableread', 'cli/about', context, [
    { line: 'samples', does: 'cli/example-samples' },
    { line: 'render samples/two-hander.voice', does: 'cli/example-render' },
    { line: 'check my-script.voice', does: 'cli/example-check' },
  ])
    .usage('<command> [options]')
    .version(packageVersion(), '-V, --version', say('cli/option-version'))
    .addOption(choiceOption('--locale', say('cli/option-locale'), ['en', 'zh']));
  for (const command of [
    checkCommand,
    renderCommand,
    speakCommand,
    voicesCommand,
    samplesCommand,
    pruneCommand,
    lspCommand,
    completionCommand,
  ]) {
    tableread.addCommand(command(context));
  }
  tableread.addCommand(
    completeCommand(context, () => tableread),
    { hidden: true },
  );
  return tableread.addHelpText('after', `${say('cli/exit-codes')}\n`);
}
