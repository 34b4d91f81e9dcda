import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built, root } from '../built.ts';
import { badScripts } from './badScripts.ts';
import { tableread, type Run } from './inProcess.ts';
import { wav } from './wav.ts';

let folder: string;
beforeAll(async () => {
  await built();
  folder = await mkdtemp(join(tmpdir(), 'tableread-bad-'));
  copyFileSync(join(root, 'samples', 'sounds', 'bell.wav'), join(folder, 'bell.wav'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Row {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: string;
  readonly code: string;
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What people see is never a stack trace. */
function expectNoStack({ out, err }: Run): void {
  expect(out + err).not.toMatch(/^\s+at .*[:(]\d+/m);
  expect(out + err).not.toContain('bug');
}

describe('broken scripts', () => {
  it('are sixty or more', () => {
    expect(new Set(badScripts.map(([what]) => what)).size).toBeGreaterThanOrEqual(60);
  });

  it.each(badScripts)('%s: %s', async (_, code, marked) => {
    const { text, place } = unmarked(marked);
    const path = file('broken.voice', text);
    const json = await tableread(['check', '--format', 'json', path]);
    const errors = (JSON.parse(json.out) as Row[]).filter(({ severity }) => severity === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code, ...place });
    expect(json.code).toBe(1);

    const people = await tableread(['check', path]);
    expectNoStack(people);
    // Place, sentence, the line with the mark, and a remedy: a hint, or a fix behind an arrow.
    const lines = people.out.split('\n');
    const at = lines.findIndex((line) => line.startsWith(`${path}:${place.line}:${place.column} error: `));
    expect(at).toBeGreaterThanOrEqual(0);
    expect(lines[at + 1]).toMatch(/^ +\d+ │ /);
    expect(lines[at + 2]).toMatch(/^ +│ +~+|^ +│ ~+/);
    expect(lines[at + 3]).toMatch(/^ {8}\S/);
  });

  it('name the place in the file that they extend, where the mistake is there', async () => {
    const path = file('broken.voice', '---\nextends: loop.yaml\n---\n: A.');
    const loop = file('loop.yaml', 'extends: loop.yaml\n');
    const json = await tableread(['check', '--format', 'json', path]);
    expect(JSON.parse(json.out)).toMatchObject([
      { file: loop, code: 'voice/extends-cycle', line: 1, column: 10, endLine: 1, endColumn: 19 },
    ]);
    expect((await tableread(['check', path])).out).toContain(`${loop}:1:10 error: `);
  });

  it('leave the lines around them as they are: these are rendered, the exit code tells', async () => {
    const path = file('half.voice', ': One.\nwhat is this\n(sad 7): Two.\n: Three.\n');
    const out = join(folder, 'half');
    const run = await tableread(['render', path, '--out', out]);
    expectNoStack(run);
    expect(run.code).toBe(1);
    expect(run.err).toContain(`${path}:2:1 error: `);
    expect(run.err).toContain(`${path}:3:6 error: `);
    expect(run.out).toContain('1 line failed and stays silent.');
    const timeline = JSON.parse(readFileSync(join(out, 'timeline.json'), 'utf8')) as {
      cues: { file: string | null }[];
    };
    expect(timeline.cues.map((cue) => cue.file !== null)).toEqual([true, false, true]);
  });

  it('cannot reach into the program: __proto__ as a key pollutes nothing', async () => {
    const path = file(
      'proto.voice',
      '---\n__proto__: { polluted: 1 }\ncast: { __proto__: { draft: en } }\n---\n: A.\n',
    );
    const run = await tableread(['check', '--format', 'json', path]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((JSON.parse(run.out) as Row[]).map(({ code }) => code)).toContain('voice/unknown-key');
  });

  it('with nothing to render say so and leave earlier output alone', async () => {
    const out = await earlierOutput('nothing');
    const run = await tableread(['render', file('empty.voice', '# Only a heading\n'), '--out', out]);
    expectNoStack(run);
    expect(run.code).toBe(3);
    expect(run.err).toContain('There is nothing to render');
    expectUntouched(out);
  });
});

describe('script files that are none', () => {
  it.each([
    ['a folder', () => folder, 3, 'is a folder'],
    ['nothing', () => join(folder, 'nowhere.voice'), 3, 'is not there'],
    ['a device', () => '/dev/null', 3, 'is a pipe or a device'],
    ['UTF-16', () => file('utf16.voice', Buffer.from('\ufeff: Hello.', 'utf16le')), 3, 'is UTF-16 LE text'],
    ['Latin-1', () => file('latin1.voice', Buffer.from(': Caf\xe9.', 'latin1')), 3, ':1:6: the byte 0xE9 is not UTF-8'],
    ['a recording', () => join(folder, 'bell.wav'), 3, 'is not UTF-8'],
  ])('%s', async (what, path, code, text) => {
    if (what === 'a device' && process.platform === 'win32') return;
    const out = await earlierOutput('none');
    for (const command of [
      ['check', path()],
      ['render', path(), '--out', out],
    ]) {
      const run = await tableread(command);
      expectNoStack(run);
      expect(run.err).toContain(text);
      expect(run.err.trimEnd().split('\n')).toHaveLength(2);
      expect(run.code).toBe(code);
    }
    expectUntouched(out);
  });
});

describe('odd recordings', () => {
  const speech = { seconds: 0.5, sampleRate: 22_050, channels: 1, bits: 16 } as const;

  it.each([
    ['8-bit', wav({ ...speech, bits: 8 })],
    ['24-bit', wav({ ...speech, bits: 24 })],
    ['float', wav({ ...speech, bits: 32, float: true })],
    ['WAVE_EXTENSIBLE', wav({ ...speech, extensible: true })],
    ['96 kHz stereo', wav({ ...speech, sampleRate: 96_000, channels: 2 })],
    ['seven channels', wav({ ...speech, channels: 7, extensible: true })],
  ])('%s: is read', async (name, bytes) => {
    file('odd.wav', bytes);
    const path = file('odd.voice', '! odd.wav\n: After.\n');
    expect(JSON.parse((await tableread(['check', '--format', 'json', path])).out)).toEqual([]);
    const run = await tableread(['render', path, '--out', join(folder, `odd ${name}`), '--deliver', 'whole']);
    expect(run).toMatchObject({ code: 0, err: '' });
  });

  it('three hours long: checked from its header alone', async () => {
    const seconds = 3 * 3600;
    const path = file('long.wav', wav({ seconds: 0, sampleRate: 8000, channels: 1, bits: 8, claimedSeconds: seconds }));
    // Sparse: it takes no room.
    truncateSync(path, statSync(path).size + seconds * 8000);
    const script = file('long.voice', ': Before.\n! long.wav [at 0:00]\n');
    expect(JSON.parse((await tableread(['check', '--format', 'json', script])).out)).toEqual([]);
  });

  it('an MP3 whose name ends in .wav is read as what it is', async () => {
    const made = await tableread([
      'render',
      file('mp3.voice', ': Hello.\n'),
      '--format',
      'mp3',
      '--out',
      join(folder, 'mp3'),
    ]);
    expect(made.code).toBe(0);
    copyFileSync(join(folder, 'mp3', 'mp3.mp3'), join(folder, 'really-mp3.wav'));
    const run = await tableread(['render', file('asmp3.voice', '! really-mp3.wav\n'), '--out', join(folder, 'asmp3')]);
    expect(run).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['of no samples', wav({ ...speech, seconds: 0 })],
    ['text', 'This is no sound at all, only words.'],
    ['cut off in its header', wav(speech).subarray(0, 30)],
    ['of a header that claims no channels', wav({ ...speech, channels: 0 })],
    ['of a header that claims 0 Hz', wav({ ...speech, sampleRate: 0 })],
    ['random', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251))],
  ])('%s: one clear error, the rest is rendered', async (name, bytes) => {
    await rm(join(folder, 'faulty.wav'), { force: true });
    if (bytes !== undefined) file('faulty.wav', bytes);
    const path = file('faulty.voice', ': Before.\n! faulty.wav\n: After.\n');
    const out = join(folder, `faulty ${name}`);
    const run = await tableread(['render', path, '--out', out]);
    expectNoStack(run);
    expect(run.code).toBe(1);
    expect(run.err).toContain('faulty.wav');
    expect(run.err.match(/error: /g)).toHaveLength(1);
    expect(run.err).toContain(`${path}:2`);
    expect(readdirSync(join(out, 'cues')).length).toBeGreaterThanOrEqual(2);
  });

  it('truncated: what is there is heard, or one clear error', async () => {
    file('cut.wav', wav(speech).subarray(0, 12_000));
    const run = await tableread(['render', file('cut.voice', '! cut.wav\n: After.\n'), '--out', join(folder, 'cut')]);
    expectNoStack(run);
    expect(run.err.match(/error: /g) ?? []).toHaveLength(run.code);
  });

  it('a folder, and a pipe that nobody writes to', async () => {
    mkdirSync(join(folder, 'folder.wav'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'pipe.wav')]);
    for (const name of process.platform === 'win32' ? ['folder.wav'] : ['folder.wav', 'pipe.wav']) {
      const path = file('place.voice', `! ${name}\n: After.\n`);
      const run = await tableread(['check', '--format', 'json', path]);
      const rows = JSON.parse(run.out) as Row[];
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({ line: 1, column: 3, severity: 'error' });
    }
  });
});

describe('output that cannot be written', () => {
  it('a file where the folder should be: said, and untouched', async () => {
    const out = file('taken', 'mine');
    const run = await tableread(['render', file('fine.voice', ': Hello.\n'), '--out', out]);
    expectNoStack(run);
    expect(run.code).toBe(3);
    expect(run.err).toContain('taken');
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  it('a folder where a file should be', async () => {
    const out = join(folder, 'blocked');
    mkdirSync(join(out, 'fine.wav'), { recursive: true });
    const run = await tableread(['render', file('fine.voice', ': Hello.\n'), '--out', out]);
    expectNoStack(run);
    expect(run.code).toBe(3);
    expect(run.err).toContain('fine.wav');
  });

  it('/dev/full behind standard output', () => {
    if (process.platform !== 'linux') return;
    const { status, stderr } = spawnSync(
      '/bin/sh',
      ['-c', `"${process.execPath}" "${join(root, 'dist', 'cli.mjs')}" voices > /dev/full`],
      { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
    );
    expect(stderr).toContain('The disk is full');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(3);
  });

  const canMount =
    process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;
  if (!canMount) console.warn('SKIPPED: full and read-only disks need root on Linux, which may mount a tmpfs.');

  it.skipIf(!canMount)('a full disk: one clear error, the earlier output is untouched, no stray files', async () => {
    const disk = await mkdtemp(join(folder, 'disk-'));
    const script = file('full.voice', ': Hello.\n');
    mount(disk, 'size=400k');
    try {
      expect((await tableread(['render', script, '--out', disk, '--deliver', 'whole'])).code).toBe(0);
      fill(join(disk, 'filler'));
      const before = contents(disk);
      writeFileSync(script, ': Quite another and much longer line than before.\n');
      const run = await tableread(['render', script, '--out', disk, '--deliver', 'whole']);
      expectNoStack(run);
      expect(run.err).toMatch(/would take about [\d.]+ [kM]B, and ".*" has \d+ kB free/);
      expect(run.code).toBe(3);
      expect(contents(disk)).toEqual(before);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it.skipIf(!canMount)('a read-only disk: one clear error, the earlier output is untouched', async () => {
    const disk = await mkdtemp(join(folder, 'disk-'));
    const script = file('locked.voice', ': Hello.\n');
    mount(disk, 'size=2m');
    try {
      expect((await tableread(['render', script, '--out', disk, '--deliver', 'whole'])).code).toBe(0);
      const before = contents(disk);
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      writeFileSync(script, ': Another line.\n');
      const run = await tableread(['render', script, '--out', disk]);
      expectNoStack(run);
      expect(run.err).toMatch(/cannot be written|is on a read-only disk/);
      expect(run.code).toBe(3);
      expect(contents(disk)).toEqual(before);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it.skipIf(!canMount)('a full disk beneath the take store', async () => {
    const disk = await mkdtemp(join(folder, 'disk-'));
    mount(disk, 'size=64k');
    try {
      writeFileSync(
        join(disk, 'store.voice'),
        ': A line that is a good deal longer than sixty-four kilobytes of sound.\n',
      );
      const run = await tableread(['render', join(disk, 'store.voice'), '--out', join(folder, 'store')]);
      expectNoStack(run);
      expect(run.err).toContain('The disk is full');
      expect(run.code).toBe(3);
      expect(readdirSync(join(disk, '.tableread', 'takes'))).toEqual([]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

describe('selections that select nothing', () => {
  it.each([
    [['--scene', 'Nowhere'], 'The script has no chapter, scene or beat "Nowhere".', 'Its headings are: Here.'],
    [['--speaker', 'NOBODY'], 'Nobody called "NOBODY" speaks in the script.', 'NARRATOR'],
    [['--cue', 'x_99'], 'The script has no cue with the id "x_99".', '--dry-run'],
  ])('%j', async (options, text, hint) => {
    const out = await earlierOutput('selection');
    const run = await tableread(['render', file('select.voice', '# Here\n: Hello.\n'), '--out', out, ...options]);
    expectNoStack(run);
    expect(run.err).toContain(text);
    expect(run.err).toContain(hint);
    expect(run.code).toBe(2);
    expectUntouched(out);
  });
});

/** A script without its marks, and the place that they mark. */
function unmarked(marked: string): { readonly text: string; readonly place: Omit<Row, 'severity' | 'code'> } {
  const start = marked.indexOf('<|');
  const end = marked.indexOf('|>') - 2;
  const text = marked.replace('<|', '').replace('|>', '');
  const line = text.slice(0, start).split('\n').length;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return {
    text,
    place: { line, column: start - lineStart + 1, endLine: line, endColumn: end - lineStart + 1 },
  };
}

/** An output folder with something in it. */
async function earlierOutput(name: string): Promise<string> {
  const out = await mkdtemp(join(folder, `${name}-`));
  writeFileSync(join(out, 'earlier.wav'), 'earlier');
  return out;
}

function expectUntouched(out: string): void {
  expect(contents(out)).toEqual({ 'earlier.wav': Buffer.from('earlier').toString('base64') });
}

function contents(path: string): Readonly<Record<string, string>> {
  const names = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((name) => [name.slice(path.length + 1), readFileSync(name).toString('base64')]),
  );
}

/** Writes until the disk is full. */
function fill(path: string): void {
  try {
    for (;;) writeFileSync(path, Buffer.alloc(4096), { flag: 'a' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

function mount(path: string, options: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
}
