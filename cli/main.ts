import { CommanderError, type Command } from 'commander';
import { message, type MessageCode } from '../foundation/message.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import { suggestion } from '../screenplay/suggestion.ts';
import type { Context } from './context.ts';
import { exitCodes, type ExitCode } from './exitCodes.ts';
import { fileSystemError } from './fileSystemError.ts';
import { labelled } from './labelled.ts';
import { program } from './program.ts';
import { UsageError } from './usageError.ts';

/**
 * Runs `tableread` with its arguments and gives the exit code. Nothing is thrown: what people can mend is said in one
 * sentence with a hint, anything else is a mistake of ours and keeps its stack.
 */
export async function main(args: readonly string[], context: Context): Promise<ExitCode> {
  const tableread = program(context);
  try {
    await tableread.parseAsync(args, { from: 'user' });
    return context.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.ok;
      // No command at all: commander has printed the help by itself.
      if (error.code === 'commander.help') return exitCodes.usage;
      return say(commandLineError(error, tableread, args), context, exitCodes.usage);
    }
    if (context.signal.aborted) {
      context.err.line({ text: message('cli/cancelled', {}, context.locale).text, style: 'yellow' });
      return exitCodes.cancelled;
    }
    const known = error instanceof TablereadError ? error : fileSystemError(error);
    if (known === undefined) return bug(error, context);
    return say(known, context, isUsage(known) ? exitCodes.usage : exitCodes.failure);
  }
}

/** What other rooms find wrong with a value of the command line. */
const usageCodes: ReadonlySet<MessageCode> = new Set<MessageCode>([
  'cli/no-voices',
  'production/unknown-scene',
  'production/unknown-speaker',
  'production/unknown-cue',
  'production/option-range',
]);

function isUsage(error: TablereadError): boolean {
  return error instanceof UsageError || usageCodes.has(error.code);
}

function say(error: TablereadError, { err, locale }: Context, code: ExitCode): ExitCode {
  const { text, hint } = error.in(locale);
  err.line(...labelled('error', text, locale));
  if (hint !== undefined) err.line(`  ${hint}`);
  return code;
}

function bug(error: unknown, { err, locale }: Context): ExitCode {
  err.line({ text: message('cli/bug', {}, locale).text, style: 'red' });
  err.text(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  err.line(message('cli/bug', {}, locale).hint ?? '');
  return exitCodes.bug;
}

/** What commander found wrong, as our own error: its messages are English only, what they are about stands in quotes. */
function commandLineError(error: CommanderError, tableread: Command, args: readonly string[]): UsageError {
  const about = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const commands = tableread.commands.map((each) => each.name()).filter((name) => !name.startsWith('_'));
  const command = tableread.commands.find((each) => args.includes(each.name()));
  const help = command === undefined ? 'tableread --help' : `tableread ${command.name()} --help`;
  switch (error.code) {
    case 'commander.unknownCommand': {
      const meant = suggestion(about, commands);
      return meant === undefined
        ? new UsageError('cli/unknown-command', { command: about, known: commands.join(', ') })
        : new UsageError('cli/misspelt-command', { command: about, meant });
    }
    case 'commander.unknownOption': {
      const options = [...(command?.options ?? []), ...tableread.options].map((option) => option.long ?? option.flags);
      const meant = suggestion(about, options);
      return meant === undefined
        ? new UsageError('cli/unknown-option', { option: about, help })
        : new UsageError('cli/misspelt-option', { option: about, meant });
    }
    case 'commander.optionMissingArgument':
      return new UsageError('cli/option-without-value', { option: about, help });
    case 'commander.missingArgument':
      return new UsageError('cli/argument-missing', { argument: about, help });
    case 'commander.excessArguments':
      return new UsageError('cli/too-many-arguments', { help });
    default:
      return new UsageError('cli/wrong-usage', { reason: error.message.replace(/^error: /, ''), help });
  }
}
