import { expect, test } from 'vitest';
import { Graph, type Target } from '../../../models/onnx/graph.ts';
import { cosine, sine, squaredSine } from '../../../models/onnx/trigonometry.ts';
import type { Value } from '../../../models/onnx/value.ts';
import { load } from '../../parity/networkRun.ts';

const functions: Readonly<Record<string, [(graph: Graph, x: Value) => Value, (x: number) => number]>> = {
  sine: [sine, Math.sin],
  cosine: [cosine, Math.cos],
  'squared sine': [squaredSine, (x) => Math.sin(x) ** 2],
};

/** float32 angles from −limit to limit, the zeros, extremes and halves between turns among them. */
function angles(limit: number): Float32Array {
  const spread = Array.from({ length: 20_001 }, (_, index) => (index / 10_000 - 1) * limit);
  const corners = Array.from({ length: 200 }, (_, index) => ((index - 100) * Math.PI) / 2);
  return Float32Array.from([...spread, ...corners, 0, -0, 1e-30]);
}

async function greatestError(name: string, target: Target, limit: number): Promise<number> {
  const [build, exact] = functions[name] ?? [];
  if (build === undefined || exact === undefined) throw new RangeError(name);
  const graph = new Graph(`trigonometry ${name}`, target);
  graph.output('y', build(graph, graph.input('x', ['n'])));
  const session = await load(graph);
  const x = angles(limit);
  const { y } = await session.run({ x: { elements: x, shape: [x.length] } });
  await session.release();
  return Math.max(...Array.from(x, (angle, index) => Math.abs(Number(y?.elements[index]) - exact(angle))));
}

/** For GPUs, whose own sines may be wrong by 5e-4, and beyond ±π by anything. */
const elsewhere: Target = { precision: 'float32', cpu: false };

test.each(['sine', 'cosine'])('%s is right to 2e-7 for small and for large angles', async (name) => {
  expect(await greatestError(name, elsewhere, Math.PI)).toBeLessThan(2e-7);
  // Rotary tables: position 16384 at frequency 1. k times the rest of π is rounded once.
  expect(await greatestError(name, elsewhere, 16384)).toBeLessThan(1e-6);
});

test('a squared sine is right but for the rounding of its angle', async () => {
  expect(await greatestError('squared sine', elsewhere, Math.PI)).toBeLessThan(6e-7);
  expect(await greatestError('squared sine', elsewhere, 100)).toBeLessThan(1.5e-5);
});

test.each(Object.keys(functions))('%s on the CPU is the runtime’s own', async (name) => {
  expect(await greatestError(name, { precision: 'float32', cpu: true }, 1000)).toBeLessThan(2e-7);
});
