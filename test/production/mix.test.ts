import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWavWriter } from '../../audio/index.ts';
import { foldGains, mix, panGains, type MixEvent } from '../../production/mix.ts';
import { fileSource, loopSource, memorySource, type SoundSource } from '../../production/soundSource.ts';
import { property } from '../runs.ts';
import { temporaryFolder } from './rendered.ts';

const rate = 48000;

function event(start: number, samples: Float32Array, more: Partial<MixEvent> = {}): MixEvent {
  return {
    start,
    length: samples.length,
    stem: 0,
    gains: () => [[1]],
    fadeIn: 0,
    fadeOut: 0,
    open: () => Promise.resolve(memorySource([samples])),
    ...more,
  };
}

/** The whole of a mix and its stems. */
async function mixed(events: readonly MixEvent[], frames: number, channels = 1, stems = 0): Promise<Float32Array[][]> {
  const all = Array.from({ length: stems + 1 }, () => Array.from({ length: channels }, () => new Float32Array(frames)));
  let at = 0;
  for await (const block of mix(events, { frames, channels, stems, signal: undefined })) {
    [block.mix, ...block.stems].forEach((sound, which) =>
      sound.forEach((samples, channel) => all[which]?.[channel]?.set(samples, at)),
    );
    at += block.frames;
  }
  expect(at).toBe(frames);
  return all;
}

async function readAll(source: SoundSource, frames: number, step: number): Promise<Float32Array> {
  const whole = new Float32Array(frames);
  for (let at = 0; at < frames;) {
    const [block = new Float32Array(0)] = await source.read(Math.min(step, frames - at));
    if (block.length === 0) return whole.slice(0, at);
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

function noise(frames: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length: frames }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 32;
  });
}

async function wav(samples: Float32Array, sampleRate = rate): Promise<string> {
  const path = join(await temporaryFolder(), 'sound.wav');
  const writer = await createWavWriter(path, { sampleRate, channels: 1, bits: 32, frames: samples.length, tags: {} });
  await writer.write([samples]);
  await writer.close();
  return path;
}

describe('mix', () => {
  it('puts each event at its sample, over block edges, and adds what overlaps', async () => {
    const [whole] = await mixed(
      [event(32760, Float32Array.of(...Array<number>(20).fill(0.25))), event(32770, Float32Array.of(0.5, 0.5))],
      70_000,
    );
    const [samples = new Float32Array(0)] = whole ?? [];
    const sounding = [...samples.entries()].filter(([, sample]) => sample !== 0);
    expect(sounding).toHaveLength(20);
    expect(sounding[0]).toEqual([32760, 0.25]);
    expect(sounding[10]).toEqual([32770, 0.75]);
  });

  it('gives stems that together are the mix', async () => {
    const events = [0, 1, 2].map((stem) =>
      event(stem * 10_000, noise(50_000, stem + 5), { stem, gains: () => [[0.7], [0.3]] }),
    );
    const [whole = [], ...stems] = await mixed(events, 90_000, 2, 3);
    whole.forEach((channel, index) => {
      for (let n = 0; n < channel.length; n++) {
        const sum = stems.reduce((total, stem) => total + (stem[index]?.[n] ?? NaN), 0);
        if (Math.abs(sum - (channel[n] ?? NaN)) > 2e-7) throw new Error(`differs at ${n}`);
      }
    });
  });

  it('fades an event at its own edges', async () => {
    const [whole] = await mixed([event(100, new Float32Array(1000).fill(1), { fadeIn: 100, fadeOut: 200 })], 1200);
    const [samples = new Float32Array(0)] = whole ?? [];
    expect(samples[100]).toBeLessThan(0.001);
    expect(samples[150]).toBeCloseTo(0.5, 1);
    expect(samples[200]).toBe(1);
    expect(samples[899]).toBe(1);
    expect(samples[1099]).toBeLessThan(0.001);
  });

  it('gives silence where a source ends early', async () => {
    const [whole] = await mixed([event(0, new Float32Array(10).fill(1), { length: 50 })], 60);
    expect([...(whole?.[0] ?? [])].filter((sample) => sample !== 0)).toHaveLength(10);
  });

  it('stops at once when it is aborted, and closes its sources', async () => {
    const stop = new AbortController();
    let closed = 0;
    const source: SoundSource = {
      read: (frames) => Promise.resolve([new Float32Array(frames)]),
      skip: () => Promise.resolve(),
      close: () => {
        closed++;
        return Promise.resolve();
      },
    };
    const events = [event(0, new Float32Array(0), { length: 1e6, open: () => Promise.resolve(source) })];
    const run = mix(events, { frames: 1e6, channels: 1, stems: 0, signal: stop.signal });
    await run.next();
    stop.abort(new Error('enough'));
    await expect(run.next()).rejects.toThrow('enough');
    expect(closed).toBe(1);
  });
});

describe('places', () => {
  it('pans at constant power', () => {
    for (const pan of [-1, -0.3, 0, 0.8, 1]) {
      const [left, right] = panGains(pan);
      expect(left ** 2 + right ** 2).toBeCloseTo(1, 12);
    }
    expect(panGains(-1)[0]).toBe(1);
    expect(panGains(0)[0]).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it('folds files of any number of channels', () => {
    expect(foldGains(2, 2)).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(foldGains(1, 1)).toEqual([[1]]);
    expect(foldGains(2, 1)).toEqual([[0.5, 0.5]]);
    const [left = [], right = []] = foldGains(6, 2);
    // Centre on both sides, the low-frequency channel on none.
    expect([left[2], right[2]]).toEqual([Math.SQRT1_2, Math.SQRT1_2]);
    expect([left[3], right[3]]).toEqual([0, 0]);
    expect(foldGains(7, 2)[0]).toHaveLength(7);
  });
});

describe('a stretch of a mix', () => {
  const tone = (seconds: number, sampleRate: number) =>
    Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, n) =>
      Math.fround(0.3 * Math.sin(n * n * 1e-7 + n * 0.01)),
    );

  it('is the same as that of the whole, to the bit', async () => {
    const files = await Promise.all([
      wav(tone(23, 22050), 22050),
      wav(tone(21, 44100), 44100),
      wav(tone(22, rate)),
      wav(tone(0.7, 16000), 16000),
      wav(tone(5, 44100), 44100),
    ]);
    const frames = 60 * rate;
    const sketch = fc.record({
      start: fc.integer({ min: 0, max: frames }),
      length: fc.integer({ min: 1, max: 50 * rate }),
      file: fc.nat(files.length),
      loops: fc.boolean(),
      fade: fc.constantFrom(0, 96, 4800),
    });
    const stretch = fc.tuple(fc.integer({ min: 0, max: frames }), fc.integer({ min: 1, max: 3 * rate }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(sketch, { minLength: 1, maxLength: 6 }),
        fc.array(stretch, { minLength: 1, maxLength: 4 }),
        async (sketches, stretches) => {
          const events = sketches.map(({ start, length, file, loops, fade }) => {
            const path = files[file];
            const samples = noise(length % 100_000, file + length);
            return event(start, samples, {
              length: path === undefined ? samples.length : length,
              fadeIn: fade,
              fadeOut: fade,
              open: async () => {
                if (path === undefined) return memorySource([samples]);
                return loops ? loopSource(path, rate) : fileSource(path, rate);
              },
            });
          });
          const [[whole = new Float32Array(0)] = []] = await mixed(events, frames);
          for (const [from, length] of stretches) {
            const to = Math.min(frames, from + length);
            const part = new Float32Array(to - from);
            let at = 0;
            for await (const block of mix(events, { from, frames: to, channels: 1, stems: 0, signal: undefined })) {
              part.set(block.mix[0] ?? [], at);
              at += block.frames;
            }
            expect(at).toBe(to - from);
            const differs = part.findIndex((sample, n) => !Object.is(sample, whole[from + n]));
            expect(differs).toBe(-1);
          }
        },
      ),
      property(6, 150),
    );
  });
});

describe('sound files', () => {
  it.each([5, 25])('are read at the rate of the output, %i s long', async (seconds) => {
    const tone = Float32Array.from(
      { length: seconds * 22050 },
      (_, n) => 0.5 * Math.sin((2 * Math.PI * 440 * n) / 22050),
    );
    const source = await fileSource(await wav(tone, 22050), rate);
    const samples = await readAll(source, seconds * rate + 100, 10_007);
    await source.close();
    expect(samples.length).toBe(seconds * rate);
    for (let n = 2000; n < samples.length - 2000; n += 997) {
      expect(samples[n]).toBeCloseTo(0.5 * Math.sin((2 * Math.PI * 440 * n) / rate), 3);
    }
  });

  it.each([1, 100, 12_345, 25 * rate])('of %i samples are repeated without a click', async (frames) => {
    // A whole number of periods does not fit, so a plain repetition would jump.
    const slow = Float32Array.from({ length: frames }, (_, n) => 0.5 * Math.sin((2 * Math.PI * 50.3 * n) / rate + 1));
    const source = await loopSource(await wav(slow), rate);
    const samples = await readAll(source, 3 * Math.max(frames, rate), 32_768);
    await source.close();
    expect(samples.length).toBe(3 * Math.max(frames, rate));
    let largest = 0;
    for (let n = 1; n < samples.length; n++) {
      largest = Math.max(largest, Math.abs((samples[n] ?? 0) - (samples[n - 1] ?? 0)));
    }
    // A 50 Hz sine of 0.5 moves 0.0033 a sample; a cut would move up to 1.
    if (frames >= 12_345) expect(largest).toBeLessThan(0.01);
    expect(Math.max(...samples.subarray(-1000).map(Math.abs))).toBeGreaterThan(0);
  });

  it('keep their level through the seams of a loop', async () => {
    const source = await loopSource(await wav(noise(2 * rate)), rate);
    const samples = await readAll(source, 10 * rate, 32_768);
    await source.close();
    const level = (from: number) => {
      let sum = 0;
      for (let n = from; n < from + rate / 20; n++) sum += (samples[n] ?? 0) ** 2;
      return Math.sqrt(sum / (rate / 20));
    };
    for (let from = 0; from < 9.9 * rate; from += rate / 20) {
      expect(level(from)).toBeGreaterThan(0.25);
      expect(level(from)).toBeLessThan(0.33);
    }
  });
});
