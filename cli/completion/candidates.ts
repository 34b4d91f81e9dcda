import type { Argument, Command, Option } from 'commander';

/** A word that would fit at the cursor. */
export interface Candidate {
  readonly word: string;
  readonly about: string;
}

/** Words that only the script or the engine knows, by flag: `--scene`, `--voice`. */
export type Lookups = Readonly<Record<string, (words: readonly string[]) => Promise<readonly Candidate[]>>>;

/**
 * What fits at the cursor of a command line; undefined: a file.
 *
 * @param words those after `tableread`; one at `at` is being typed, or none yet
 */
export async function candidates(
  tableread: Command,
  words: readonly string[],
  at: number,
  lookups: Lookups,
): Promise<readonly Candidate[] | undefined> {
  // bash takes `--format=json` apart at the `=`.
  const parts = words.slice(0, at + 1).filter((word) => word !== '=');
  const isTyping = at < words.length && words[at] !== '=';
  const current = isTyping ? (parts.pop() ?? '') : '';
  const [flag, typed] = current.startsWith('--') && current.includes('=') ? splitOnce(current) : [undefined, current];

  const command = tableread.commands.find((each) => parts.includes(each.name()));
  const options = [...(command?.options ?? []), ...tableread.options].filter((option) => !option.hidden);
  const previous = parts.at(-1);
  const asking = flag ?? previous;
  const awaiting = options.find(
    (option) => asking !== undefined && takesValue(option) && [option.short, option.long].includes(asking),
  );

  if (awaiting !== undefined) {
    const values = await valuesOf(awaiting, parts, lookups);
    if (values === undefined) return undefined;
    // Of a list the last word is being typed.
    const comma = isList(awaiting) ? typed.lastIndexOf(',') + 1 : 0;
    const lead = (flag === undefined ? '' : `${flag}=`) + typed.slice(0, comma);
    return starting(values, typed.slice(comma)).map((each) => ({ ...each, word: lead + each.word }));
  }
  if (current.startsWith('-')) {
    const known = options.map((option) => ({ word: option.long ?? option.flags, about: option.description }));
    return starting([...known, { word: '--help', about: '' }], current);
  }
  if (command === undefined) {
    const known = tableread.commands
      .filter((each) => !each.name().startsWith('_'))
      .map((each) => ({ word: each.name(), about: each.description() }));
    return starting(known, current);
  }
  const [argument] = command.registeredArguments as readonly (Argument | undefined)[];
  return argument?.argChoices === undefined
    ? undefined
    : starting(
        argument.argChoices.map((word) => ({ word, about: '' })),
        current,
      );
}

function isList(option: Option): boolean {
  return option.flags.endsWith('<list>');
}

function takesValue(option: Option): boolean {
  return option.required || option.optional;
}

async function valuesOf(
  option: Option,
  words: readonly string[],
  lookups: Lookups,
): Promise<readonly Candidate[] | undefined> {
  if (option.argChoices !== undefined) return option.argChoices.map((word) => ({ word, about: '' }));
  return lookups[option.long ?? '']?.(words);
}

function starting(known: readonly Candidate[], typed: string): readonly Candidate[] {
  return known.filter(({ word }) => word.toLowerCase().startsWith(typed.toLowerCase()));
}

function splitOnce(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
