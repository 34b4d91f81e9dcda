import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWavWriter } from '../../audio/index.ts';
import { ProductionClient } from '../../production/client.ts';
import type { PlayOrder } from '../../production/productionService.ts';
import { built, dist } from '../built.ts';
import { quantile } from './quantile.ts';
import type { Bench, Row } from './row.ts';

const lines = 10_000;

/** A long script; one line of it edited, so that it has to be spoken. */
function scriptOf(count: number, edited?: number): string {
  const cues = Array.from({ length: count }, (_, index) => {
    const heading = index % 100 === 0 ? `## Scene ${index / 100 + 1}\n` : '';
    const length = index % 3 === 0 ? ' [2.5s]' : '';
    const word = index === edited ? 'sharp ' : '';
    return `${heading}S${index % 2} (id c${index})${length}: The night train number ${index} leaves at ${word}eleven, they say.`;
  });
  return ['---', 'cast:', '  S0: { draft: en+f3 }', '  S1: { draft: en-us+m3 }', '---', '# One', ...cues, ''].join(
    '\n',
  );
}

/** Milliseconds until the WAV of something is in hand, from its start up to 10 s. */
async function untilHeard(client: ProductionClient, path: string, text: string, what: PlayOrder): Promise<number> {
  const started = performance.now();
  for await (const item of client.play({ script: { path, text }, what })) {
    if (item.kind !== 'reel' || item.readyFrames === 0) continue;
    await client.sound({ reel: item.id, from: 0, to: Math.min(item.readyFrames, 10 * item.sampleRate) });
    return performance.now() - started;
  }
  throw new Error('nothing was heard');
}

const bench: Bench = {
  name: 'production process: what the editor waits for, draft voice',
  async run(report: (row: Row) => void): Promise<void> {
    await built();
    const folder = await mkdtemp(join(tmpdir(), 'tableread-bench-'));
    const path = join(folder, 'bench.voice');
    const client = new ProductionClient({ entry: join(dist, 'production.mjs') });
    const cue = (n: number): PlayOrder => ({ kind: 'cue', cue: `c${n}` });
    const milliseconds = (name: string, value: number, goal?: string): void =>
      report({ name, value, unit: 'ms', ...(goal === undefined ? {} : { goal }) });
    try {
      milliseconds(
        '10,000 lines: first Play, no process yet → WAV',
        await untilHeard(client, path, scriptOf(lines), cue(5)),
      );
      const warm: number[] = [];
      for (let n = 0; n < 12; n++) warm.push(await untilHeard(client, path, scriptOf(lines, 100 + n), cue(100 + n)));
      milliseconds('10,000 lines: Play of a line just edited → WAV, median', quantile(warm.slice(2), 0.5), '< 120');
      milliseconds('10,000 lines: … slowest of ten', Math.max(...warm.slice(2)));
      const cached: number[] = [];
      for (let n = 0; n < 10; n++) cached.push(await untilHeard(client, path, scriptOf(lines, 111), cue(111)));
      milliseconds('10,000 lines: Play of a line with a take → WAV, median', quantile(cached, 0.5));
      const looks: number[] = [];
      for (let n = 0; n < 6; n++) {
        const text = scriptOf(lines, 300 + n);
        const started = performance.now();
        await client.takes({ script: { path, text } });
        looks.push(performance.now() - started);
      }
      milliseconds('10,000 lines: states of all takes after an edit, median', quantile(looks, 0.5));

      const short = { path: join(folder, 'short.voice'), text: scriptOf(400) };
      await untilHeard(client, short.path, short.text, cue(399));
      const beside: number[] = [];
      const fresh: number[] = [];
      for await (const event of client.render({ script: short, options: { out: join(folder, 'out') } })) {
        if (event.kind !== 'progress' || event.stage === 'plan' || (event.done % 40 !== 0 && event.stage === 'speak'))
          continue;
        if (beside.length >= 12 || (event.stage === 'speak' && beside.length >= 6)) continue;
        beside.push(await untilHeard(client, short.path, short.text, cue(399)));
        fresh.push(await untilHeard(client, short.path, scriptOf(400, 398 - fresh.length), cue(398 - fresh.length)));
      }
      milliseconds('while a script renders: Play of a line with a take → WAV, median', quantile(beside, 0.5));
      milliseconds('while a script renders: Play of an edited line → WAV, median', quantile(fresh, 0.5), '< 300');

      await hour(client, folder, milliseconds);
    } finally {
      await client.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** An hour of a finished render, and of a live one under which an hour of music lies. */
async function hour(
  client: ProductionClient,
  folder: string,
  milliseconds: (name: string, value: number) => void,
): Promise<void> {
  const seconds = 3600;
  const sampleRate = 44_100;
  const music = await createWavWriter(join(folder, 'music.wav'), {
    sampleRate,
    channels: 2,
    bits: 16,
    frames: seconds * sampleRate,
    tags: {},
  });
  const second = Float32Array.from({ length: sampleRate }, (_, n) => 0.2 * Math.sin(n / 30));
  for (let n = 0; n < seconds; n++) await music.write([second, second]);
  await music.close();
  const path = join(folder, 'hour.voice');
  const text =
    '---\nrender: { channels: mono }\n---\n! music.wav (under)\n: The first line.\n[at 1:00:00]: The last line.\n';
  const source = { path, text };
  const slice = async (what: PlayOrder, name: string): Promise<void> => {
    for await (const reel of client.play({ script: source, what })) {
      if (reel.kind !== 'reel' || !reel.complete) continue;
      const from = Math.round(3500 * reel.sampleRate);
      const times: number[] = [];
      for (let n = 0; n < 8; n++) {
        const started = performance.now();
        await client.sound({ reel: reel.id, from: from + n * 1000, to: from + n * 1000 + 10 * reel.sampleRate });
        times.push(performance.now() - started);
      }
      milliseconds(`${name}: 10 s from near its end, median`, quantile(times, 0.5));
    }
  };
  await slice({ kind: 'section' }, 'an hour, live, music of 44.1 kHz under it');
  const out = join(folder, 'hour');
  const rendering = client.render({ script: source, options: { out, deliver: ['whole'] } })[Symbol.asyncIterator]();
  while ((await rendering.next()).done !== true);
  await slice({ kind: 'output', folder: out }, 'an hour, rendered');
  const started = performance.now();
  for await (const reel of client.play({ script: source, what: { kind: 'output', folder: out } })) {
    if (reel.kind === 'reel') await client.peaks({ reel: reel.id });
  }
  milliseconds('an hour, rendered: opened, its peaks in hand', performance.now() - started);
}

export default bench;
