import type { Log } from 'sarif';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableread } from './inProcess.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'tableread-check-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function script(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const broken =
  '---\ncast:\n  MIRA: { draft: en+f3 }\n---\nMIRA (afriad 0.7): Did you hear that?\nwhat is this\nMIRA: Good.\n';

describe('tableread check', () => {
  it('names place, sentence, line and remedy for people', async () => {
    const path = await script('people.voice', broken);
    const { code, out, err } = await tableread(['check', path]);
    expect(code).toBe(1);
    expect(err).toBe('');
    expect(out).toContain(`${path}:6:1 error: `);
    expect(out).toContain('    6 │ what is this\n      │ ~~~~~~~~~~~~\n');
    expect(out).toContain('    5 │ MIRA (afriad 0.7): Did you hear that?\n      │       ~~~~~~');
    expect(out).toMatch(/→ .*afraid/);
    expect(out).toMatch(/✗ .*people\.voice {2}2 cues, 1 speaker, about 0:0\d {2}1 error and 1 warning\n$/);
  });

  it('says how long the script will be: pauses count, what nobody speaks does not', async () => {
    const line = (text: string) => `[4s]: ${text}\n`;
    const long = await script('long.voice', `${line('one')}~ 20s\n${line('two')}`);
    expect((await tableread(['check', long])).out).toContain(' about 0:28 ');
    const sounds = await script('sounds.voice', `SFX [50s]: a door\n${line('one')}[at 0:02] ${line('two')}`);
    expect((await tableread(['check', sounds])).out).toContain('  2 cues, 1 speaker, about 0:06 ');
  });

  it('speaks Chinese', async () => {
    const path = await script('chinese.voice', broken);
    const { out } = await tableread(['check', path], { locale: 'zh' });
    expect(out).toContain(`${path}:6:1 错误：`);
    expect(out).toContain('1 个错误和 1 个警告');
  });

  it('gives exactly the agreed fields as JSON, 1-based, in UTF-16 units', async () => {
    const path = await script('units.voice', '\ufeff: 👍 {nonsense} text\r\n');
    const { code, out } = await tableread(['check', '--format', 'json', path]);
    expect(code).toBe(1);
    const rows = JSON.parse(out) as Record<string, unknown>[];
    expect(rows).toHaveLength(1);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
      ['file', 'line', 'column', 'endLine', 'endColumn', 'severity', 'code', 'message'].sort(),
    );
    // The mark is no column, 👍 is two.
    expect(rows[0]).toMatchObject({ file: path, line: 1, column: 7, endLine: 1, endColumn: 15, severity: 'error' });
    expect(String(rows[0]?.['code'])).toMatch(/^voice\//);
  });

  it('is silent in JSON about a script without problems, and exits 0', async () => {
    const path = await script('fine.voice', ': Hello.\n');
    expect(await tableread(['check', '--format', 'json', path])).toMatchObject({ code: 0, out: '[]\n', err: '' });
  });

  it('exits 0 for warnings alone', async () => {
    const path = await script('warning.voice', 'STRANGER: Hello.\n');
    const { code, out } = await tableread(['check', path]);
    expect(out).toContain('1 warning');
    expect(code).toBe(0);
  });

  it('checks several files and standard input, in the order given', async () => {
    const [one, two] = [await script('one.voice', 'x\n'), await script('two.voice', '\ny\n')];
    const { code, out } = await tableread(['check', '--format', 'json', two, '-', one], { stdin: '\n\nz' });
    expect(code).toBe(1);
    const rows = JSON.parse(out) as { file: string; line: number }[];
    expect(rows.map(({ file, line }) => [file, line])).toEqual([
      [two, 2],
      ['-', 3],
      [one, 1],
    ]);
  });

  it('reports SARIF 2.1.0', async () => {
    const path = await script('sarif.voice', broken);
    const { code, out } = await tableread(['check', '--format', 'sarif', path]);
    expect(code).toBe(1);
    const log = JSON.parse(out) as Log;
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run?.tool.driver.name).toBe('Tableread');
    expect(run?.columnKind).toBe('utf16CodeUnits');
    const rules = run?.tool.driver.rules?.map(({ id }) => id) ?? [];
    for (const result of run?.results ?? []) expect(rules[result.ruleIndex ?? -1]).toBe(result.ruleId);
    expect(run?.results?.map(({ level }) => level)).toEqual(['warning', 'error']);
    const place = run?.results?.[1]?.locations?.[0]?.physicalLocation;
    expect(place?.artifactLocation?.uri).toMatch(/^file:\/\/\/.*sarif\.voice$/);
    expect(place?.region).toEqual({ startLine: 6, startColumn: 1, endLine: 6, endColumn: 13 });
  });

  it('lets nothing of a script reach the terminal but what can be seen', async () => {
    const path = await script('attack.voice', '\u001b]0;owned\u0007 \u202eevil\u009b2J\n: {\u001b[31m}\n');
    for (const format of ['text', 'json', 'sarif']) {
      const { out, err } = await tableread(['check', '--format', format, path], { columns: 80 });

      expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });

  it('shows mistakes of the files that a script names in those files', async () => {
    await writeFile(join(folder, 'shared.yaml'), '\ufefftitle: A\r\ncolour: red\r\nmoods:\r\n  low: sad 1.4\r\n');
    const path = await script('sharing.voice', '---\nextends: shared.yaml\n---\nwhat is this\n');
    const shared = join(folder, 'shared.yaml');
    const { code, out } = await tableread(['check', path], { columns: 200 });
    expect(code).toBe(1);
    expect(out).toContain(`${shared}:2:1 warning: `);
    expect(out).toContain('    2 │ colour: red\n      │ ~~~~~~\n');
    expect(out).toContain(`${shared}:4:12 error: `);
    expect(out).toContain('    4 │   low: sad 1.4\n      │            ~~~\n');
    const rows = JSON.parse((await tableread(['check', '--format', 'json', path])).out) as Record<string, unknown>[];
    expect(rows.map(({ file, line, column, endLine, endColumn }) => [file, line, column, endLine, endColumn])).toEqual([
      [shared, 2, 1, 2, 7],
      [shared, 4, 12, 4, 15],
      [path, 4, 1, 4, 13],
    ]);
    const log = JSON.parse((await tableread(['check', '--format', 'sarif', path])).out) as Log;
    expect(log.runs[0]?.results?.[1]?.locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: expect.stringMatching(/shared\.yaml$/) as string },
      region: { startLine: 4, startColumn: 12, endLine: 4, endColumn: 15 },
    });
  });

  it('reads what a script names: a lexicon, sounds, recordings', async () => {
    await writeFile(join(folder, 'words.yaml'), 'Ueno: OO eh no\n');
    const path = await script('names.voice', '---\nlexicon: words.yaml\n---\n: Ueno.\n! nowhere.wav\n');
    const rows = JSON.parse((await tableread(['check', '--format', 'json', path])).out) as { line: number }[];
    expect(rows.map(({ line }) => line)).toEqual([5]);
  });
});
