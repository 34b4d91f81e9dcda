import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAudio } from '../../audio/index.ts';
import type { Production, ProductionOptions } from '../../production/productionTypes.ts';
import { describeWithFfmpeg } from '../audio/ffmpeg.ts';
import { rendered, temporaryFolder } from './rendered.ts';
import { scriptOf, type EntrySketch } from './scriptOf.ts';

const lines = { kind: 'exact', seconds: 1 } as const;

interface Told {
  readonly title: string;
  /** Seconds. */
  readonly start: number;
  readonly end: number;
}

/** What ffmpeg says of the chapters of a file. */
async function chaptersOf(path: string): Promise<Told[]> {
  // What it would write into another file comes second.
  const [said = ''] = (await describeWithFfmpeg(path)).split('Output #0');
  return [...said.matchAll(/Chapter #0:\d+: start ([\d.]+), end ([\d.]+)\s+Metadata:\s+title +: (.*)/g)].map(
    ([, start, end, title = '']) => ({ title, start: Number(start), end: Number(end) }),
  );
}

async function made(
  entries: readonly EntrySketch[],
  options: Partial<ProductionOptions> = {},
): Promise<{ out: string; production: Production }> {
  const folder = await temporaryFolder();
  const out = join(folder, 'out');
  const script = scriptOf(folder, entries, { title: 'Play', formats: ['mp3'], sampleRate: 8000, channels: 'mono' });
  const { production } = await rendered(script, { out, deliver: ['whole'], ...options });
  return { out, production };
}

/** Sound that is the same for the same words and told apart from other words, each line a second long. */
const cue = (text: string, start?: number): EntrySketch => ({
  text,
  length: lines,
  ...(start === undefined ? {} : { start: { kind: 'time', seconds: start } }),
});

describe('chapters of an MP3', () => {
  it('are those of #, from first cue to first cue, whatever reaches back', async () => {
    const { out } = await made([
      { level: 1, title: 'One' },
      cue('a'),
      cue('b'),
      { level: 1, title: 'Two' },
      { level: 2, title: 'A scene' },
      cue('c', 3),
      // Said over chapter one.
      cue('d', 0.5),
      { level: 1, title: 'Three' },
      cue('e', 5),
    ]);
    expect(await chaptersOf(join(out, 'test.mp3'))).toEqual([
      { title: 'One', start: 0, end: 3 },
      { title: 'Two', start: 3, end: 5 },
      { title: 'Three', start: 5, end: 6 },
    ]);
  });

  it('stand in time order, and one that would last no time is left out', async () => {
    const { out } = await made([
      { level: 1, title: 'Later' },
      cue('a', 4),
      { level: 1, title: 'Sooner' },
      cue('b', 1),
      { level: 1, title: 'At once' },
      cue('c', 4),
    ]);
    expect(await chaptersOf(join(out, 'test.mp3'))).toEqual([
      { title: 'Sooner', start: 1, end: 4 },
      { title: 'At once', start: 4, end: 5 },
    ]);
  });

  it('are those of ## where there is one # or none; what stands before is named after the heading above', async () => {
    const scenes = [
      cue('a', 0),
      { level: 2, title: 'First' },
      cue('b', 2),
      { level: 3, title: 'A beat' },
      cue('c', 3),
    ] as const;
    const times = (title: string) => [
      { title, start: 0, end: 2 },
      { title: 'First', start: 2, end: 4 },
    ];
    expect(await chaptersOf(join((await made(scenes)).out, 'test.mp3'))).toEqual(times('Play'));
    const { out } = await made([{ level: 1, title: 'One' }, ...scenes], { deliver: ['chapters'] });
    expect(await chaptersOf(join(out, 'chapters', '01 One.mp3'))).toEqual(times('One'));
  });

  it('are none where there is but one', async () => {
    const { out } = await made([{ level: 1, title: 'One' }, { level: 2, title: 'First' }, cue('a')]);
    expect(await chaptersOf(join(out, 'test.mp3'))).toEqual([]);
  });
});

describe('files of chapters and scenes', () => {
  const story: readonly EntrySketch[] = [
    cue('before everything'),
    { level: 1, title: 'One' },
    cue('before the first scene'),
    { level: 3, title: 'A beat' },
    cue('still before it'),
    { level: 2, title: 'First' },
    cue('in the first scene'),
    { level: 1, title: 'Two' },
    cue('without a scene'),
  ];

  it('hold every line between them', async () => {
    const { out, production } = await made(story, { deliver: ['whole', 'chapters', 'scenes'], formats: ['wav'] });
    expect((await readdir(join(out, 'chapters'))).sort()).toEqual(['01 Play.wav', '02 One.wav', '03 Two.wav']);
    const scenes = (await readdir(join(out, 'scenes'))).sort();
    expect(scenes).toEqual(['01 Play.wav', '02 One.wav', '03 First.wav', '04 Two.wav']);
    const whole = (await readAudio(join(out, 'test.wav'))).channels[0] ?? new Float32Array(0);
    const held = [[0], [1, 2], [3], [4]];
    for (const [index, name] of scenes.entries()) {
      const cues = production.cues.filter((_, at) => held[index]?.includes(at));
      const [first, last] = [cues[0], cues.at(-1)];
      const from = first?.start ?? NaN;
      const scene = (await readAudio(join(out, 'scenes', name))).channels[0];
      expect(scene).toEqual(whole.subarray(from, (last?.start ?? 0) + (last?.length ?? 0)));
    }
  });

  it('are one, named after the script, where it has no headings', async () => {
    const { out } = await made([cue('a'), cue('b')], { deliver: ['chapters', 'scenes'], formats: ['wav'] });
    expect(await readdir(join(out, 'chapters'))).toEqual(['01 Play.wav']);
    const [chapter, scene] = [join(out, 'chapters', '01 Play.wav'), join(out, 'scenes', '01 Play.wav')];
    expect(await readAudio(scene)).toEqual(await readAudio(chapter));
  });
});
