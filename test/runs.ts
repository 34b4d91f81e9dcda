import type { Parameters } from 'fast-check';

/** True in `npm run test:long`: every property and every kill in full. */
export const long = process.env['TABLEREAD_LONG'] === '1';

/** How often something is tried: a sample in `npm test`, a third of it in the quick loop, all in `npm run test:long`. */
export function runs(sample: number, full: number): number {
  if (long) return full;
  return process.env['TABLEREAD_QUICK'] === '1' ? Math.ceil(sample / 3) : sample;
}

/**
 * Options of a fast-check property. The seed is printed, so that a failure can be repeated with TABLEREAD_SEED.
 */
export function property<T>(sample: number, full: number): Parameters<T> {
  const seed = Number(process.env['TABLEREAD_SEED'] ?? Math.floor(Math.random() * 0x7fffffff));
  const numRuns = runs(sample, full);
  console.log(`seed ${seed}, ${numRuns} runs`);
  return { seed, numRuns };
}
