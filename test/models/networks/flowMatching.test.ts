import { expect, test } from 'vitest';
import { flowMatching, type FlowRequest } from '../../../models/networks/flowMatching.ts';
import type { Session, Tensor } from '../../../models/onnx/session.ts';

/** A session whose outputs are computed here. */
function session(run: (feeds: Readonly<Record<string, Tensor>>) => Readonly<Record<string, Tensor>>): Session {
  return {
    provider: 'cpu',
    fallback: undefined,
    run: (feeds) => Promise.resolve(run(feeds)),
    release: () => Promise.resolve(),
  };
}

const conditions = session(() => ({ condition: { elements: new Float32Array(2 * 3), shape: [2, 3, 1] } }));

/** One band, one frame of prompt, two of speech. */
const request: FlowRequest = {
  prompt: Float32Array.of(5),
  style: new Float32Array(192),
  condition: new Float32Array(3),
  noise: Float32Array.of(9, 1, 2),
  steps: 4,
  guidance: 0.5,
  mels: 1,
};

test('rows are weighed by the guidance, the prompt stays zero, and steps add up to one', async () => {
  const times: number[] = [];
  const seen: number[][] = [];
  const velocities = session(({ x, time, first }) => {
    expect(first?.elements).toEqual(BigInt64Array.of(1n));
    times.push(Number(time?.elements[0]));
    seen.push(Array.from(x?.elements ?? [], Number));
    return { velocity: { elements: Float32Array.of(2, 4, 1, 1), shape: [2, 1, 2] } };
  });
  const progress: number[] = [];
  const mel = await flowMatching(conditions, velocities, request, { progress: (done) => progress.push(done) });
  // v = 1.5 · conditional − 0.5 · unconditional, over a time of 1.
  expect(mel[0]).toBeCloseTo(1 + 1.5 * 2 - 0.5, 6);
  expect(mel[1]).toBeCloseTo(2 + 1.5 * 4 - 0.5, 6);
  expect(seen.map(([prompt]) => prompt)).toEqual([0, 0, 0, 0]);
  expect(times).toEqual([0, 0.25, 0.5, 0.75]);
  expect(progress).toEqual([1, 2, 3, 4]);
});

test('without guidance one row is asked for', async () => {
  const velocities = session(({ condition }) => {
    expect(condition?.shape).toEqual([1, 3, 1]);
    return { velocity: { elements: Float32Array.of(1, 1), shape: [1, 1, 2] } };
  });
  const mel = await flowMatching(conditions, velocities, { ...request, guidance: 0 });
  expect(Array.from(mel)).toEqual([2, 3]);
});

test('can be stopped between two steps', async () => {
  const controller = new AbortController();
  let runs = 0;
  const velocities = session(() => {
    if (++runs === 2) controller.abort();
    return { velocity: { elements: new Float32Array(4), shape: [2, 1, 2] } };
  });
  await expect(flowMatching(conditions, velocities, request, { signal: controller.signal })).rejects.toThrow('aborted');
  expect(runs).toBe(2);
});
