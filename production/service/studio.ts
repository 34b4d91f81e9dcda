import { dirname, join } from 'node:path';
import { TakeStore } from '../takeStore.ts';
import type { EnginePool } from './enginePool.ts';
import { FailedCues } from './failedCues.ts';
import { OpenScripts } from './openScripts.ts';
import { Reels } from './reels.ts';

/** What the production process holds between calls. */
export class Studio {
  readonly scripts = new OpenScripts();
  readonly reels = new Reels();
  readonly failed = new FailedCues();
  /** Paths of the scripts that are being rendered. */
  readonly rendering = new Set<string>();
  /**
   * Lines that somebody waits for are spoken by a process of their own: beside a render, the first of them would wait behind
   * all that the render has handed over.
   */
  readonly play: EnginePool;
  readonly render: EnginePool;
  readonly #stores = new Map<string, Promise<TakeStore>>();

  #locking: Promise<void> = Promise.resolve();

  constructor(pools: { readonly play: EnginePool; readonly render: EnginePool }) {
    this.play = pools.play;
    this.render = pools.render;
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
