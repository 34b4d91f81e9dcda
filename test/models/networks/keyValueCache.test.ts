import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyValueCache, type AddedSteps } from '../../../models/networks/keyValueCache.ts';
import { property } from '../../runs.ts';

const size = { layers: 2, heads: 3, headSize: 2 };

/** Keys and values that tell row, step, layer, head and element. */
function added(steps: readonly (readonly number[])[]): AddedSteps {
  const count = steps[0]?.length ?? 0;
  const elements: number[] = [];
  for (let index = 0; index < 2 * size.layers; index++) {
    for (const row of steps) {
      for (let head = 0; head < size.heads; head++) {
        for (const step of row)
          for (let i = 0; i < size.headSize; i++) elements.push(step + index / 8 + head / 64 + i / 512);
      }
    }
  }
  return { elements: Float32Array.from(elements), rows: steps.length, steps: count };
}

function content(cache: KeyValueCache, row: number): number[] {
  const slot = cache.slots[row] ?? NaN;
  const all: number[] = [];
  for (let layer = 0; layer < size.layers; layer++) {
    for (const array of [cache.keys(layer), cache.values(layer)]) {
      for (let head = 0; head < size.heads; head++) {
        const start = (slot * size.heads + head) * cache.capacity * size.headSize;
        all.push(...array.subarray(start, start + cache.length(slot) * size.headSize));
      }
    }
  }
  return all;
}

/** What is done: a row that begins with some steps, one more step for all, or rows taken over. */
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
          cache.addRow(added([row]));
          model.push(row);
        } else if (act.kind === 'step' && model.length > 0) {
          for (let time = 0; time < act.times; time++) {
            const steps = model.map(() => next++);
            const bySlot: number[][] = [];
            cache.slots.forEach((slot, row) => (bySlot[slot] = [steps[row] ?? 0]));
            cache.append(added(bySlot));
            model = model.map((row, index) => [...row, steps[index] ?? 0]);
          }
        } else if (act.kind === 'take' && model.length > 0) {
          const parents = act.parents.map((parent) => parent % model.length);
          cache.takeOver(parents);
          model = parents.map((parent) => model[parent] ?? []);
        }
        expect([...cache.slots].sort((a, b) => a - b)).toEqual(model.map((_, index) => index));
        model.forEach((row, index) => expect(content(cache, index)).toEqual(Array.from(added([row]).elements)));
      }
    }),
    property(60, 2_000),
  );
});

test('a row that does not exist cannot be taken over', () => {
  const cache = new KeyValueCache(size);
  cache.addRow(added([[1, 2]]));
  expect(() => cache.takeOver([1])).toThrow(RangeError);
});
