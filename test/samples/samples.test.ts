import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeAudio } from '../../audio/index.ts';
import { openScript } from '../../production/openScript.ts';
import type { Cue } from '../../screenplay/cue.ts';
import { built, root } from '../built.ts';
import { tableread } from '../cli/inProcess.ts';

interface Timeline {
  readonly sampleRate: number;
  readonly cues: readonly {
    readonly id: string;
    readonly line: number;
    readonly start: number;
    readonly length: number;
    readonly asked: number | null;
    readonly file: string | null;
    readonly words: readonly { readonly text: string }[];
  }[];
}

const names = readdirSync(join(root, 'samples')).filter((name) => name.endsWith('.voice'));

let folder: string;
beforeAll(async () => {
  await built();
  folder = await mkdtemp(join(tmpdir(), 'tableread-samples-'));
  // As a newcomer gets them.
  expect(await tableread(['samples', join(folder, 'samples')])).toMatchObject({ code: 0 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('are the five that the README names', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  expect(names).toHaveLength(5);
  expect(names.filter((name) => !readme.includes(`(samples/${name})`))).toEqual([]);
});

it('have sounds that the script of ours makes, byte for byte', async () => {
  const { spawnSync } = await import('node:child_process');
  const made = await mkdtemp(join(folder, 'sounds-'));
  const program = join(root, 'samples', 'sounds', 'make.mjs');
  expect(spawnSync(process.execPath, [program, made]).status).toBe(0);
  const sounds = readdirSync(join(root, 'samples', 'sounds')).filter((name) => name.endsWith('.wav'));
  expect(readdirSync(made).sort()).toEqual(sounds.sort());
  for (const name of sounds) {
    expect(await readFile(join(made, name)), name).toEqual(await readFile(join(root, 'samples', 'sounds', name)));
  }
});

describe.each(names)('%s', (name) => {
  it('has no problem of any kind', async () => {
    const run = await tableread(['check', '--format', 'json', join(folder, 'samples', name)]);
    expect(JSON.parse(run.out)).toEqual([]);
    expect(run.code).toBe(0);
  });

  it('speaks with the embedded voices alone', async () => {
    const path = join(folder, 'samples', name);
    const { screenplay } = await openScript(path, await readFile(path, 'utf8'));
    expect(screenplay.cues.length).toBeGreaterThan(10);
    expect(screenplay.cast.filter(({ voice }) => voice.recording !== undefined)).toEqual([]);
    expect(new Set(screenplay.cues.map((cue) => cue.settings.engine))).toEqual(new Set(['draft']));
  });

  it('renders whole, every timed line to the sample', async () => {
    const path = join(folder, 'samples', name);
    const out = join(folder, name.replace('.voice', ''));
    const run = await tableread(['render', path, '--out', out]);
    expect(run.err).toBe('');
    expect(run.code).toBe(0);

    const { screenplay, tree } = await openScript(path, await readFile(path, 'utf8'));
    const timeline = JSON.parse(await readFile(join(out, 'timeline.json'), 'utf8')) as Timeline;
    expect(timeline.cues.map(({ id }) => id)).toEqual(screenplay.cues.map(({ id }) => id));
    const rate = timeline.sampleRate;
    expect(rate).toBe(screenplay.render.sampleRate);
    for (const [index, cue] of screenplay.cues.entries()) {
      const made = timeline.cues[index];
      expect(made?.line).toBe(tree.lines.indexOf(cue.line) + 1);
      const expected = samplesOf(cue, rate);
      if (expected !== undefined)
        expect({ id: cue.id, length: made?.length }).toEqual({ id: cue.id, length: expected });
      expect(made?.asked).toBe(expected ?? null);
      if (cue.start.kind === 'time') expect(made?.start).toBe(Math.round(cue.start.seconds * rate));
      const facts = await probeAudio(join(out, made?.file ?? ''));
      expect(facts.frames).toBe(made?.length);
      expect(made?.words.length).toBeGreaterThan(0);
    }
    for (const format of screenplay.render.formats) {
      const whole = await stat(join(out, name.replace('.voice', `.${format}`)));
      expect(whole.size).toBeGreaterThan(100_000);
    }
  });
});

/** Samples that a timed line must have; undefined: its natural length. */
function samplesOf({ length, start }: Cue, rate: number): number | undefined {
  if (length.kind === 'exact') return Math.round(length.seconds * rate);
  if (length.kind === 'window' && start.kind === 'time') {
    return Math.round(length.end * rate) - Math.round(start.seconds * rate);
  }
  return undefined;
}
