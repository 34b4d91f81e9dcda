import type { MessageCode, MessageValues } from '../../foundation/message.ts';
import { EngineProcesses, type EngineProgram } from '../engineProcesses.ts';
import type { EngineSource, Notice } from '../productionTypes.ts';

/** Engines, and what goes on behind them. */
export interface EnginePool {
  readonly engine: EngineSource;
  /** Hears of restarts until the function that it gives is called. */
  listen(listener: (notice: Notice) => void): () => void;
  close(): Promise<void>;
}

/** Seconds without work after which engine processes end: an editor is left open for a while. */
const idleSeconds = 1200;

/** Engines in processes of their own. */
export function enginePool(program: EngineProgram): EnginePool {
  const listeners = new Set<(notice: Notice) => void>();
  const onNotice = (code: MessageCode, values: MessageValues): void => {
    for (const listener of listeners) listener({ kind: 'notice', code, values });
  };
  const processes = new EngineProcesses({ program, idleSeconds, onNotice });
  return {
    engine: processes.engine,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => processes.close(),
  };
}
