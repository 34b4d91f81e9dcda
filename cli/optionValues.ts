import { Option } from 'commander';
import { message, type Locale } from '../foundation/message.ts';
import { allowedValues, readChoice, readNumberSetting, type Setting } from '../foundation/settings.ts';
import { catalogue } from '../models/catalogue.ts';
import { UsageError } from './usageError.ts';

/** Reads an option that is one of some words, without regard to case. */
export function oneOf<Choice extends string>(option: string, choices: readonly Choice[]): (value: string) => Choice {
  return (value) => {
    const found = choices.find((choice) => choice === value.toLowerCase());
    if (found !== undefined) return found;
    throw new UsageError('cli/option-value', { option, value, allowed: choices.join(', ') });
  };
}

/** An option that is one of some words, which its help and the shell's completion name. */
export function choiceOption(flag: string, about: string, choices: readonly string[], standard?: string): Option {
  const option = new Option(`${flag} <choice>`, `${about} (${choices.join(', ')})`);
  return option.choices(choices).argParser(oneOf(flag, choices)).default(standard);
}

/** An option that is a list of some words, with commas between them. */
export function listOption(flag: string, about: string, choices: readonly string[]): Option {
  const read = oneOf(flag, choices);
  return new Option(`${flag} <list>`, `${about} (${choices.join(', ')})`)
    .choices(choices)
    .argParser((value: string, previous: readonly string[] | undefined) => [
      ...new Set([...(previous ?? []), ...value.split(',').map((word) => read(word.trim()))]),
    ]);
}

/** `--engine`: one of the catalogue. */
export function engineOption(about: string): Option {
  const known = [...catalogue.keys()];
  return new Option('--engine <engine>', `${about} (${known.join(', ')})`)
    .choices(known)
    .argParser(oneOf('--engine', known));
}

/** Collects an option given several times. Names may hold commas, so nothing is split. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/**
 * The option of a setting: its flag (`--sample-rate`), its sentence, its values. Numbers take the units of the front
 * matter, lists take commas.
 */
export function settingOption(setting: Setting, locale: Locale, flag = kebab(setting.name)): Option {
  const option = `--${flag}`;
  const refuse = (value: string): never => {
    throw new UsageError('cli/option-value', { option, value, allowed: allowedValues(setting) });
  };
  const placeholder = setting.type === 'number' ? '<number>' : setting.type === 'list' ? '<list>' : '<choice>';
  const made = new Option(`${option} ${placeholder}`, describe(setting, locale));
  switch (setting.type) {
    case 'number':
      return made.argParser((value: string) => readNumberSetting(setting, value) ?? refuse(value));
    case 'choice':
      return made.choices(setting.choices).argParser((value: string) => readChoice(setting, value) ?? refuse(value));
    case 'list':
      return made.choices(setting.choices).argParser((value: string, previous: readonly string[] | undefined) => {
        const words = value.split(',').map((word) => readChoice(setting, word) ?? refuse(word.trim()));
        return [...new Set([...(previous ?? []), ...words])];
      });
  }
}

function describe(setting: Setting, locale: Locale): string {
  // Sentences of settings end with a full stop; lines of a help do not.
  return `${message(setting.sentence, {}, locale).text.replace(/[.。]$/, '')} (${allowedValues(setting)})`;
}

/** `sampleRate` as it is written in a command: `sample-rate`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
