import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../cli/context.ts';
import { exitCodes } from '../../cli/exitCodes.ts';
import { program } from '../../cli/program.ts';
import { Terminal } from '../../cli/terminal.ts';
import { problemsPage } from '../../docs/problemsPage.ts';
import { openScript } from '../../production/openScript.ts';
import { root } from '../built.ts';

const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8');

describe('docs/problems.md', () => {
  it.each([
    ['problems.md', 'en'],
    ['problems.zh.md', 'zh'],
  ] as const)('%s is what the tables of messages say (npm run docs)', (name, locale) => {
    expect(read('docs', name)).toBe(problemsPage(locale));
  });
});

describe('README.md', () => {
  const readme = read('README.md');
  const silent = new Terminal({ write: () => true });
  const context: Context = {
    locale: 'en',
    out: silent,
    err: silent,
    stdin: (async function* () {})(),
    engineProgram: { entry: '' },
    signal: new AbortController().signal,
    exitCode: 0,
  };
  const commands = program(context).commands.filter((command) => !command.name().startsWith('_'));

  it('names every command and every option of render', () => {
    const options = (command: Command | undefined): readonly string[] =>
      command?.options.map((option) => option.long ?? '').filter((long) => long !== '--help') ?? [];
    const missing = [
      ...commands.map((command) => `tableread ${command.name()}`),
      ...options(commands.find((command) => command.name() === 'render')).map((option) => `\`${option}`),
    ].filter((words) => !readme.includes(words));
    expect(missing).toEqual([]);
  });

  it('names no option that there is not', () => {
    const known = new Set([
      '--help',
      '--locale',
      ...commands.flatMap((command) => command.options.map(({ long }) => long)),
    ]);
    expect(
      [...readme.matchAll(/`(--[a-z][a-z-]*)/g)].map(([, option]) => option).filter((option) => !known.has(option)),
    ).toEqual([]);
  });

  it('names every exit code', () => {
    for (const code of Object.values(exitCodes)) expect(readme).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'));
  });

  it('links only to files that are there', () => {
    for (const [, target = ''] of readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      expect(() => read(target)).not.toThrow(/ENOENT/);
  });

  it('shows only commands of npm that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('examples of scripts', () => {
  const examples = ['README.md', 'docs/language.md'].flatMap((name) =>
    [...read(name).matchAll(/```voice\n([\s\S]*?)```/g)].map(([, text = '']) => [name, text] as const),
  );

  it.each(examples)('%s: has no error but files that are not there: %j', async (_, text) => {
    const { screenplay } = await openScript(join(root, 'docs', 'example.voice'), text);
    const errors = screenplay.problems.filter(
      ({ severity, code }) => severity === 'error' && code !== 'voice/recording-missing',
    );
    expect(errors.map(({ code }) => code)).toEqual([]);
  });

  it('are many', () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
  });
});
