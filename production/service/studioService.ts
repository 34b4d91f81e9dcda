import type { ProductionService } from '../productionService.ts';
import { lock } from './lock.ts';
import { peaks } from './peaks.ts';
import { play } from './play.ts';
import { pruneTakes } from './pruneTakes.ts';
import { render } from './render.ts';
import { sound } from './sound.ts';
import type { Studio } from './studio.ts';
import { takes } from './takes.ts';
import { voices } from './voices.ts';

/** What the production process answers. */
export function studioService(studio: Studio): ProductionService {
  return {
    render: (order, context) => render(studio, order, context),
    play: (order, context) => play(studio, order, context),
    sound: (order, context) => sound(studio, order, context),
    peaks: (order, context) => peaks(studio, order, context),
    takes: (order, context) => takes(studio, order, context),
    voices: (order) => voices(studio, order),
    lock: (order, context) => lock(studio, order, context),
    prune: (order, context) => pruneTakes(studio, order, context),
  };
}
