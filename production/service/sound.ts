import type { CallContext } from '../../foundation/processCalls.ts';
import type { ProductionService } from '../productionService.ts';
import type { Studio } from './studio.ts';
import { wavBytes } from './wavBytes.ts';

/**
 * `ProductionService.sound`.
 *
 * @throws TablereadError `production/reel-gone`
 * @throws RangeError for a stretch that is not ready
 */
export async function sound(
  studio: Studio,
  { reel: id, from, to }: Parameters<ProductionService['sound']>[0],
  { signal }: CallContext,
): Promise<Uint8Array> {
  const reel = studio.reels.get(id);
  const isWhole = Number.isInteger(from) && Number.isInteger(to);
  if (!isWhole || from < 0 || to < from || to > reel.readyFrames) {
    throw new RangeError(`sound: frames ${from} to ${to} of ${reel.readyFrames}`);
  }
  const { channels, sampleRate } = reel;
  return wavBytes(reel.blocks(from, to, signal), { frames: to - from, channels, sampleRate });
}
