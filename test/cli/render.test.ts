import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { built } from '../built.ts';
import { tableread } from './inProcess.ts';
import { wav } from './wav.ts';

let all: string;
let folder: string;
beforeAll(async () => {
  await built();
  all = await mkdtemp(join(tmpdir(), 'tableread-render-'));
});
beforeEach(async () => (folder = await mkdtemp(join(all, 'x-'))));
afterAll(() => rm(all, { recursive: true, force: true }));

const play = `---
title: A Play
cast: { MIRA: { draft: en+f3 }, TOM: { draft: en+m3 } }
---
# One
## First
MIRA (id hello): Hello, Tom.
TOM (id bye): Goodbye, Mira.
## Second
MIRA (id alone) [1.1s]: Alone at last.
`;

function script(text = play): string {
  const path = join(folder, 'play.voice');
  writeFileSync(path, text);
  return path;
}

describe('tableread render', () => {
  it('makes everything, says what and where, and reuses it the next time', async () => {
    const [path, out] = [script(), join(folder, 'out')];
    const first = await tableread(['render', path, '--out', out]);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(
      /^✓ A Play {2}0:0\d\.\d{3} {2}-16\.0 LUFS, -\d+\.\d dBTP\n {2}3 cues, 3 made, 0 already there, \d+\.\d s of work\n/,
    );
    expect(first.out).toMatch(/play\.wav +the whole\n/);
    expect(first.out).toMatch(/cues\/ +3 files, one a cue\n/);
    const bytes = readFileSync(join(out, 'play.wav'));
    const second = await tableread(['render', path, '--out', out]);
    expect(second.out).toContain('3 cues, 0 made, 3 already there');
    expect(readFileSync(join(out, 'play.wav')).equals(bytes)).toBe(true);
  });

  it('speaks Chinese', async () => {
    const run = await tableread(['render', script(), '--out', join(folder, 'out')], { locale: 'zh' });
    expect(run.out).toMatch(/3 句台词，新生成 3 句，沿用 0 句，用时 \d+\.\d 秒/);
  });

  it('writes what is asked for: formats, deliverables, settings of the front matter', async () => {
    const out = join(folder, 'out');
    const run = await tableread([
      ...['render', script(), '--out', out, '--format', 'wav,flac', '--deliver', 'whole,stems', '--deliver', 'scenes'],
      ...[
        '--sample-rate',
        '22.05 kHz',
        '--bits',
        '16',
        '--channels',
        'mono',
        '--loudness',
        '-20',
        '--true-peak',
        '-2 dB',
      ],
    ]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('-20.0 LUFS');
    expect(readdirSync(join(out, 'stems')).sort()).toEqual(['MIRA.wav', 'TOM.wav']);
    expect(readdirSync(join(out, 'scenes'))).toHaveLength(4);
    expect(existsSync(join(out, 'cues'))).toBe(false);
    const wav = readFileSync(join(out, 'play.wav'));
    const format = wav.indexOf('fmt ') + 8;
    expect([wav.readUInt16LE(format + 2), wav.readUInt32LE(format + 4), wav.readUInt16LE(format + 14)]).toEqual([
      1, 22_050, 16,
    ]);
  });

  it.each([
    [['--scene', 'second'], ['alone']],
    [
      ['--speaker', 'mira'],
      ['hello', 'alone'],
    ],
    [
      ['--cue', 'bye', '--cue', 'alone'],
      ['bye', 'alone'],
    ],
    [['--scene', 'First', '--speaker', 'TOM'], ['bye']],
  ])('renders only %j', async (options, ids) => {
    const run = await tableread(['render', script(), '--dry-run', ...options]);
    expect(run.code).toBe(0);
    expect([...run.out.matchAll(/to make {2}(\S+)/g)].map(([, id]) => id)).toEqual(ids);
  });

  it('shows a plan and writes nothing: what is there, what is to make, how long it will be', async () => {
    const path = script();
    const before = await tableread(['render', path, '--dry-run']);
    expect(before.out).toMatch(/^0:00\.000 {2}\d\.\d{3} s {2}to make {2}hello {2}MIRA: Hello, Tom\.$/m);
    expect(before.out).toMatch(/^\d:\d\d\.\d{3} {2}1\.100 s {2}to make {2}alone /m);
    expect(before.out).toMatch(
      /3 cues: 0 already there, 3 to make \(0:0\d of speech\); about 0:0\d in all, [\d.]+ [kM]B of sound files\n$/,
    );
    expect(readdirSync(folder)).toEqual(['play.voice']);

    await tableread(['render', path, '--out', join(folder, 'out'), '--cue', 'bye']);
    const after = await tableread(['render', path, '--dry-run']);
    expect(after.out).toMatch(/there +bye /);
    expect(after.out).toContain('1 already there, 2 to make');
  });

  it('shows nothing of a script as control characters while it works', async () => {
    const path = script('EVIL (id a): \u001b]0;owned\u0007Hello \u202eyou.\n');
    const run = await tableread(['render', path, '--out', join(folder, 'out')], { columns: 100 });
    const ours = run.err.replaceAll('\u001b[K', '').replaceAll('\r', '');

    expect(ours + run.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it('reads a script from standard input; its paths count from here, its files are called stdin', async () => {
    const out = join(folder, 'out');
    const stdin = play.replace('## Second', '! nothing.wav\n## Second');
    const here = process.cwd();
    process.chdir(folder);
    try {
      const run = await tableread(['render', '-', '--out', out], { stdin });
      expect(run.code).toBe(1);
      expect(run.err).toContain('nothing.wav');
      expect(readdirSync(out)).toContain('stdin.wav');
      expect(readdirSync(folder).sort()).toEqual(['.tableread', 'out']);
      // A plan writes nothing, so it needs no folder.
      expect((await tableread(['render', '-', '--dry-run'], { stdin })).out).toContain('3 already there, 0 to make');
      const unnamed = await tableread(['render', '-'], { stdin });
      expect(unnamed).toMatchObject({ code: 2, out: '' });
      expect(unnamed.err).toContain('tableread render - --out out');
    } finally {
      process.chdir(here);
    }
  });

  it('says when lines share a take, and counts scenes, not files', async () => {
    const text = '# One\n: Again.\n: Again.\n: Again.\n: Once.\n';
    const out = join(folder, 'out');
    const first = await tableread([
      ...['render', script(text), '--out', out],
      ...['--deliver', 'scenes,stems', '--format', 'wav,mp3'],
    ]);
    expect(first.out).toContain('4 cues, 2 made once and used 4 times, 0 already there, ');
    expect(first.out).toMatch(/scenes\/ +1 scene\n/);
    expect(first.out).toMatch(/stems\/ +1 stem, one a speaker\n/);
    const second = await tableread(['render', script(text), '--out', out]);
    expect(second.out).toContain('4 cues, 0 made, 4 already there, ');
    expect(second.out).toMatch(/cues\/ +4 files, one a cue\n/);
  });

  it('says when a file lies where a folder is to be', async () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(out, 'cues'), 'mine');
    const run = await tableread(['render', script(), '--out', out]);
    expect(run.code).toBe(3);
    expect(run.err).toContain('a file lies where its folder should be');
    expect(readdirSync(out)).toEqual(['cues']);
  });

  it('says how many warnings there are', async () => {
    const run = await tableread(['render', script('STRANGER: Hello.\n'), '--out', join(folder, 'out')]);
    expect(run.code).toBe(0);
    expect(run.err).toMatch(/^1 warning; `tableread check .*play\.voice` shows more\.\n$/);
  });

  it('says what fails many lines alike three times, and how many more there are', async () => {
    const cues = Array.from({ length: 10 }, (_, index) => `MIRA: Line ${index}.\n`).join('');
    const cast = 'cast: { MIRA: { voice: mira.wav, consent: "Mira, 2026-05-01" } }';
    writeFileSync(join(folder, 'mira.wav'), wav({ seconds: 6, sampleRate: 22_050, channels: 1, bits: 16 }));
    const path = script(`---\nengine: indextts2\n${cast}\n---\n${cues}`);
    for (const options of [['--out', join(folder, 'out')], ['--dry-run']]) {
      const run = await tableread(['render', path, ...options]);
      expect(run.code).toBe(1);
      expect(run.err.match(/The engine IndexTTS-2 is not installed\./g)).toHaveLength(3);
      expect(run.err).toContain(`${path}:5 error: `);
      expect(run.err).toContain('… and 7 more lines, for the same reason.');
    }
  });

  it('stops when it is cancelled, in a word', async () => {
    const run = await tableread(['render', script(), '--out', join(folder, 'out')], { signal: AbortSignal.abort() });
    expect(run.code).toBe(130);
    expect(run.err).toBe('Cancelled. Finished takes are kept: the next render goes on from here.\n');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});

describe('tableread prune', () => {
  it('removes what no script uses any more, and only says so with --dry-run', async () => {
    const path = script();
    await tableread(['render', path, '--out', join(folder, 'out')]);
    const takes = join(folder, '.tableread', 'takes');
    expect(readdirSync(takes)).toHaveLength(3);
    script(play.replace('Goodbye, Mira.', 'So long, Mira.'));
    expect((await tableread(['prune', folder, '--dry-run'])).out).toMatch(
      /^2 files of takes would be removed \(0\.\d MB\), 4 kept\.\n$/,
    );
    expect(readdirSync(takes)).toHaveLength(3);
    expect((await tableread(['prune', folder])).out).toMatch(/^2 files of takes removed/);
    expect(readdirSync(takes)).toHaveLength(2);
    expect((await tableread(['render', path, '--out', join(folder, 'out')])).out).toContain('1 made, 2 already there');
  });

  it('keeps young takes with --days', async () => {
    await tableread(['render', script(), '--out', join(folder, 'out')]);
    script(': Nothing of it is left.\n');
    expect((await tableread(['prune', folder, '--days', '7'])).out).toMatch(/^0 files of takes removed/);
  });

  it('removes nothing while a script cannot be read for its errors', async () => {
    await tableread(['render', script(), '--out', join(folder, 'out')]);
    const path = script(play.replace('cast: {', 'cast: {{'));
    const run = await tableread(['prune', folder]);
    expect(run.code).toBe(3);
    expect(run.err).toContain(`"${path}" has errors`);
    expect(readdirSync(join(folder, '.tableread', 'takes'))).toHaveLength(3);
  });

  it('says where there is nothing to prune', async () => {
    const run = await tableread(['prune', folder]);
    expect(run.code).toBe(3);
    expect(run.err).toContain('There are no takes in');
  });
});

describe('tableread voices', () => {
  it('lists voices and variants, of a language', async () => {
    const run = await tableread(['voices', '--language', 'en']);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/^voice +language +name\n/);
    expect(run.out).toMatch(/^en-gb-scotland +en-gb-scotland /m);
    expect(run.out).not.toMatch(/^cmn /m);
    expect(run.out).toContain('belinda');
  });

  it('knows Chinese by both its names', async () => {
    const [zh, cmn] = [
      await tableread(['voices', '--language', 'zh']),
      await tableread(['voices', '--language', 'cmn']),
    ];
    expect(zh.out).toMatch(/^cmn /m);
    expect(zh.out).toBe(cmn.out);
  });

  it('gives JSON', async () => {
    const voices = JSON.parse((await tableread(['voices', '--format', 'json'])).out) as { id: string; kind: string }[];
    expect(voices.filter(({ kind }) => kind === 'voice').length).toBeGreaterThan(100);
    expect(voices.map(({ id }) => id)).toContain('en+f3');
  });

  it('says which languages there are when there is none', async () => {
    const run = await tableread(['voices', '--language', 'tlh-klingon']);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/no voice for the language "tlh-klingon"[\s\S]*Its languages: af, /);
  });
});

it('says that an engine is not installed', async () => {
  const run = await tableread(['voices', '--engine', 'indextts2']);
  expect(run.code).toBe(3);
  expect(run.err).toContain('The engine IndexTTS-2 is not installed.');
});

describe('tableread samples', () => {
  it('copies scripts and sounds, and never over anything', async () => {
    const target = join(folder, 'here');
    expect((await tableread(['samples', target])).out).toContain('Now try: tableread render');
    expect(readdirSync(target).sort()).toEqual([
      'audiobook.voice',
      'bilingual.voice',
      'chinese-scene.voice',
      'dubbing.voice',
      'sounds',
      'two-hander.voice',
    ]);
    writeFileSync(join(target, 'two-hander.voice'), 'mine');
    await rm(join(target, 'dubbing.voice'));
    const again = await tableread(['samples', target]);
    expect(again.code).toBe(3);
    expect(again.err).toContain('is already there, so nothing was copied.');
    expect(readFileSync(join(target, 'two-hander.voice'), 'utf8')).toBe('mine');
    expect(existsSync(join(target, 'dubbing.voice'))).toBe(false);
  });
});

describe('tableread speak', () => {
  it('writes a file, exactly as long as asked', async () => {
    const path = join(folder, 'speech.wav');
    const run = await tableread(['speak', 'MIRA (sad 0.5) [1.25s]: Good evening.', '--voice', 'en+f3', '--out', path]);
    expect(run.code).toBe(0);
    expect(run.err).toContain('0:01.250  en+f3');
    const wav = readFileSync(path);
    expect(wav.readUInt32LE(wav.indexOf('data') + 4)).toBe(1.25 * 48_000 * 3);
  });

  it.skipIf(process.platform === 'win32')('writes into a pipe or a device and never takes its place', async () => {
    const [pipe, copy] = [join(folder, 'pipe'), join(folder, 'copy.wav')];
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe], { stdio: ['ignore', openSync(copy, 'w'), 'ignore'] });
    const ended = once(reader, 'exit');
    expect(await tableread(['speak', 'Hello.', '--out', pipe])).toMatchObject({ code: 0 });
    await ended;
    expect(statSync(pipe).isFIFO()).toBe(true);
    expect(readFileSync(copy).subarray(0, 4).toString()).toBe('RIFF');
  });

  it.each([
    ['.', 3, 'is a folder'],
    ['', 2, '--out needs a value'],
  ])('says what is wrong with --out %j', async (out, code, text) => {
    const run = await tableread(['speak', 'Hello.', '--out', out]);
    expect(run.code).toBe(code);
    expect(run.err).toContain(text);
    expect(run.err).not.toContain('tableread-tmp');
  });

  it('will not send sound to a terminal', async () => {
    const run = await tableread(['speak', 'Hello.', '--out', '-'], { columns: 80 });
    expect(run.code).toBe(2);
    expect(run.err).toContain('--out speech.wav');
  });

  it.each([
    ['Hello {name}.', 'The line cannot be spoken: '],
    ['MIRA (sad 9): Hello.', 'The line cannot be spoken: '],
  ])('says what is wrong with %j', async (words, text) => {
    const run = await tableread(['speak', words, '--out', join(folder, 'no.wav')]);
    expect(run.code).toBe(2);
    expect(run.err).toContain(text);
    expect(existsSync(join(folder, 'no.wav'))).toBe(false);
  });

  it('says that a voice does not exist', async () => {
    const run = await tableread(['speak', 'Hello.', '--voice', 'en+nobody', '--out', join(folder, 'no.wav')]);
    expect(run.code).toBe(2);
    expect(run.err).toContain('en+nobody');
    expect(existsSync(join(folder, 'no.wav'))).toBe(false);
  });
});
