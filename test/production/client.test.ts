// The production process as the editor calls it, with the embedded voice.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAudio } from '../../audio/index.ts';
import { ProductionClient } from '../../production/client.ts';
import type { PlayOrder, Reel } from '../../production/productionService.ts';
import type { Failure, Notice } from '../../production/productionTypes.ts';
import { fromSource } from './productionProcess.ts';
import { temporaryFolder } from './rendered.ts';

const client = new ProductionClient(fromSource);
afterAll(() => client.close());

const text = ['# One', 'MIRA: Good evening.', 'JOE [1.5s]: The train is late.', 'MIRA (id late): Again?', ''].join(
  '\n',
);

async function script(): Promise<{ path: string; text: string }> {
  return { path: join(await temporaryFolder(), 'play.voice'), text };
}

async function played(
  source: { path: string; text: string },
  what: PlayOrder,
): Promise<{ reels: Reel[]; others: (Failure | Notice)[] }> {
  const reels: Reel[] = [];
  const others: (Failure | Notice)[] = [];
  for await (const item of client.play({ script: source, what })) {
    if (item.kind === 'reel') reels.push(item);
    else others.push(item);
  }
  return { reels, others };
}

/** The samples of a WAV file in memory. */
async function heard(wav: Uint8Array): Promise<readonly Float32Array[]> {
  const path = join(await temporaryFolder(), 'heard.wav');
  await writeFile(path, wav);
  return (await readAudio(path)).channels;
}

describe('the production process', () => {
  it('plays a line: its take, as long as told, and no silence', async () => {
    const source = await script();
    const { reels, others } = await played(source, { kind: 'cue', cue: 'late' });
    expect(others).toEqual([]);
    expect(reels[0]).toMatchObject({ readyFrames: 0, complete: false, channels: 1, title: 'MIRA: Again?' });
    expect(reels[0]?.cues).toMatchObject([{ id: 'late', line: 4, state: 'missing', start: 0 }]);
    const last = reels.at(-1);
    if (last === undefined) throw new Error('no reel');
    expect(last).toMatchObject({ id: reels[0]?.id, complete: true, cues: [{ state: 'ready' }] });
    expect(last.readyFrames).toBe(last.frames);
    const [samples = new Float32Array(0)] = await heard(
      await client.sound({ reel: last.id, from: 0, to: last.readyFrames }),
    );
    expect(samples.length).toBe(last.frames);
    expect(samples.some((sample) => Math.abs(sample) > 0.05)).toBe(true);
    const states = await client.takes({ script: source });
    expect(states.map(({ state }) => state)).toEqual(['none', 'none', 'cached']);
    expect(states[2]?.seconds).toBeCloseTo(last.frames / last.sampleRate, 5);
  });

  it('renders, and refuses a second render of the script meanwhile', async () => {
    const source = await script();
    const order = { script: source, options: { out: join(source.path, '..', 'out') } };
    const kinds = new Set<string>();
    for await (const event of client.render(order)) {
      if (kinds.size === 0) {
        const second = client.render(order)[Symbol.asyncIterator]();
        await expect(second.next()).rejects.toMatchObject({ code: 'production/already-rendering' });
      }
      kinds.add(event.kind);
      if (event.kind === 'finished') expect(event.production.takes).toEqual({ made: 3, reused: 0 });
    }
    expect([...kinds]).toEqual(expect.arrayContaining(['progress', 'take', 'finished']));
    const { reels } = await played(source, { kind: 'section' });
    expect(reels.at(-1)).toMatchObject({ complete: true, channels: 2 });
  });

  it('plays a line while the script is rendered', async () => {
    const source = longScript(await temporaryFolder());
    await played(source, { kind: 'cue', cue: 'c0' });
    const order = { script: source, options: { out: join(source.path, '..', 'out') } };
    let wav: Uint8Array | undefined;
    let isFinished = false;
    for await (const event of client.render(order)) {
      isFinished = event.kind === 'finished';
      if (event.kind !== 'take' || wav !== undefined) continue;
      const { reels } = await played(source, { kind: 'cue', cue: 'c31' });
      const [reel] = reels.slice(-1);
      if (reel === undefined) throw new Error('no reel');
      wav = await client.sound({ reel: reel.id, from: 0, to: reel.readyFrames });
    }
    expect(isFinished).toBe(true);
    expect(wav?.length).toBeGreaterThan(20_000);
  });
});

describe.skipIf(process.platform !== 'linux')('a crash', () => {
  it('of the engine is told, and the render finishes', async () => {
    const source = longScript(await temporaryFolder());
    const codes: string[] = [];
    let killed = 0;
    for await (const event of client.render({ script: source, options: { out: join(source.path, '..', 'out') } })) {
      if (event.kind === 'take' && killed === 0) {
        for (const engine of await childrenOf(client.pid)) {
          process.kill(engine, 'SIGKILL');
          killed++;
        }
      }
      if (event.kind === 'notice') codes.push(event.code);
      if (event.kind === 'finished') expect(event.production).toMatchObject({ failures: [], takes: { made: 32 } });
    }
    expect(killed).toBeGreaterThan(0);
    expect(codes).toContain('models/engine-restarted');
  });

  it('of the process fails what was asked, loses no take, and the next call starts it anew', async () => {
    const source = longScript(await temporaryFolder());
    const { pid } = client;
    if (pid === undefined) throw new Error('not running');
    const rendering = async () => {
      let takes = 0;
      for await (const event of client.render({ script: source, options: { out: join(source.path, '..', 'out') } })) {
        if (event.kind === 'take' && ++takes === 8) process.kill(pid, 'SIGKILL');
      }
    };
    await expect(rendering()).rejects.toMatchObject({ code: 'production/process-ended', values: { how: 'SIGKILL' } });
    const states = await client.takes({ script: source });
    expect(client.pid).not.toBe(pid);
    expect(states.filter(({ state }) => state === 'cached').length).toBeGreaterThanOrEqual(8);
  });
});

/** A script that takes some time. */
function longScript(folder: string): { path: string; text: string } {
  const lines = Array.from(
    { length: 32 },
    (_, n) => `JOE (id c${n}): The night train number ${n} leaves at eleven, and nobody knows why.`,
  );
  return {
    path: join(folder, 'long.voice'),
    text: `${lines.map((line) => line.replace(': (id', '(id')).join('\n')}\n`,
  };
}

async function childrenOf(pid: number | undefined): Promise<number[]> {
  const children = await readFile(`/proc/${pid ?? 0}/task/${pid ?? 0}/children`, 'utf8');
  return children.trim().split(' ').filter(Boolean).map(Number);
}
