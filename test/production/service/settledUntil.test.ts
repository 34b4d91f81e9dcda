import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bedFade } from '../../../production/mixPlan.ts';
import { placeOutcomes, type Outcome } from '../../../production/placing.ts';
import { settledUntil } from '../../../production/service/settledUntil.ts';
import type { Start } from '../../../screenplay/cue.ts';
import { property } from '../../runs.ts';
import { scriptOf, type EntrySketch } from '../scriptOf.ts';

const rate = 1000;
const seconds = (from: number, to: number) =>
  fc.integer({ min: from * rate, max: to * rate }).map((milliseconds) => milliseconds / rate);
const start: fc.Arbitrary<Start> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('turn' as const), silence: fc.constant(0.25), isGap: fc.constant(true) }),
  },
  fc.record({ kind: fc.constant('turn' as const), silence: seconds(-3, 2), isGap: fc.constant(false) }),
  fc.record({ kind: fc.constant('time' as const), seconds: seconds(0, 20) }),
  fc.record({ kind: fc.constant('offset' as const), seconds: seconds(-2, 3) }),
  fc.record({ kind: fc.constant('mark' as const), mark: fc.constantFrom('m0', 'm1'), seconds: seconds(-2, 2) }),
);
const part = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('cue' as const), start, mark: fc.constantFrom('', 'm0', 'm1') }),
  },
  fc.record({ kind: fc.constant('sound' as const), start, under: fc.boolean() }),
  fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(1 as const, 2 as const) }),
);
/** Of every entry: how long its take turns out to be, where in it its mark lies, and whether it is still missing. */
const fate = fc.record({ frames: fc.nat(5 * rate), mark: fc.nat(100), missing: fc.boolean() });

describe('what is settled while takes are missing', () => {
  it.each([true, false])('stays as it is, whatever the takes turn out to be (part of a script: %s)', (isPart) => {
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 12 }),
        fc.array(fate, { minLength: 12, maxLength: 12 }),
        (parts, fates) => {
          const sketches = parts.map((each, index): EntrySketch => {
            if (each.kind === 'heading') return { level: each.level, title: `T${index}` };
            if (each.kind === 'sound') return { path: 'a.wav', start: each.start, under: each.under };
            const text = 'some words';
            const emotion = { kind: 'own' } as const;
            const spoken = { kind: 'text', pieces: [{ text }], language: 'en', emotion } as const;
            const marks = each.mark === '' ? [] : [{ kind: 'mark', name: each.mark } as const];
            return { text, start: each.start, spoken: [spoken, ...marks] };
          });
          const { screenplay } = scriptOf('/', sketches);
          const outcomes = (isFinal: boolean) =>
            screenplay.entries.map((entry, index): Outcome => {
              const { frames, mark, missing } = fates[index] ?? { frames: 0, mark: 0, missing: false };
              if (entry.kind === 'sound') {
                const ready = { file: '/a.wav', channels: 1, frames };
                return { kind: 'sound', sound: entry, line: 1, ready, failure: undefined };
              }
              const marks = entry.spoken.flatMap((each) =>
                each.kind === 'mark' ? [{ name: each.name, start: Math.round((frames * mark) / 100) }] : [],
              );
              const header = { sampleRate: rate, words: [], marks, naturalSeconds: 1, take: '' };
              const made = missing && !isFinal ? undefined : { job: {} as never, header, frames };
              return { kind: 'cue', cue: entry, line: 1, asked: { kind: 'natural' }, made, failure: undefined };
            });
          const before = outcomes(false);
          const { frames: until, complete } = settledUntil(before, screenplay.sections, rate, isPart);
          const then = placeOutcomes(before, screenplay.sections, rate, isPart);
          const finally_ = placeOutcomes(outcomes(true), screenplay.sections, rate, isPart);
          expect(complete).toBe(before.every((each) => each.kind === 'sound' || each.made !== undefined));
          before.forEach((outcome, index) => {
            const was = then[index] ?? { start: 0, length: 0 };
            const is = finally_[index] ?? { start: 0, length: 0 };
            const isMissing = outcome.kind === 'cue' && outcome.made === undefined;
            if (isMissing) expect(is.start).toBeGreaterThanOrEqual(until);
            else if (was.start < until || is.start < until) {
              expect(is.start).toBe(was.start);
              if (is.length === was.length) return;
              const fade = Math.round(bedFade * rate);
              expect(was.start + Math.min(is.length, was.length) - fade).toBeGreaterThanOrEqual(until);
            }
          });
        },
      ),
      property(500, 20_000),
    );
  });
});
