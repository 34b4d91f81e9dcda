import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeDecoder } from '../../../models/sampling/codeDecoder.ts';
import type { Decoder, DrawNoise } from '../../../models/sampling/decoder.ts';
import { introsort } from '../../../models/sampling/introsort.ts';
import { logSoftmax, penaliseRepetition, warpScores } from '../../../models/sampling/processScores.ts';
import { defaultSampling, type CodeSet, type SamplingSettings } from '../../../models/sampling/samplingSettings.ts';
import { seededRandom } from '../../../models/sampling/seededRandom.ts';
import { property } from '../../runs.ts';

const codeSet: CodeSet = { size: 12, stop: 11, seen: [1, 10] };
const plain: SamplingSettings = {
  ...defaultSampling,
  repetitionPenalty: 1,
  topK: 0,
  topP: 1,
  temperature: 1,
  longest: 8,
};

/** A language model without weights: the logits depend on the history alone, by arithmetic. */
function logitsAfter(history: readonly number[], seed: number): Float32Array {
  const state = history.reduce((hash, code) => (Math.imul(hash, 31) + code + 1) >>> 0, seed);
  return Float32Array.from(
    { length: codeSet.size },
    (_, code) => ((Math.imul(state ^ (code * 2654435761), 2246822519) >>> 8) % 1000) / 200,
  );
}

/** Runs a decoder over the model; returns the codes. */
function follow(decoder: Decoder, seed: number): number[] {
  let histories: number[][] = [[]];
  let next = decoder.advance(logitsAfter([], seed));
  while (next !== undefined) {
    const { codes, parents } = next;
    histories = Array.from(codes, (code, row) => [...(histories[parents[row] ?? 0] ?? histories[0] ?? []), code]);
    const rows = histories.map((history) => logitsAfter(history, seed));
    const logits = new Float32Array(rows.length * codeSet.size);
    rows.forEach((row, index) => logits.set(row, index * codeSet.size));
    next = decoder.advance(logits);
  }
  return decoder.result();
}

/** The best sum of log-probabilities over all sequences, by trying every one. */
function bestOfAll(seed: number, longest: number, history: readonly number[] = []): number {
  const scores = logitsAfter(history, seed);
  logSoftmax(scores);
  if (history.length === longest - 1) return Math.max(...scores);
  return Math.max(
    ...Array.from(scores, (score, code) =>
      code === codeSet.stop ? score : score + bestOfAll(seed, longest, [...history, code]),
    ),
  );
}

const sumOf = (codes: readonly number[], seed: number): number =>
  codes.reduce((sum, code, at) => {
    const scores = logitsAfter(codes.slice(0, at), seed);
    logSoftmax(scores);
    return sum + (scores[code] ?? NaN);
  }, 0);

describe('searching without noise', () => {
  test('one beam takes the likeliest code every time', () => {
    const codes = follow(codeDecoder({ ...plain, beams: 1 }, codeSet), 5);
    codes.forEach((code, at) => {
      const logits = logitsAfter(codes.slice(0, at), 5);
      expect(logits[code]).toBe(Math.max(...logits));
    });
  });

  test('as many beams as there are sequences find the best of all', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (seed) => {
        // 12 beams hold every sequence of one code, so three codes are searched in full.
        const codes = follow(codeDecoder({ ...plain, beams: 144, longest: 3 }, codeSet), seed);
        expect(sumOf(codes, seed)).toBeCloseTo(bestOfAll(seed, 3), 4);
      }),
      property(20, 500),
    );
  });
});

describe('drawing', () => {
  const noiseOf = (seed: number): DrawNoise => {
    const random = seededRandom(seed, 0);
    return (step, place) => random.exponential('codes', step, place);
  };

  test('the same seed gives the same codes, whatever the beams', () => {
    for (const beams of [1, 2, 3]) {
      const settings = { ...plain, beams, longest: 20 };
      const draw = (seed: number): number[] => follow(codeDecoder(settings, codeSet, noiseOf(seed)), 9);
      expect(draw(1)).toEqual(draw(1));
      const many = new Set(Array.from({ length: 20 }, (_, seed) => draw(seed).join()));
      expect(many.size).toBeGreaterThan(1);
    }
  });

  test('one draw follows the probabilities', () => {
    const counts = new Float64Array(codeSet.size);
    const draws = 20_000;
    for (let seed = 0; seed < draws; seed++) {
      const decoder = codeDecoder({ ...plain, beams: 1, longest: 1 }, codeSet, noiseOf(seed));
      decoder.advance(logitsAfter([], 3));
      const [code = 0] = decoder.result();
      counts[code] = (counts[code] ?? 0) + 1;
    }
    const expected = logitsAfter([], 3);
    logSoftmax(expected);
    expected.forEach((score, code) => {
      const share = Math.exp(score);
      expect(Math.abs((counts[code] ?? 0) - share * draws)).toBeLessThan(
        5 * Math.sqrt(draws * share * (1 - share)) + 1,
      );
    });
  });

  test('every sequence ends: by the stop code or at the limit', () => {
    const settings = fc.record({
      beams: fc.integer({ min: 1, max: 5 }),
      topP: fc.constantFrom(0, 0.3, 0.8, 1),
      topK: fc.constantFrom(0, 1, 3, 100),
      temperature: fc.constantFrom(0.1, 1, 2),
      repetitionPenalty: fc.constantFrom(0.1, 1, 10),
      lengthPenalty: fc.constantFrom(-2, 0, 2),
      longest: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(settings, fc.nat(1000), (given, seed) => {
        const codes = follow(codeDecoder(given, codeSet, noiseOf(seed)), seed);
        expect(codes.length).toBeLessThanOrEqual(given.longest);
        expect(codes.length).toBeGreaterThan(0);
        expect(codes.slice(0, -1)).not.toContain(codeSet.stop);
        if (codes.length < given.longest) expect(codes.at(-1)).toBe(codeSet.stop);
        for (const code of codes) expect(code).toBeLessThan(codeSet.size);
      }),
      property(300, 5000),
    );
  });
});

describe('processing scores', () => {
  test('a penalty makes used codes less likely, and only them', () => {
    const scores = Float32Array.of(2, -2, 3);
    penaliseRepetition(scores, Uint8Array.of(1, 1, 0), 10);
    expect([...scores]).toEqual([Math.fround(0.2), -20, 3]);
  });

  test('top-k keeps codes that are as likely as the last', () => {
    const scores = Float32Array.of(1, 3, 2, 2, 0);
    warpScores(scores, { temperature: 1, topK: 2, topP: 1 }, 1);
    expect([...scores]).toEqual([-Infinity, 3, 2, 2, -Infinity]);
  });

  test('top-p drops the least likely share and never all', () => {
    const scores = Float32Array.of(Math.log(0.5), Math.log(0.3), Math.log(0.2));
    const kept = (share: number, fewest: number): number => {
      const own = scores.slice();
      warpScores(own, { temperature: 1, topK: 0, topP: share }, fewest);
      return own.filter((score) => score !== -Infinity).length;
    };
    expect([kept(0.9, 1), kept(0.79, 1), kept(0.4, 1), kept(0, 1), kept(0, 2)]).toEqual([3, 2, 1, 1, 2]);
  });

  test('logarithms of probabilities add up to one', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 50 }), (logits) => {
        const scores = Float32Array.from(logits);
        logSoftmax(scores);
        expect(scores.reduce((sum, score) => sum + Math.exp(score), 0)).toBeCloseTo(1, 4);
      }),
      property(200, 10_000),
    );
  });

  test('the sort of the reference sorts', () => {
    const value = fc.oneof(fc.constantFrom(-Infinity, 0, 1), fc.float({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => {
        const numbers = Float32Array.from(values);
        const order = introsort(numbers);
        expect([...order].sort((a, b) => a - b)).toEqual([...numbers.keys()]);
        expect(Array.from(order, (at) => numbers[at])).toEqual([...numbers].sort((a, b) => a - b));
      }),
      property(300, 20_000),
    );
  });
});
