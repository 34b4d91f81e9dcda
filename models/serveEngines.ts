import { constants, setPriority } from 'node:os';
import { serveCalls, type CallContext } from '../foundation/processCalls.ts';
import type { Engine, EngineInfo, SpeakAnswer, SpeakRequest } from './engine.ts';

/** What an engine process answers. */
export interface EngineService {
  readonly info: (argument: { readonly engine: string }) => Promise<EngineInfo>;
  readonly speak: (
    argument: { readonly engine: string; readonly requests: readonly SpeakRequest[] },
    context: CallContext,
  ) => AsyncIterable<SpeakAnswer>;
  /** Memory of the process in bytes; that it answers shows that it is well. */
  readonly health: (argument: null) => Promise<{ readonly memory: number }>;
}

/** Serves engines to the process that forked this one. Each is loaded at its first use; all are closed with the process. */
export function serveEngines(loaders: Readonly<Record<string, () => Promise<Engine>>>): void {
  // Before any thread starts: threads inherit it. Refused on some systems, and nothing depends on it.
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Runs at usual priority.
  }
  const engines = new Map<string, Promise<Engine>>();
  const engineOf = (name: string): Promise<Engine> => {
    let engine = engines.get(name);
    if (engine === undefined) {
      const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
      if (load === undefined) return Promise.reject(new Error(`serveEngines: no engine ${name}`));
      engine = load();
      engines.set(name, engine);
      engine.catch(() => engines.delete(name));
    }
    return engine;
  };
  const service: EngineService = {
    info: async ({ engine }) => (await engineOf(engine)).info(),
    speak: async function* ({ engine, requests }, { signal }) {
      yield* (await engineOf(engine)).speak(requests, { signal });
    },
    health: () => Promise.resolve({ memory: process.memoryUsage.rss() }),
  };
  serveCalls(service);
}
