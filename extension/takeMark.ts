import type { TakeState } from '../production/productionService.ts';

/** The marks in the margin beside a line. */
export const takeMarks = ['cached', 'stale', 'failed', 'locked', 'locked-stale'] as const;
export type TakeMark = (typeof takeMarks)[number];

/** Which mark a take gets; undefined: there is no take to tell of. */
export function takeMark({ state, locked }: Pick<TakeState, 'state' | 'locked'>): TakeMark | undefined {
  if (state === 'failed') return 'failed';
  if (locked) return state === 'stale' ? 'locked-stale' : 'locked';
  return state === 'none' ? undefined : state;
}
