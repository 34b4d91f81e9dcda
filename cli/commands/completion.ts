import { Argument, type Command } from 'commander';
import { message } from '../../foundation/message.ts';
import { completionScripts, shells, type Shell } from '../completion/completionScripts.ts';
import type { Context } from '../context.ts';
import { oneOf } from '../optionValues.ts';
import { tablereadCommand } from '../tablereadCommand.ts';

/** `tableread completion`: a script for the shell, which then asks `tableread __complete`. */
export function completionCommand(context: Context): Command {
  const say = (code: Parameters<typeof message>[0]): string => message(code, {}, context.locale).text;
  return tablereadCommand('completion', 'cli/about-completion', context, [
    { line: 'completion bash >> ~/.bashrc', does: 'cli/example-completion-bash' },
    { line: 'completion zsh > ~/.zfunc/_tableread', does: 'cli/example-completion-zsh' },
    { line: 'completion fish > ~/.config/fish/completions/tableread.fish', does: 'cli/example-completion-fish' },
    { line: 'completion powershell >> $PROFILE', does: 'cli/example-completion-powershell' },
  ])
    .addArgument(
      new Argument('<shell>', `${say('cli/argument-shell')} (${shells.join(', ')})`)
        .choices(shells)
        .argParser(oneOf('<shell>', shells)),
    )
    .action((shell: Shell) => context.out.raw(completionScripts[shell]));
}
