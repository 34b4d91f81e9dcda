import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  createMp3Writer,
  createWavWriter,
  decodePeaks,
  encodePeaks,
  PeakCollector,
  readAudio,
} from '../../../audio/index.ts';
import type { Engine, SpeakRequest } from '../../../models/engine.ts';
import { loopSource } from '../../../production/soundSource.ts';
import type { Reel } from '../../../production/productionService.ts';
import { idle, TestStudio } from './studioOf.ts';

const text = [
  '---',
  'render: { gap: 0.5s }',
  'cast:',
  '  MIRA: { draft: en+f3, pan: -0.5 }',
  '---',
  '# One',
  '! bed.wav (under) (gain -12dB)',
  'MIRA: The first line.',
  'JOE [1.5s]: The second line.',
  '## Inner',
  'MIRA: The third line.',
  '# Two',
  'JOE: The fourth line.',
  '',
].join('\n');

async function withBed(studio: TestStudio): Promise<void> {
  const samples = Float32Array.from({ length: 24_000 }, (_, n) => 0.3 * Math.sin(n / 20));
  const path = join(studio.folder, 'bed.wav');
  const writer = await createWavWriter(path, { sampleRate: 24_000, channels: 1, frames: samples.length, tags: {} });
  await writer.write([samples]);
  await writer.close();
}

/** Answers only when it is told to, one request at a time. */
class PatientEngine implements Engine {
  readonly #engine: Engine;
  #open: (() => void)[] = [];
  aborted = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  info(): ReturnType<Engine['info']> {
    return this.#engine.info();
  }

  async *speak(
    requests: readonly SpeakRequest[],
    { signal }: { signal?: AbortSignal } = {},
  ): ReturnType<Engine['speak']> & AsyncGenerator {
    for (const request of requests) {
      if (request.id !== 'warm') {
        await new Promise<void>((resolve, reject) => {
          this.#open.push(resolve);
          signal?.addEventListener('abort', () => {
            this.aborted++;
            reject(new Error('aborted'));
          });
        });
      }
      yield* this.#engine.speak([request]);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  answer(): void {
    this.#open.shift()?.();
  }
}

describe('play', () => {
  it('tells how far a part is ready while its takes are made, and what is ready stays as it is', async () => {
    let patient: PatientEngine | undefined;
    const studio = await TestStudio.open((engine) => (patient = new PatientEngine(engine)));
    await withBed(studio);
    const { signal } = new AbortController();
    const reels: Reel[] = [];
    const heard: (readonly Float32Array[])[] = [];
    for await (const item of studio.service.play(
      { script: studio.source(text), what: { kind: 'section' } },
      { signal },
    )) {
      if (item.kind !== 'reel') throw new Error(item.code);
      reels.push(item);
      heard.push(await studio.sound(item));
      setTimeout(() => patient?.answer(), 1).unref();
      const answering = setInterval(() => patient?.answer(), 5);
      setTimeout(() => clearInterval(answering), 2000).unref();
    }
    const last = reels.at(-1);
    const final = heard.at(-1);
    expect(reels.length).toBeGreaterThan(2);
    expect(reels[0]).toMatchObject({ readyFrames: 0, complete: false, channels: 2, sampleRate: 48000 });
    expect(reels[0]?.cues.map(({ line, state }) => [line, state])).toEqual(
      [8, 9, 11, 13].map((line) => [line, 'missing']),
    );
    expect(last).toMatchObject({ complete: true, title: 'test' });
    expect(last?.readyFrames).toBe(last?.frames);
    reels.forEach((reel, index) => {
      expect(reel.id).toBe(last?.id);
      if (index > 0) expect(reel.readyFrames).toBeGreaterThanOrEqual(reels[index - 1]?.readyFrames ?? 0);
      heard[index]?.forEach((channel, at) => {
        const whole = final?.[at] ?? new Float32Array(0);
        expect(channel.length).toBe(reel.readyFrames);
        expect(channel.findIndex((sample, n) => sample !== whole[n])).toBe(-1);
      });
    });
    // The left side is louder where MIRA speaks.
    const energy = (channel: Float32Array | undefined, from: number, to: number) =>
      (channel ?? new Float32Array(0)).subarray(from, to).reduce((sum, sample) => sum + sample * sample, 0);
    const [mira] = last?.cues ?? [];
    const end = (mira?.start ?? 0) + (mira?.length ?? 0);
    expect(energy(final?.[0], mira?.start ?? 0, end)).toBeGreaterThan(2 * energy(final?.[1], mira?.start ?? 0, end));
  });

  it('plays a section, a heading, from a line, and a chapter from its middle with what lies under it', async () => {
    const studio = await TestStudio.open();
    await withBed(studio);
    const lines = async (what: Parameters<TestStudio['play']>[1]) => {
      const { last } = await studio.play(text, what);
      return { lines: last.cues.map(({ line }) => line), first: last.cues[0]?.start, title: last.title };
    };
    expect(await lines({ kind: 'section', line: 6 })).toMatchObject({ lines: [8, 9, 11], title: 'One' });
    expect(await lines({ kind: 'section', line: 10 })).toMatchObject({ lines: [11], title: 'Inner', first: 0 });
    expect(await lines({ kind: 'section' })).toMatchObject({ lines: [8, 9, 11, 13] });
    expect(await lines({ kind: 'from', line: 9 })).toMatchObject({ lines: [9, 11], title: 'One', first: 0 });
    expect(await lines({ kind: 'from', line: 12 })).toMatchObject({ lines: [13], title: 'Two' });
    const under = await studio.play(text, { kind: 'from', line: 9 });
    const [left = new Float32Array(0)] = await studio.sound(under.last);
    // In the gap between its lines the bed is heard.
    const [first, second] = under.last.cues;
    const gap = left.subarray((first?.start ?? 0) + (first?.length ?? 0) + 2000, (second?.start ?? 0) - 2000);
    expect(gap.some((sample) => Math.abs(sample) > 0.01)).toBe(true);
    await expect(studio.play('Nothing here.\n', { kind: 'section' })).rejects.toMatchObject({
      code: 'production/nothing-to-render',
    });
    await expect(studio.play(text, { kind: 'cue', cue: 'x' })).rejects.toMatchObject({
      code: 'production/unknown-cue',
    });
  });

  it('has all of it at once where every take is kept', async () => {
    const studio = await TestStudio.open();
    await withBed(studio);
    await studio.play(text, { kind: 'section' });
    studio.engine.spoken.length = 0;
    // As far as that is quick: time stands still.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const { reels, last } = await studio.play(text, { kind: 'section' });
    clock.mockRestore();
    expect(studio.engine.spoken.filter((id) => id !== 'warm')).toEqual([]);
    expect(reels[0]).toEqual(last);
    expect(reels[0]?.complete).toBe(true);
  });

  it('passes over a line that nobody speaks without a word', async () => {
    const studio = await TestStudio.open();
    const { last, others } = await studio.play('SFX: A door.\nMIRA: One.\n', { kind: 'section' });
    expect(others).toEqual([]);
    expect(last.complete).toBe(true);
    expect(last.cues.find(({ speaker }) => speaker === 'MIRA')).toMatchObject({ start: 0, state: 'ready' });
  });

  it('goes on past a line that fails, tells it, and plays silence in its place', async () => {
    const studio = await TestStudio.open();
    const failing = 'MIRA (id a): One.\nMIRA (id b): This will FAIL.\nMIRA (id c): Three.\n';
    const { last, others } = await studio.play(failing, { kind: 'section' });
    expect(others).toMatchObject([{ kind: 'failure', cue: 'b', line: 2, code: 'models/engine-crashed' }]);
    expect(last.complete).toBe(true);
    expect(last.cues.map(({ state }) => state)).toEqual(['ready', 'failed', 'ready']);
    expect((await studio.takes(failing)).map(({ state }) => state)).toEqual(['cached', 'failed', 'cached']);
    const mended = failing.replace('FAIL', 'succeed').replace('One', 'Another');
    expect((await studio.takes(mended)).map(({ state }) => state)).toEqual(['stale', 'none', 'cached']);
    await studio.render(mended);
    const states = await studio.takes(mended);
    expect(states.map(({ state }) => state)).toEqual(['cached', 'cached', 'cached']);
    expect(states.every(({ seconds }) => seconds !== undefined && seconds > 0.2)).toBe(true);
  });

  it('stops the engine when it is cancelled', async () => {
    let patient: PatientEngine | undefined;
    const studio = await TestStudio.open((engine) => (patient = new PatientEngine(engine)));
    const controller = new AbortController();
    const playing = studio.play(text.replace(/^! .*$/m, ''), { kind: 'section' }, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 100);
    await expect(playing).rejects.toThrow('enough');
    expect(patient?.aborted).toBe(1);
    expect(studio.engine.spoken).toEqual(['warm', 'warm']);
  });

  it('keeps what was made, with its length, when it is stopped in the middle', async () => {
    const studio = await TestStudio.open();
    const order = { script: studio.source(text), what: { kind: 'from', line: 8 } } as const;
    for await (const item of studio.service.play(order, idle())) {
      if (item.kind === 'reel' && item.readyFrames > 0) break;
    }
    const [first, , , last] = await studio.takes(text);
    expect(first).toMatchObject({ state: 'cached' });
    expect(first?.seconds).toBeGreaterThan(0);
    expect(last).toMatchObject({ state: 'none' });
  });

  it('forgets reels of a script that were played long ago, and gives no sound that is not ready', async () => {
    const studio = await TestStudio.open();
    const { last } = await studio.play(text, { kind: 'section', line: 12 });
    await expect(studio.sound(last, 0, last.frames + 1)).rejects.toThrow(RangeError);
    await expect(studio.sound(last, 5, 4)).rejects.toThrow(RangeError);
    for (let round = 0; round < 4; round++) await studio.play(text, { kind: 'section', line: 12 });
    await expect(studio.sound(last)).rejects.toMatchObject({ code: 'production/reel-gone' });
  });

  it('hears the same in the middle of a compressed sound once it is unpacked', async () => {
    const studio = await TestStudio.open();
    const rate = 44_100;
    const format = { sampleRate: rate, channels: 2, frames: 25 * rate, tags: {} };
    const writer = await createMp3Writer(join(studio.folder, 'music.mp3'), format);
    for (let second = 0; second < 25; second++) {
      const block = Float32Array.from({ length: rate }, (_, n) => 0.3 * Math.sin((n * (second + 5)) / 100));
      await writer.write([block, block]);
    }
    await writer.close();
    const music = '! music.mp3 (under)\nMIRA: One.\nMIRA [at 0:58]: Two.\n';
    const from = 48_000 * 40;
    const folder = join(studio.folder, '.tableread', 'sounds');
    const packed = await loopSource(join(studio.folder, 'music.mp3'), 48_000);
    await packed.skip(from);
    const expected = await packed.read(96_000);
    const { last } = await studio.play(music, { kind: 'section' });
    expect((await readdir(folder)).filter((name) => name.endsWith('.wav'))).toHaveLength(1);
    const heard = await studio.sound(last, from, from + 96_000);
    await packed.close();
    expect(heard).toHaveLength(2);
    heard.forEach((channel, at) => {
      expect(channel.some((sample) => Math.abs(sample) > 0.05)).toBe(true);
      expect(channel.findIndex((sample, n) => Math.abs(sample - (expected[at]?.[n] ?? 9)) > 1 / 32768)).toBe(-1);
    });
    await studio.service.prune({ script: studio.source(music), everything: true }, idle());
    expect(await readdir(folder).catch(() => [])).toEqual([]);
  });

  it('draws the peaks of what is ready', async () => {
    const studio = await TestStudio.open();
    await withBed(studio);
    const { last } = await studio.play(text, { kind: 'section' });
    const collector = new PeakCollector(last.sampleRate, last.channels);
    collector.push(await studio.sound(last));
    const peaks = decodePeaks(await studio.service.peaks({ reel: last.id }, idle()));
    expect(peaks).toMatchObject({ sampleRate: 48000, channels: 2, frames: last.frames });
    const expected = collector.peaks().levels[0]?.values ?? new Int8Array(0);
    // The sound was asked for in 16 bits.
    expect(peaks.levels[0]?.values.every((value, at) => Math.abs(value - (expected[at] ?? 99)) <= 1)).toBe(true);
  });
});

describe('a finished render', () => {
  it.each(['wav', 'flac'] as const)('is played from its file (%s)', async (format) => {
    const studio = await TestStudio.open();
    await withBed(studio);
    const script = text.replace('gap: 0.5s', `gap: 0.5s, formats: ${format}, bits: 24`);
    const { production } = await studio.render(script);
    const out = join(studio.folder, 'out');
    const moved = script.replace('# One', '\n\n# One');
    const { reels, last } = await studio.play(moved, { kind: 'output', folder: out });
    expect(reels).toHaveLength(1);
    expect(last).toMatchObject({
      complete: true,
      frames: production.length,
      readyFrames: production.length,
      channels: 2,
    });
    expect(last.cues.map(({ line, state }) => [line, state])).toEqual([10, 11, 13, 15].map((line) => [line, 'ready']));
    const whole = (await readAudio(join(out, `test.${format}`))).channels;
    for (const [from, to] of [
      [0, 1000],
      [1000, 50_000],
      [500, 40_000],
      [production.length - 5000, production.length],
    ] as const) {
      const channels = await studio.sound(last, from, to);
      channels.forEach((channel, at) => {
        expect(channel.length).toBe(to - from);
        const off = channel.findIndex((sample, n) => Math.abs(sample - (whole[at]?.[from + n] ?? 9)) > 1 / 32768);
        expect(off).toBe(-1);
      });
    }

    const collector = new PeakCollector(48000, 2);
    collector.push(whole);
    const kept = await studio.service.peaks({ reel: last.id }, idle());
    const drawn = decodePeaks(kept).levels[0]?.values ?? new Int8Array(0);
    const expected = decodePeaks(encodePeaks(collector.peaks())).levels[0]?.values ?? new Int8Array(0);
    expect(drawn.length).toBe(expected.length);
    expect(drawn.every((value, at) => Math.abs(value - (expected[at] ?? 99)) <= 1)).toBe(true);
    const folder = join(studio.folder, '.tableread', 'peaks');
    expect(await readdir(folder)).toHaveLength(1);
    await rm(folder, { recursive: true });
    expect(
      Buffer.from(await studio.service.peaks({ reel: last.id }, idle())).equals(
        Buffer.from(encodePeaks(collector.peaks())),
      ),
    ).toBe(true);
    expect(await readdir(folder)).toHaveLength(1);

    await studio.render(script.replace('first', 'other'));
    expect(await readdir(folder)).toHaveLength(1);
    await expect(studio.sound(last, 0, 100)).rejects.toMatchObject({ code: 'production/reel-gone' });
  });

  it('is told missing where there is none, or where it has no whole', async () => {
    const studio = await TestStudio.open();
    const order = { kind: 'output', folder: join(studio.folder, 'out') } as const;
    await expect(studio.play(text, order)).rejects.toMatchObject({ code: 'production/no-output' });
    await studio.render('MIRA: One.\n');
    await rm(join(studio.folder, 'out', 'test.wav'));
    await expect(studio.play(text, order)).rejects.toMatchObject({ code: 'production/no-whole' });
    await writeFile(join(studio.folder, 'out', 'timeline.json'), '{"version":1,"script":"test.voice","length":-1}');
    await expect(studio.play(text, order)).rejects.toMatchObject({ code: 'production/no-output' });
  });

  it('notes the length of another reading as that of the other reading', async () => {
    const studio = await TestStudio.open();
    const hello = (take: number): string => `MIRA (id hello) (take ${take}): Hello, hello.\n`;
    await studio.play(hello(1), { kind: 'cue', cue: 'hello', take: 3 });
    const [[first], [third]] = [await studio.takes(hello(1)), await studio.takes(hello(3))];
    expect(first).not.toHaveProperty('seconds');
    expect(third?.state).toBe('cached');
    expect(third?.seconds).toBeGreaterThan(0);
  });
});
