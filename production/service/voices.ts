import type { EngineVoice } from '../../models/engine.ts';
import { catalogue } from '../../models/catalogue.ts';
import type { ProductionService } from '../productionService.ts';
import type { Studio } from './studio.ts';

/** `ProductionService.voices`. Those of an embedded engine are known without starting it. */
export async function voices(
  studio: Studio,
  { engine }: Parameters<ProductionService['voices']>[0],
): Promise<readonly EngineVoice[]> {
  const info = catalogue.get(engine)?.info ?? (await (await studio.play.engine(engine)).info());
  return info.voices;
}
