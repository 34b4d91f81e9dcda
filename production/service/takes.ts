import type { CallContext } from '../../foundation/processCalls.ts';
import { readLockedTakes } from '../lockedTakes.ts';
import type { ProductionService, TakeState } from '../productionService.ts';
import type { Studio } from './studio.ts';
import { takeStates } from './takeStates.ts';

/** `ProductionService.takes`. */
export async function takes(
  studio: Studio,
  { script: source, engine }: Parameters<ProductionService['takes']>[0],
  { signal }: CallContext,
): Promise<readonly TakeState[]> {
  const [script, locked] = await Promise.all([studio.open(source, engine), readLockedTakes(source.path)]);
  return takeStates(studio, { script, cues: script.screenplay.cues, locked, engine, signal });
}
