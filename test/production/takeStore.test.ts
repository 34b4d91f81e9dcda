import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readMeasuredLengths } from '../../foundation/measuredLengths.ts';
import { TakeStore } from '../../production/takeStore.ts';
import { runs } from '../runs.ts';
import { filesIn, rendered, temporaryFolder } from './rendered.ts';
import { scriptOf } from './scriptOf.ts';
import { ToneEngine } from './toneEngine.ts';

const header = { sampleRate: 8000, words: [], marks: [], naturalSeconds: 1 };
const key = 'a'.repeat(64);

describe('take store', () => {
  it('keeps takes and is ignored by git', async () => {
    const folder = join(await temporaryFolder(), '.tableread');
    const store = await TakeStore.open(folder);
    expect(await store.readTake(key)).toBe('missing');
    const sha256 = await store.writeTake(key, header, Float32Array.of(0.5, -0.25));
    expect(await store.readTake(key)).toEqual({ header, samples: Float32Array.of(0.5, -0.25), sha256 });
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('tells a damaged take from a missing one', async () => {
    const store = await TakeStore.open(join(await temporaryFolder(), '.tableread'));
    await store.writeTake(key, header, Float32Array.of(0.5, -0.25));
    await truncate(store.takePath(key), 60);
    expect(await store.readTake(key)).toBe('corrupt');
  });

  it('removes what a killed process left half-written, and nothing else', async () => {
    const folder = join(await temporaryFolder(), '.tableread');
    await mkdir(join(folder, 'takes'), { recursive: true });
    const host = hostname().replace(/[^A-Za-z0-9]/g, '');
    // No process has this number: it is above the greatest that Linux and Windows give.
    const dead = `.x.take.${host}-4194305-0123456789ab.tableread-tmp`;
    const living = `.x.take.${host}-${process.pid}-0123456789ab.tableread-tmp`;
    await writeFile(join(folder, 'takes', dead), '');
    await writeFile(join(folder, 'takes', living), '');
    await TakeStore.open(folder);
    expect(await readdir(join(folder, 'takes'))).toEqual([living]);
  });

  it('is safe for processes that write the same takes at once', async () => {
    const folder = join(await temporaryFolder(), '.tableread');
    const program = fileURLToPath(new URL('takeStoreProcess.ts', import.meta.url));
    const rounds = String(runs(40, 400));
    const children = ['a', 'b', 'c'].map(() =>
      fork(program, [folder, rounds], { execArgv: ['--import', 'tsx'], stdio: 'inherit' }),
    );
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number));
    expect(codes).toEqual([0, 0, 0]);
    const names = await readdir(join(folder, 'takes'));
    expect(names.every((name) => name.endsWith('.take'))).toBe(true);
  });
});

describe('renders and the store', () => {
  const lines = [{ text: 'one two' }, { text: 'three four' }, { text: 'five' }];

  it('make nothing again that is there', async () => {
    const folder = await temporaryFolder();
    const engine = new ToneEngine();
    const out = join(folder, 'out');
    const script = scriptOf(folder, lines);
    expect((await rendered(script, { out }, engine)).production.takes).toEqual({ made: 3, reused: 0 });
    expect((await rendered(script, { out }, engine)).production.takes).toEqual({ made: 0, reused: 3 });
    expect(engine.spoken).toHaveLength(3);
  });

  it('make exactly the line that was edited', async () => {
    const folder = await temporaryFolder();
    const engine = new ToneEngine();
    const out = join(folder, 'out');
    await rendered(scriptOf(folder, lines), { out }, engine);
    const edited = scriptOf(folder, [{ text: 'one two' }, { text: 'three and a half', id: 'cue-2' }, { text: 'five' }]);
    const { production } = await rendered(edited, { out }, engine);
    expect(production.takes).toEqual({ made: 1, reused: 2 });
    expect(engine.spoken.slice(3)).toEqual(['cue-2']);
  });

  it('speak nothing for gap, order, gain, pan, rate and bits', async () => {
    const folder = await temporaryFolder();
    const engine = new ToneEngine();
    await rendered(scriptOf(folder, lines), { out: join(folder, 'out') }, engine);
    const moved = scriptOf(
      folder,
      [...lines]
        .reverse()
        .map((line) => ({ ...line, gain: -3, pan: 0.4, start: { kind: 'time', seconds: 4 } as const })),
      { sampleRate: 44100, bits: 16, channels: 'mono' },
    );
    expect((await rendered(moved, { out: join(folder, 'out') }, engine)).production.takes.made).toBe(0);
  });

  it('speak again for another text, seed, take, voice, emotion, length or engine', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const engine = new ToneEngine();
    const weights = [0, 0, 0.5, 0, 0, 0, 0, 0] as const;
    const sketches = [
      { text: 'one two' },
      { text: 'one two!' },
      { text: 'one two', take: 2 },
      { text: 'one two', length: { kind: 'exact', seconds: 2 } as const },
      { text: 'one two', emotion: { kind: 'weights', weights, random: false } as const },
    ];
    for (const sketch of sketches) {
      expect((await rendered(scriptOf(folder, [sketch]), { out }, engine)).production.takes.made).toBe(1);
    }
    const other = new ToneEngine({ digest: 'tone-2' });
    expect((await rendered(scriptOf(folder, [{ text: 'one two' }]), { out }, other)).production.takes.made).toBe(1);
  });

  it('share one take among lines that are the same', async () => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, [{ text: 'Yes.' }, { text: 'No.' }, { text: 'Yes.' }]);
    const { production, events } = await rendered(script, { out: join(folder, 'out') });
    // Nothing was there before: the third line uses what the first made.
    expect(production.takes).toEqual({ made: 2, reused: 0 });
    expect(production.finishedCues).toBe(3);
    expect(events.filter(({ kind }) => kind === 'take')).toHaveLength(3);
  });

  it('make a damaged take again, say so, and come out the same', async () => {
    const folder = await temporaryFolder();
    const engine = new ToneEngine();
    const out = join(folder, 'out');
    const script = scriptOf(folder, lines);
    await rendered(script, { out }, engine);
    const before = await filesIn(out);
    const store = join(folder, '.tableread');
    for (const part of ['takes', 'fitted']) {
      for (const name of await readdir(join(store, part))) await truncate(join(store, part, name), 50);
    }
    const { production, events } = await rendered(script, { out }, engine);
    expect(production.takes).toEqual({ made: 3, reused: 0 });
    const notices = events.filter(({ kind }) => kind === 'notice');
    expect(notices.map((notice) => 'code' in notice && notice.code)).toEqual(Array(3).fill('production/take-corrupt'));
    expect(await filesIn(out)).toEqual(before);
  });

  it('take the content of a recording into the address, not its name', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const engine = new ToneEngine({ clones: true });
    const script = (recording: string) => scriptOf(folder, [{ text: 'one', recording }]);
    await writeFile(join(folder, 'a.wav'), 'a voice');
    expect((await rendered(script('a.wav'), { out }, engine)).production.takes.made).toBe(1);
    await rename(join(folder, 'a.wav'), join(folder, 'b.wav'));
    expect((await rendered(script('b.wav'), { out }, engine)).production.takes.made).toBe(0);
    await writeFile(join(folder, 'b.wav'), 'another voice');
    expect((await rendered(script('b.wav'), { out }, engine)).production.takes.made).toBe(1);
  });
});

describe('lengths beside the takes', () => {
  it('are noted once a cue, whatever a killed render left of a line', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const path = join(folder, '.tableread', 'lengths.jsonl');
    const script = scriptOf(folder, [{ text: 'one two' }, { text: 'three' }]);
    const { production } = await rendered(script, { out });
    const text = await readFile(path, 'utf8');
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(
      production.cues.map((cue, index) => ({
        digest: `d${index}`,
        seconds: Number((cue.length / production.sampleRate).toFixed(6)),
      })),
    );
    await writeFile(path, text.slice(0, -20));
    await rendered(script, { out });
    expect(readMeasuredLengths(await readFile(path, 'utf8'))).toEqual(readMeasuredLengths(text));
    const again = await readFile(path, 'utf8');
    await rendered(script, { out });
    expect(await readFile(path, 'utf8')).toBe(again);
  });
});
