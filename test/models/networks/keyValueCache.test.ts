import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyValueCache } from '../../../models/networks/keyValueCache.ts';
import type { AddedSteps } from '../../../models/networks/stepStore.ts';
import { property } from '../../runs.ts';

const size = { layers: 2, heads: 3, headSize: 2 };

/** Keys and values, one step of each place; they tell step, layer, keys from values, head and element. */
function added(steps: readonly (readonly number[])[], lines: number): AddedSteps {
  const lanes = steps.length / lines;
  const elements: number[] = [];
  for (let index = 0; index < 2 * size.layers; index++) {
    for (let line = 0; line < lines; line++) {
      for (let head = 0; head < size.heads; head++) {
        for (let lane = 0; lane < lanes; lane++)
          for (const step of steps[line * lanes + lane] ?? []) elements.push(...marks(step, index, head));
      }
    }
  }
  return { elements: Float32Array.from(elements), lines, lanes, steps: steps[0]?.length ?? 0 };
}

function marks(step: number, index: number, head: number): number[] {
  return Array.from({ length: size.headSize }, (_, i) => step + index / 8 + head / 64 + i / 512);
}

/** What a decoder would look back at from a row: the steps of its line, then its own. */
function content(cache: KeyValueCache, row: number): number[] {
  const place = cache.places[row] ?? NaN;
  const [line, beam] = [Math.floor(place / cache.beams), place % cache.beams];
  const all: number[] = [];
  for (let index = 0; index < 2 * size.layers; index++) {
    for (let head = 0; head < size.heads; head++) {
      for (const [store, lane, length] of [
        [cache.line, 0, cache.lineLength(line)],
        [cache.beam, beam, cache.beamLength(line, beam)],
      ] as const) {
        const array = index % 2 === 0 ? store.keys(index >> 1) : store.values(index >> 1);
        const start = ((line * size.heads + head) * store.lanes + lane) * store.room * size.headSize;
        all.push(...array.subarray(start, start + length * size.headSize));
      }
    }
  }
  return all;
}

function expected(steps: readonly number[]): number[] {
  const all: number[] = [];
  for (let index = 0; index < 2 * size.layers; index++) {
    for (let head = 0; head < size.heads; head++) all.push(...steps.flatMap((step) => marks(step, index, head)));
  }
  return Array.from(Float32Array.from(all));
}

/** Keys and values of one step for every row; what other places get is worth nothing. */
function stepOf(cache: KeyValueCache, steps: readonly number[]): AddedSteps {
  const byPlace: number[][] = Array.from({ length: cache.lines * cache.beams }, () => [-1]);
  cache.places.forEach((place, row) => (byPlace[place] = [steps[row] ?? NaN]));
  return added(byPlace, cache.lines);
}

/** What is done: a line that begins with some steps, more steps for all, or rows taken over. */
const action = fc.oneof(
  fc.record({ kind: fc.constant('begin' as const), steps: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ kind: fc.constant('step' as const), times: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('take' as const), parents: fc.array(fc.nat(), { minLength: 1, maxLength: 7 }) }),
);

test('rows keep exactly their own steps through all beginnings, steps and take-overs', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(action, { minLength: 1, maxLength: 12 }), (actions) => {
      const cache = new KeyValueCache(size);
      let model: number[][] = [];
      let next = 1;
      for (const act of actions) {
        if (act.kind === 'begin' && model.length < 5) {
          const row = Array.from({ length: act.steps }, () => next++);
          cache.addLine(added([row], 1));
          model.push(row);
        } else if (act.kind === 'step' && model.length > 0) {
          for (let time = 0; time < act.times; time++) {
            const steps = model.map(() => next++);
            cache.append(stepOf(cache, steps));
            model = model.map((row, index) => [...row, steps[index] ?? 0]);
          }
        } else if (act.kind === 'take' && model.length > 0) {
          const parents = act.parents.map((parent) => parent % model.length);
          cache.takeOver(parents);
          model = parents.map((parent) => model[parent] ?? []);
        }
        expect(new Set(cache.places).size).toBe(model.length);
        for (const place of cache.places) expect(place).toBeLessThan(cache.lines * cache.beams);
        for (const [index, row] of model.entries()) expect(content(cache, index)).toEqual(expected(row));
      }
    }),
    property(60, 2_000),
  );
});

test('beams that part and meet again hold only what they do not have in common', () => {
  const cache = new KeyValueCache(size);
  cache.addLine(added([Array.from({ length: 100 }, (_, step) => step)], 1));
  cache.takeOver([0, 0, 0]);
  for (let step = 0; step < 300; step++) {
    cache.append(stepOf(cache, [1000 + 3 * step, 1001 + 3 * step, 1002 + 3 * step]));
    // Every fourth step all go on from the second.
    cache.takeOver(step % 4 === 3 ? [1, 1, 1] : [2, 0, 1]);
  }
  const own = [0, 1, 2].map((beam) => cache.beamLength(0, beam));
  expect(own.map((length) => length + cache.lineLength(0))).toEqual([400, 400, 400]);
  expect(Math.max(...own)).toBeLessThan(20);
  expect(cache.beam.room).toBeLessThanOrEqual(32);
});

test('a line that goes on in one row has no steps apart from it', () => {
  const cache = new KeyValueCache(size);
  cache.addLine(added([[1, 2]], 1));
  cache.takeOver([0, 0]);
  cache.append(stepOf(cache, [3, 4]));
  cache.takeOver([1]);
  expect([cache.lineLength(0), cache.beamLength(0, 0), cache.beam.room]).toEqual([3, 0, 0]);
  expect(content(cache, 0)).toEqual(expected([1, 2, 4]));
});

test('a row that does not exist cannot be taken over', () => {
  const cache = new KeyValueCache(size);
  cache.addLine(added([[1, 2]], 1));
  expect(() => {
    cache.takeOver([1]);
  }).toThrow(RangeError);
});
