import type { Locale } from '../foundation/message.ts';

/**
 * The language to speak to a person: `--locale` wherever it stands, else the first of LC_ALL, LC_MESSAGES, LANG that is
 * set, else what the operating system says. Looked up before the options are read, since their errors need it.
 */
export function localeOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  system: string,
): Locale {
  const named =
    args.find((arg) => arg.startsWith('--locale='))?.slice('--locale='.length) ??
    (args.includes('--locale') ? args[args.indexOf('--locale') + 1] : undefined);
  const variable = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  return /^zh\b|^zh[_-]/i.test(named ?? variable ?? system) ? 'zh' : 'en';
}
