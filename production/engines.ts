import { catalogue } from '../models/catalogue.ts';
import type { Engine } from '../models/engine.ts';
import type { EngineSource } from './productionTypes.ts';

/** What must be known of an engine to address its takes. */
export interface EngineFacts {
  readonly id: string;
  readonly digest: string;
  /** Speaks with voices of its own; any other clones recordings. */
  readonly hasVoices: boolean;
}

/**
 * Engines by id, each opened once and only when something has to be asked of it: takes of an embedded engine are addressed
 * from the catalogue, so that a script whose takes are all there is rendered without waking it.
 */
export class Engines {
  readonly #source: EngineSource;
  readonly #open = new Map<string, Promise<Engine>>();
  readonly #facts = new Map<string, Promise<EngineFacts>>();

  constructor(source: EngineSource) {
    this.#source = source;
  }

  open(id: string): Promise<Engine> {
    let engine = this.#open.get(id);
    if (engine === undefined) this.#open.set(id, (engine = Promise.resolve(this.#source(id))));
    return engine;
  }

  facts(id: string): Promise<EngineFacts> {
    let facts = this.#facts.get(id);
    if (facts === undefined) this.#facts.set(id, (facts = this.#ask(id)));
    return facts;
  }

  async #ask(id: string): Promise<EngineFacts> {
    const info = catalogue.get(id)?.info ?? (await (await this.open(id)).info());
    return { id, digest: info.digest, hasVoices: info.voices.length > 0 };
  }
}

/** Seconds of a token of an engine; where it has none, 20 ms. */
export function secondsPerToken(engine: string): number {
  return catalogue.get(engine)?.secondsPerToken ?? 0.02;
}
