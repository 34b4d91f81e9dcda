import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probeAudio } from '../../audio/index.ts';
import type { Length, Start } from '../../screenplay/cue.ts';
import { property, runs } from '../runs.ts';
import { rendered, temporaryFolder } from './rendered.ts';
import { scriptOf, type CueSketch } from './scriptOf.ts';
import { ToneEngine, toneTake } from './toneEngine.ts';

const turn: Start = { kind: 'turn', silence: 0, isGap: false };
const seconds = fc.integer({ min: 50, max: 1500 }).map((milliseconds) => milliseconds / 1000);
const fine = fc.double({ min: 0.05, max: 1.5, noNaN: true });
const text = fc.integer({ min: 1, max: 20 }).map((letters) => 'la '.repeat(letters).slice(0, letters));

const cue: fc.Arbitrary<CueSketch> = fc.oneof(
  fc.record({
    text,
    length: fc.oneof(seconds, fine).map((length): Length => ({ kind: 'exact', seconds: length })),
  }),
  fc.record({ text, length: fine.map((length): Length => ({ kind: 'most', seconds: length })) }),
  fc.record({
    text,
    length: fc.double({ min: 0.5, max: 2, noNaN: true }).map((factor): Length => ({ kind: 'factor', factor })),
  }),
  fc.record({ text, length: fc.integer({ min: 3, max: 70 }).map((tokens): Length => ({ kind: 'tokens', tokens })) }),
  fc
    .record({
      text,
      window: fc.tuple(fc.double({ min: 0, max: 60, noNaN: true }), fine),
    })
    .map(({ text: words, window: [start, length] }): CueSketch => ({
      text: words,
      start: { kind: 'time', seconds: start },
      length: { kind: 'window', end: start + length },
    })),
);

describe.each([22050, 44100, 48000])('timed takes at %i Hz', (sampleRate) => {
  it('have exactly the samples that are asked for', async () => {
    const count = runs(80, 500);
    const { seed } = property(1, 1);
    const [sketches = []] = fc.sample(fc.array(cue, { minLength: count, maxLength: count }), {
      seed: seed ?? 0,
      numRuns: 1,
    });
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const script = scriptOf(
      folder,
      sketches.map((sketch, index) => ({ start: turn, ...sketch, text: `${sketch.text} ${index}` })),
      {
        sampleRate,
        channels: 'mono',
      },
    );
    const { production } = await rendered(script, { out });
    expect(production.failures).toEqual([]);
    for (const [index, made] of production.cues.entries()) {
      const source = script.screenplay.cues[index];
      if (source === undefined) throw new Error('no cue');
      const facts = await probeAudio(join(out, made.file ?? ''));
      expect(facts.frames, source.text).toBe(made.length);
      const { length, start } = source;
      switch (length.kind) {
        case 'exact':
          expect(made.length).toBe(Math.round(length.seconds * sampleRate));
          break;
        case 'tokens':
          expect(made.length).toBe(Math.round(length.tokens * 0.02 * sampleRate));
          break;
        case 'most':
          expect(made.length / sampleRate).toBeLessThanOrEqual(length.seconds + 1e-9);
          break;
        case 'window': {
          const from = start.kind === 'time' ? start.seconds : NaN;
          expect(made.start).toBe(Math.round(from * sampleRate));
          expect(made.start + made.length).toBe(Math.round(length.end * sampleRate));
          break;
        }
        case 'factor': {
          const natural = Math.max(0.05, source.text.length * 0.06);
          expect(made.length).toBe(Math.round(natural * length.factor * sampleRate));
          break;
        }
        case 'natural':
          throw new Error('not timed');
      }
    }
  });
});

it('the test double misses the length it is asked for, so there is something to fit', () => {
  const take = toneTake(
    {
      id: 'a',
      parts: [],
      language: 'en',
      recording: undefined,
      voice: 'en',
      length: { kind: 'exact', seconds: 1 },
      seed: 3,
    },
    22050,
  );
  expect(Math.abs(take.samples.length - 22050)).toBeGreaterThan(22);
  expect(new ToneEngine().spoken).toEqual([]);
});
