import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built, dist } from '../built.ts';
import { tableread } from './inProcess.ts';

let folder: string;
beforeAll(async () => {
  await built();
  folder = await mkdtemp(join(tmpdir(), 'tableread-completion-'));
  writeFileSync(join(folder, 'play.voice'), '# Act One\n## The platform\nMIRA: Hello.\nTOM (id tom_1): Yes.\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is offered with the cursor behind the last word; undefined: files. */
async function offered(...words: readonly string[]): Promise<readonly string[] | undefined> {
  const { code, out } = await tableread(['__complete', '--at', String(words.length - 1), '--', ...words]);
  expect(code).toBe(0);
  if (out === ':files\n') return undefined;
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t', 1)[0] ?? '');
}

describe('what is offered', () => {
  it('commands', async () => {
    expect(await offered('')).toEqual(['check', 'render', 'speak', 'voices', 'samples', 'prune', 'lsp', 'completion']);
    expect(await offered('s')).toEqual(['speak', 'samples']);
    expect(await offered('--locale', 'zh', 'ch')).toEqual(['check']);
  });

  it('options of the command, and its values', async () => {
    expect(await offered('check', '--f')).toEqual(['--format']);
    expect(await offered('check', '--format', '')).toEqual(['text', 'json', 'sarif']);
    expect(await offered('check', '--format', 's')).toEqual(['sarif']);
    expect(await offered('check', '--format=j')).toEqual(['--format=json']);
    expect(await offered('check', '--format', '=', 'j')).toEqual(['json']);
    expect(await offered('render', '--channels', '')).toEqual(['mono', 'stereo']);
    expect(await offered('completion', '')).toEqual(['bash', 'zsh', 'fish', 'powershell']);
  });

  it('the next word of a list', async () => {
    expect(await offered('render', '--format', 'wav,m')).toEqual(['wav,mp3']);
    expect(await offered('render', '--deliver', 'whole,s')).toEqual(['whole,scenes', 'whole,stems']);
  });

  it('files where there is nothing to know', async () => {
    expect(await offered('check', '')).toBeUndefined();
    expect(await offered('render', 'play.voice', '--out', '')).toBeUndefined();
  });

  it('scenes, speakers and ids of the script on the line', async () => {
    const path = join(folder, 'play.voice');
    expect(await offered('render', path, '--scene', '')).toEqual(['Act One', 'The platform']);
    expect(await offered('render', path, '--speaker', 'm')).toEqual(['MIRA']);
    expect(await offered('render', path, '--cue', 'tom')).toEqual(['tom_1']);
    expect(await offered('render', join(folder, 'nowhere.voice'), '--scene', '')).toEqual([]);
  });

  it('voices', async () => {
    expect(await offered('speak', 'Hello.', '--voice', 'en-gb-s')).toContain('en-gb-scotland');
  });
});

describe('the scripts of the shells', () => {
  const shells = {
    bash: (words: readonly string[]): string =>
      `source ./completion.bash; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _tableread; printf '%s\\n' "\${COMPREPLY[@]}"`,
    fish: (line: string): string => `source ./completion.fish; complete -C '${line}'`,
  };

  beforeAll(async () => {
    // `tableread` on the path, as it would be after an installation.
    mkdirSync(join(folder, 'bin'));
    writeFileSync(
      join(folder, 'bin', 'tableread'),
      `#!/bin/sh\nexec "${process.execPath}" "${join(dist, 'cli.mjs')}" "$@"\n`,
    );
    chmodSync(join(folder, 'bin', 'tableread'), 0o755);
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
      const { out } = await tableread(['completion', shell]);
      writeFileSync(join(folder, `completion.${shell}`), out);
    }
  });

  function inShell(shell: string, args: readonly string[]): string {
    const { stdout, stderr } = spawnSync(shell, args, {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
        LC_ALL: 'C.UTF-8',
      },
    });
    expect(stderr).toBe('');
    return stdout;
  }

  function has(shell: string): boolean {
    const there = process.platform !== 'win32' && spawnSync(shell, ['--version']).status === 0;
    if (!there) console.warn(`SKIPPED: completion in ${shell}, which is not on this machine.`);
    return there;
  }

  it.skipIf(!has('bash'))('bash offers commands, values and names with spaces', () => {
    const complete = (words: readonly string[]): string[] =>
      inShell('bash', ['-c', shells.bash(words)])
        .trim()
        .split('\n');
    expect(complete(['tableread', 'ch'])).toEqual(['check']);
    expect(complete(['tableread', 'check', '--format', 's'])).toEqual(['sarif']);
    expect(complete(['tableread', 'render', 'play.voice', '--scene', ''])).toEqual(['Act\\ One', 'The\\ platform']);
    expect(complete(['tableread', 'check', ''])).toEqual(['']);
  });

  it.skipIf(!has('fish'))('fish offers commands with what they do, values and names with spaces', () => {
    const complete = (line: string): string[] =>
      inShell('fish', ['--no-config', '-c', shells.fish(line)])
        .trim()
        .split('\n');
    expect(complete('tableread che')).toEqual([expect.stringMatching(/^check\tname every problem/)]);
    expect(complete('tableread check --format s')).toEqual(['sarif']);
    expect(complete('tableread render play.voice --scene ')).toEqual(['Act One\t#', 'The platform\t##']);
    expect(complete('tableread check pl')).toEqual(['play.voice']);
  });

  it.skipIf(!has('zsh'))('zsh offers commands, values and names with spaces', () => {
    // The completion system needs a terminal; its builtin that takes the candidates is replaced by one that shows them.
    const complete = (words: readonly string[]): string[] =>
      inShell('zsh', [
        '-f',
        '-c',
        `compdef() { }; _describe() { print -rl -- "\${(@P)2}" }; _files() { print files }; source ./completion.zsh; words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length}; _tableread`,
      ])
        .trim()
        .split('\n');
    expect(complete(['tableread', 'che'])).toEqual([expect.stringMatching(/^check:name every problem/)]);
    expect(complete(['tableread', 'render', 'play.voice', '--scene', ''])).toEqual(['Act One:#', 'The platform:##']);
    expect(complete(['tableread', 'check', ''])).toEqual(['files']);
  });
});
