import type { ProductionProgress } from './productionTypes.ts';

/**
 * Passes over the mix as progress.
 *
 * @param passes yields the frames measured
 * @param frames of the whole
 */
export async function* measured<Result>(
  passes: AsyncGenerator<number, Result>,
  frames: number,
): AsyncGenerator<ProductionProgress, Result> {
  for (let done = 0; ;) {
    const step = await passes.next();
    if (step.done === true) return step.value;
    done += step.value;
    yield { kind: 'progress', stage: 'measure', done, total: Math.ceil(done / frames) * frames };
  }
}
