import type * as Files from 'node:fs/promises';
import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { outputBytes } from '../../production/outputBytes.ts';
import { placeOutcomes, type Outcome } from '../../production/placing.ts';
import { deliverables } from '../../production/productionTypes.ts';
import { filesIn, rendered, temporaryFolder } from './rendered.ts';
import { defaults, scriptOf } from './scriptOf.ts';
import { ToneEngine } from './toneEngine.ts';

vi.mock('node:fs/promises', async (original) => {
  const all = await original<typeof Files>();
  return { ...all, statfs: vi.fn(all.statfs) };
});

type Disk = Awaited<ReturnType<typeof statfs>>;

/** The disk has so much room from now on. */
function leave(...free: readonly number[]): void {
  for (const bytes of free) {
    const disk = { bsize: 1, blocks: 1e12, bavail: bytes } as unknown as Disk;
    vi.mocked(statfs).mockImplementationOnce(() => Promise.resolve(disk as never));
  }
}

afterEach(() => {
  vi.mocked(statfs).mockClear();
});

const lines = [
  { text: 'one two three', speaker: 'MIRA', length: { kind: 'exact', seconds: 2 } },
  { text: 'four', speaker: 'BOB', length: { kind: 'exact', seconds: 1 } },
] as const;

describe('room on the disk', () => {
  it('is asked for before anything is spoken', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    await rendered(scriptOf(folder, lines), { out });
    const before = await filesIn(out);
    const engine = new ToneEngine();
    const hours = { text: 'at last', start: { kind: 'time', seconds: 3600 * 9999 } } as const;
    const options = { out, deliver: deliverables, sampleRate: 192_000 };
    await expect(rendered(scriptOf(folder, [...lines, hours]), options, engine)).rejects.toMatchObject({
      code: 'production/disk-too-small',
      values: { path: out, needed: expect.stringMatching(/^\d+ TB$/) as string },
    });
    expect(engine.spoken).toEqual([]);
    expect(await filesIn(out)).toEqual(before);
  });

  it('is asked for once more when all lengths are known, before anything is written', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const script = scriptOf(folder, [{ text: 'one two three' }]);
    leave(1e12, 1000);
    await expect(rendered(script, { out })).rejects.toMatchObject({
      code: 'production/disk-too-small',
      values: { free: '1 kB' },
    });
    expect(await filesIn(out)).toEqual(new Map());
    // Takes are kept.
    expect((await rendered(script, { out })).production.takes).toEqual({ made: 0, reused: 1 });
  });

  it('is not asked for where the file system does not tell', async () => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, lines);
    vi.mocked(statfs)
      .mockImplementationOnce(() => Promise.reject(new Error('ENOSYS')))
      .mockImplementationOnce(() => Promise.resolve({ bsize: 4096, blocks: 0, bavail: 0 } as unknown as never));
    await expect(rendered(script, { out: join(folder, 'out') })).resolves.toBeDefined();
  });

  it.each([
    [24, 'stereo'],
    [16, 'mono'],
    [32, 'stereo'],
  ] as const)('is told to the headers of the files: %i bits, %s', async (bits, channels) => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, lines);
    const deliver = ['whole', 'stems', 'cues'] as const;
    const { production } = await rendered(script, { out: join(folder, 'out'), deliver, bits, channels });
    const sounds = production.files.filter(({ path }) => path.endsWith('.wav'));
    const sizes = await Promise.all(sounds.map(async ({ path }) => (await stat(path)).size));
    const outcomes = script.screenplay.cues.map((cue, index): Outcome => ({
      kind: 'cue',
      cue,
      line: index + 1,
      asked: { kind: 'frames', frames: production.cues[index]?.length ?? 0 },
      made: undefined,
      failure: undefined,
    }));
    const placed = placeOutcomes(outcomes, script.screenplay.sections, 48_000, false);
    const told = outputBytes(outcomes, placed, { ...defaults, deliver, bits, channels });
    const taken = sizes.reduce((sum, size) => sum + size, 0);
    expect(taken).toBeGreaterThan(told);
    expect(taken).toBeLessThan(told + sounds.length * 2000);
  });

  it('that compressed files take is told no higher than it is', async () => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, lines);
    const { production } = await rendered(script, {
      out: join(folder, 'out'),
      deliver: ['whole'],
      formats: ['mp3', 'flac'],
    });
    const outcomes = script.screenplay.cues.map((cue): Outcome => ({
      kind: 'cue',
      cue,
      line: 1,
      asked: { kind: 'natural' },
      made: undefined,
      failure: undefined,
    }));
    for (const format of ['mp3', 'flac'] as const) {
      const file = production.files.find(({ path }) => path.endsWith(format));
      const settings = { ...defaults, deliver: ['whole'] as const, formats: [format] };
      const told = outputBytes(outcomes, [{ start: 0, length: production.length }], settings);
      expect(told).toBeLessThan((await stat(file?.path ?? '')).size * 1.02);
    }
  });
});
