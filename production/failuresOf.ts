import type { Outcome } from './placing.ts';
import type { Failure } from './productionTypes.ts';

/** What failed of a script. A line that is not to be spoken, as a warning of the script says, is silent and no failure. */
export function failuresOf(outcomes: readonly Outcome[]): readonly Failure[] {
  return outcomes.flatMap(({ failure }) =>
    failure === undefined || failure.code === 'production/not-spoken' ? [] : [failure],
  );
}
