import { expect, test } from 'vitest';
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
