import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallContext } from '../../../foundation/processCalls.ts';
import type { Engine } from '../../../models/engine.ts';
import type {
  PlayOrder,
  ProductionService,
  Reel,
  ScriptSource,
  TakeState,
} from '../../../production/productionService.ts';
import type { Failure, Notice, Production, ProductionProgress } from '../../../production/productionTypes.ts';
import type { EnginePool } from '../../../production/service/enginePool.ts';
import { Studio } from '../../../production/service/studio.ts';
import { studioService } from '../../../production/service/studioService.ts';
import { readAudio } from '../../../audio/index.ts';
import { temporaryFolder } from '../rendered.ts';
import { ToneEngine } from '../toneEngine.ts';

/** A studio in this process, its engines doubles; what it is asked, as tests ask it. */
export class TestStudio {
  readonly engine: ToneEngine;
  readonly service: ProductionService;
  readonly studio: Studio;
  readonly folder: string;
  readonly path: string;

  private constructor(folder: string, engine: ToneEngine, speaking: Engine) {
    this.engine = engine;
    this.folder = folder;
    this.path = join(folder, 'test.voice');
    const pool: EnginePool = {
      engine: () => speaking,
      listen: () => () => undefined,
      close: () => Promise.resolve(),
    };
    this.studio = new Studio({ play: pool, render: pool });
    this.service = studioService(this.studio);
  }

  /** @param wrap gives the engine that is asked, made from the double */
  static async open(wrap: (engine: ToneEngine) => Engine = (engine) => engine): Promise<TestStudio> {
    const engine = new ToneEngine();
    return new TestStudio(await temporaryFolder(), engine, wrap(engine));
  }

  source(text: string): ScriptSource {
    return { path: this.path, text };
  }

  async play(
    text: string,
    what: PlayOrder,
    context: CallContext = idle(),
  ): Promise<{ reels: Reel[]; others: (Failure | Notice)[]; last: Reel }> {
    const reels: Reel[] = [];
    const others: (Failure | Notice)[] = [];
    for await (const item of this.service.play({ script: this.source(text), what }, context)) {
      if (item.kind === 'reel') reels.push(item);
      else others.push(item);
    }
    const last = reels.at(-1);
    if (last === undefined) throw new Error('no reel');
    return { reels, others, last };
  }

  async render(
    text: string,
    options: { engine?: string } = {},
  ): Promise<{ production: Production; events: ProductionProgress[] }> {
    const events: ProductionProgress[] = [];
    const order = { script: this.source(text), options: { ...options, out: join(this.folder, 'out') } };
    for await (const event of this.service.render(order, idle())) {
      if (event.kind === 'finished') return { production: event.production, events };
      events.push(event);
    }
    throw new Error('not finished');
  }

  takes(text: string): Promise<readonly TakeState[]> {
    return this.service.takes({ script: this.source(text) }, idle());
  }

  lock(text: string, cue: string, locked = true): Promise<TakeState> {
    return this.service.lock({ script: this.source(text), cue, locked }, idle());
  }

  async sound({ id, readyFrames }: Reel, from = 0, to = readyFrames): Promise<readonly Float32Array[]> {
    const wav = await this.service.sound({ reel: id, from, to }, idle());
    const folder = join(this.folder, 'heard');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${id}.wav`);
    await writeFile(path, wav);
    return (await readAudio(path)).channels;
  }
}

/** The context of a call that nobody cancels. */
export function idle(): CallContext {
  return { signal: new AbortController().signal };
}
