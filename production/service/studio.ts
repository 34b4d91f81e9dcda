import { dirname, join } from 'node:path';
import type { OpenScript } from '../openScript.ts';
import type { Cue } from '../../screenplay/cue.ts';
import type { KnownHashes } from '../recordingHashes.ts';
import type { ScriptSource } from '../productionService.ts';
import { TakeStore } from '../takeStore.ts';
import type { EnginePool } from './enginePool.ts';
import { FailedCues } from './failedCues.ts';
import { OpenScripts } from './openScripts.ts';
import { Reels } from './reels.ts';
import { Warmth } from './warmth.ts';

/** What the production process holds between calls. */
export class Studio {
  readonly reels = new Reels();
  /** Of recordings, by path. */
  readonly hashes: KnownHashes = new Map();
  /** Addresses of takes that depend on no file, nor on an engine that may be replaced. */
  readonly addresses = new WeakMap<Cue, string>();
  readonly failed = new FailedCues();
  /** Paths of the scripts that are being rendered. */
  readonly rendering = new Set<string>();
  /**
   * Lines that somebody waits for are spoken by a process of their own: beside a render, the first of them would wait behind
   * all that the render has handed over.
   */
  readonly play: EnginePool;
  readonly render: EnginePool;
  readonly #scripts = new OpenScripts();
  readonly #warmth: Warmth;
  readonly #stores = new Map<string, Promise<TakeStore>>();

  #locking: Promise<void> = Promise.resolve();

  constructor(pools: { readonly play: EnginePool; readonly render: EnginePool }) {
    this.play = pools.play;
    this.render = pools.render;
    this.#warmth = new Warmth(pools.play);
  }

  /**
   * A script as it stands in the editor. Its voices are made ready meanwhile: a line may be played next.
   *
   * @param engine speaks every line, whatever the script says
   */
  async open(source: ScriptSource, engine: string | undefined): Promise<OpenScript> {
    const script = await this.#scripts.read(source, engine);
    this.#warmth.keep(script.screenplay.cues, engine);
    return script;
  }

  /** The store beside a script, opened once. */
  store(path: string): Promise<TakeStore> {
    const folder = storeFolder(path);
    let store = this.#stores.get(folder);
    if (store === undefined) {
      store = TakeStore.open(folder);
      this.#stores.set(folder, store);
      store.catch(() => this.#stores.delete(folder));
    }
    return store;
  }

  /** Writes to a file of locked takes, one after the other. */
  locking(write: () => Promise<void>): Promise<void> {
    const written = this.#locking.then(write);
    this.#locking = written.catch(() => undefined);
    return written;
  }

  async close(): Promise<void> {
    await Promise.all([this.play.close(), this.render.close()]);
  }
}

/** Where the takes of a script are kept. */
export function storeFolder(script: string): string {
  return join(dirname(script), '.tableread');
}
