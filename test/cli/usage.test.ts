import { describe, expect, it } from 'vitest';
import { tableread } from './inProcess.ts';

const commands = ['check', 'render', 'speak', 'voices', 'samples', 'prune', 'lsp', 'completion'];

describe('help', () => {
  it.each([['en'], ['zh']] as const)('of every command has examples and speaks %s', async (locale) => {
    for (const command of commands) {
      const { code, out, err } = await tableread([command, '--help'], { locale });
      expect({ command, code, err }).toEqual({ command, code: 0, err: '' });
      expect(out).toContain(`tableread ${command}`);
      expect(out).toMatch(locale === 'zh' ? /用法：[\s\S]*示例：/ : /Usage:[\s\S]*Examples:/);
      expect(/\p{Script=Han}/u.test(out.replace(/晚上好。|悲伤|你好。/g, ''))).toBe(locale === 'zh');
      // A sentence without its value would show the placeholder.
      expect(out).not.toContain('{{');
    }
  });

  it('names every command and every exit code', async () => {
    const { out } = await tableread(['--help']);
    for (const command of commands) expect(out).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
    for (const code of [0, 1, 2, 3, 70, 130]) expect(out).toMatch(new RegExp(`^ {2}${code} `, 'm'));
    expect(out).not.toContain('__complete');
  });

  it('is what no command at all gives, with the exit code of wrong usage', async () => {
    expect((await tableread([])).code).toBe(2);
  });

  it('shows the version', async () => {
    expect(await tableread(['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });
});

describe('wrong usage is said in a sentence with a remedy', () => {
  it.each([
    [['chekc', 'x'], 'There is no command "chekc".', 'Did you mean `tableread check`?'],
    [['dance'], 'There is no command "dance".', 'Commands: check, render,'],
    [['check'], 'Something is missing: <script>.', '`tableread check --help`'],
    [['check', '--formt', 'json', 'x'], 'There is no option --formt here.', 'Did you mean --format?'],
    [['check', '--xyzzy', 'x'], 'There is no option --xyzzy here.', '`tableread check --help`'],
    [['check', '--format'], '--format', 'tableread check --help'],
    [['check', '--format', 'xml', 'x'], '--format cannot be "xml".', 'Allowed: text, json, sarif.'],
    [['check', 'x', '--locale', 'fr'], '--locale cannot be "fr".', 'Allowed: en, zh.'],
    [['render', 'x', '--format', 'wav,ogg'], '--format cannot be "ogg".', 'Allowed: wav, mp3, flac.'],
    [['render', 'x', '--bits', '12'], '--bits cannot be "12".', 'Allowed: 16, 24, 32.'],
    [['render', 'x', '--jobs', '0'], '--jobs cannot be "0".', 'Allowed: 1 – 16.'],
    [['render', 'x', '--jobs', '2.5'], '--jobs cannot be "2.5".', 'Allowed: 1 – 16.'],
    [['render', 'x', '--loudness', 'loud'], '--loudness cannot be "loud".', 'Allowed: -40 – -5 LUFS.'],
    [['render', 'x', '--true-peak', '3'], '--true-peak cannot be "3".', 'Allowed: -20 – 0 dB.'],
    [['render', 'x', '--sample-rate', '44100.5'], '--sample-rate cannot be "44100.5".', 'Allowed: 8000 – 192000 Hz.'],
    [['render', 'x', '--channels', '5.1'], '--channels cannot be "5.1".', 'Allowed: mono, stereo.'],
    [['render', 'x', '--engine', 'festival'], '--engine cannot be "festival".', 'Allowed: draft,'],
    [['render', 'x', '--out', ''], '--out needs a value.', '`tableread render --help` says which.'],
    [['render', 'x', '--deliver', 'everything'], '--deliver cannot be "everything".', 'Allowed: whole, chapters,'],
    [['speak', 'two', 'words'], 'There is a word too many.', 'need quotes'],
    [['speak', ' '], 'There is nothing to speak.', 'tableread speak'],
    [['speak', 'one\ntwo'], '`speak` takes one line; this has 2.', '`tableread render`'],
    [['completion', 'csh'], 'cannot be "csh".', 'Allowed: bash, zsh, fish, powershell.'],
    [['prune', '--days', '-1'], '--days cannot be "-1".', 'Allowed: 0 – 36500.'],
  ])('%j', async (args, text, hint) => {
    const { code, out, err } = await tableread(args);
    expect(err).toContain(text);
    expect(err).toContain(hint);
    expect(err).not.toMatch(/^\s+at /m);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  it('in Chinese too', async () => {
    const { err } = await tableread(['check', '--format', 'xml', 'x'], { locale: 'zh' });
    expect(err).toBe('错误：--format 不能是“xml”。\n  可用的值：text, json, sarif。\n');
  });

  it('takes units as the front matter does, and refuses control characters visibly', async () => {
    const { err } = await tableread(['render', 'nowhere.voice', '--loudness', '-16 LUFS', '--sample-rate', '44.1kHz']);
    expect(err).toContain('"nowhere.voice" is not there.');
    expect((await tableread(['check', '\u001b[31m.voice'])).err).toContain('"␛[31m.voice" is not there.');
  });
});
