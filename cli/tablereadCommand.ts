import { Command, type Option } from 'commander';
import stringWidth from 'string-width';
import { message, type Locale, type MessageCode, type MessageValues } from '../foundation/message.ts';
import type { Context } from './context.ts';

/** An example of the help: a command line, and what it does. */
export interface Example {
  readonly line: string;
  readonly does: MessageCode;
}

/** What commander says by itself, in the reader's language. */
const titles: Readonly<Record<string, MessageCode>> = {
  'Usage:': 'cli/help-usage',
  'Arguments:': 'cli/help-arguments',
  'Options:': 'cli/help-options',
  'Commands:': 'cli/help-commands',
};

/**
 * A command of `tableread` whose help speaks the reader's language and ends with examples. Errors are thrown, never
 * printed here: `main` alone prints them.
 */
export function tablereadCommand(
  name: string,
  about: MessageCode,
  context: Context,
  examples: readonly Example[] = [],
): Command {
  const { locale, out } = context;
  const say = (code: MessageCode, values: MessageValues = {}): string => message(code, values, locale).text;
  return new Command(name)
    .description(say(about))
    .helpOption('-h, --help', say('cli/option-help'))
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError(false)
    .allowExcessArguments(false)
    .configureOutput({
      // Help holds no text but ours. Errors come as exceptions.
      writeOut: (text) => out.raw(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(out.columns, 100),
      getOutHasColors: () => out.hasColors,
    })
    .configureHelp({
      displayWidth: (text) => stringWidth(text),
      styleTitle: (title) => {
        const code = titles[title];
        return code === undefined ? title : say(code);
      },
      optionDescription: (option) => describeOption(option, locale),
    })
    .addHelpText('after', examples.length === 0 ? '' : exampleText(examples, say));
}

/** What an option does, which words it takes, and what holds without it. */
function describeOption(option: Option, locale: Locale): string {
  const standard: unknown = option.defaultValue;
  if (standard === undefined || standard === false) return option.description;
  const value = option.defaultValueDescription ?? (Array.isArray(standard) ? standard.join(',') : (standard as string));
  return `${option.description} ${message('cli/help-default', { value }, locale).text}`;
}

function exampleText(examples: readonly Example[], say: (code: MessageCode) => string): string {
  const lines = examples.flatMap(({ line, does }) => [`  tableread ${line}`, `      ${say(does)}`]);
  return ['', say('cli/help-examples'), ...lines, ''].join('\n');
}
