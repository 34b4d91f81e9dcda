import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CallContext } from '../../foundation/processCalls.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { produce } from '../produce.ts';
import type { ProductionService } from '../productionService.ts';
import type { Production, ProductionProgress } from '../productionTypes.ts';
import type { Studio } from './studio.ts';
import { withNotices } from './withNotices.ts';

/** What others ask meanwhile is answered at least so often. */
const breathMilliseconds = 10;

/** `ProductionService.render`. A script is rendered once at a time. */
export async function* render(
  studio: Studio,
  { script: source, options }: Parameters<ProductionService['render']>[0],
  { signal }: CallContext,
): ReturnType<ProductionService['render']> & AsyncGenerator {
  const { path } = source;
  if (studio.rendering.has(path)) throw new TablereadError('production/already-rendering', { script: basename(path) });
  studio.rendering.add(path);
  try {
    const script = await studio.open(source, options.engine);
    const cues = new Map(script.screenplay.cues.map((cue) => [cue.id, cue]));
    const events = withNotices(breathing(produce(script, { ...options, signal }, studio.render.engine)), studio.render);
    for (;;) {
      const step = await events.next();
      if (step.done === true) {
        yield { kind: 'finished', production: step.value };
        return;
      }
      const event = step.value;
      const cue = event.kind === 'failure' || event.kind === 'take' ? cues.get(event.cue) : undefined;
      if (cue !== undefined && event.kind === 'failure') studio.failed.failed(path, cue);
      if (cue !== undefined && event.kind === 'take') studio.failed.made(path, cue);
      yield event;
    }
  } finally {
    studio.rendering.delete(path);
  }
}

/** Lets other work of the process have its turn now and then: much of a render waits for nothing outside. */
async function* breathing(
  events: AsyncGenerator<ProductionProgress, Production>,
): AsyncGenerator<ProductionProgress, Production> {
  let last = performance.now();
  try {
    for (;;) {
      const step = await events.next();
      if (step.done === true) return step.value;
      yield step.value;
      if (performance.now() - last < breathMilliseconds) continue;
      await setImmediate();
      last = performance.now();
    }
  } finally {
    await events.return(undefined as never);
  }
}
