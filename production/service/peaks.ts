import type { CallContext } from '../../foundation/processCalls.ts';
import type { ProductionService } from '../productionService.ts';
import type { Studio } from './studio.ts';

/**
 * `ProductionService.peaks`.
 *
 * @throws TablereadError `production/reel-gone`
 */
export async function peaks(
  studio: Studio,
  { reel }: Parameters<ProductionService['peaks']>[0],
  { signal }: CallContext,
): Promise<Uint8Array> {
  return studio.reels.get(reel).peaks(signal);
}
