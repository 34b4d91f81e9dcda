import { expect, test } from 'vitest';
import { seededRandom } from '../../../models/sampling/seededRandom.ts';
import { openGoldens } from '../../parity/goldens.ts';
import { loadGpt } from '../../parity/gpt.ts';
import { cpuDevice } from '../../parity/networkRun.ts';

const goldens = openGoldens();
if (goldens === undefined) console.warn('no goldens (TABLEREAD_GOLDENS): the decoder is not run');

/** Elements of a row of logits. */
function rowOf(logits: Float32Array, row: number, codes: number): Float32Array {
  return logits.subarray(row * codes, (row + 1) * codes);
}

function distance(a: Float32Array, b: Float32Array): number {
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? NaN))));
}

test.skipIf(goldens === undefined)('lines and beams in one batch give what each gives alone', async () => {
  if (goldens === undefined) return;
  const gpt = await loadGpt(goldens, 'v25', cpuDevice);
  const { embeddings, start } = gpt;
  const { codes } = gpt.decoder().size;
  const silent = new Float32Array(embeddings.width);
  const prefix = (ids: readonly number[]): Float32Array =>
    Float32Array.from([
      ...embeddings.conditions(silent, silent),
      ...embeddings.text(ids, 1),
      ...embeddings.code(start, 0),
    ]);
  const short = prefix([5, 6]);
  const long = prefix([7, 8, 9, 10, 11, 12]);

  // Two lines; the first goes on in two beams that part at the second code.
  const batch = gpt.decoder();
  const first = await batch.begin(short);
  await batch.begin(long);
  batch.takeOver([0, 0, 1]);
  const step = (paths: readonly (readonly number[])[], at: number): Promise<Float32Array> =>
    batch.step(Float32Array.from(paths.flatMap((path) => [...embeddings.code(path[at] ?? 0, at + 2)])));
  const paths = [
    [3, 4, 5],
    [3, 9, 5],
    [8, 8, 1],
  ];
  await step(paths, 0);
  await step(paths, 1);
  batch.takeOver([2, 1, 0]);
  const swapped = await step([paths[2] ?? [], paths[1] ?? [], paths[0] ?? []], 2);

  for (const [row, path] of [...paths].reverse().entries()) {
    const alone = gpt.decoder();
    let logits = await alone.begin(row === 0 ? long : short);
    if (row > 0) expect(distance(logits, first)).toBe(0);
    for (const [index, code] of path.entries()) logits = await alone.step(embeddings.code(code, index + 2));
    expect(distance(rowOf(swapped, row, codes), logits)).toBeLessThan(2e-5);
  }

  // The same path without any cache: one pass over everything.
  const whole = await gpt
    .decoder()
    .begin(
      Float32Array.from([...long, ...(paths[2] ?? []).flatMap((code, index) => [...embeddings.code(code, index + 2)])]),
    );
  expect(distance(rowOf(swapped, 0, codes), whole)).toBeLessThan(2e-5);
  await gpt.release();
});

test.skipIf(goldens === undefined)('beams that part and meet again give what each path gives alone', async () => {
  if (goldens === undefined) return;
  const gpt = await loadGpt(goldens, 'v2', cpuDevice);
  const { embeddings, start } = gpt;
  const silent = new Float32Array(embeddings.width);
  const latents = new Float32Array(32 * embeddings.width);
  const prefixes = [
    [5, 6],
    [7, 8, 9, 10, 11],
  ].map((ids) => [...embeddings.conditions(latents, silent), ...embeddings.text(ids), ...embeddings.code(start, 0)]);
  const batch = gpt.decoder();
  for (const prefix of prefixes) await batch.begin(Float32Array.from(prefix));
  batch.takeOver([0, 0, 0, 1, 1, 1]);
  const random = seededRandom(7, 0);
  let drawn = 0;
  const choice = (count: number): number => random.integer('codes', drawn++, 0, count);
  let rows = [0, 0, 0, 1, 1, 1].map((line) => ({ line, path: [] as number[] }));
  let logits: Float32Array = new Float32Array();
  for (let step = 0; step < 40; step++) {
    rows = rows.map(({ line, path }) => ({ line, path: [...path, 1 + choice(20)] }));
    const fed = rows.flatMap(({ path }) => [...embeddings.code(path.at(-1) ?? 0, step + 2)]);
    logits = await batch.step(Float32Array.from(fed));
    if (step === 39) break;
    // Now and then all beams of a line go on from one; late in the batch one line has fewer beams, and one ends.
    const meeting = choice(4) === 0;
    const parents = rows.map(({ line }) => 3 * line + (meeting ? 1 : choice(3)));
    const taken = step < 25 ? parents : step === 25 ? parents.slice(0, 5) : [...rows.keys()];
    batch.takeOver(taken);
    rows = taken.map((parent) => rows[parent] ?? { line: 0, path: [] });
  }
  expect(rows.map(({ line }) => line)).toEqual([0, 0, 0, 1, 1]);
  const { codes } = batch.size;
  for (const [row, { line, path }] of rows.entries()) {
    const whole = [...(prefixes[line] ?? []), ...path.flatMap((code, at) => [...embeddings.code(code, at + 2)])];
    const alone = await gpt.decoder().begin(Float32Array.from(whole));
    expect(distance(rowOf(logits, row, codes), alone)).toBeLessThan(2e-5);
  }
  batch.takeOver([4]);
  expect(batch.rows).toBe(1);
  await gpt.release();
});
