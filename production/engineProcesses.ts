import { fileURLToPath } from 'node:url';
import type { MessageCode, MessageValues } from '../foundation/message.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import { catalogue } from '../models/catalogue.ts';
import { EngineClient } from '../models/client.ts';
import type { Engine } from '../models/engine.ts';

/** The program of the engine process, and arguments for the Node that runs it. */
export interface EngineProgram {
  /** Absolute path. */
  readonly entry: string;
  readonly execArgv?: readonly string[];
}

export interface EngineProcessesOptions {
  readonly program: EngineProgram;
  /** Processes at once for each engine, 1–16; 1 by default. */
  readonly jobs?: number;
  /** Seconds without work after which processes end; they start again at the next. 300 by default. */
  readonly idleSeconds?: number;
  /** Hears of what goes on behind: restarts. */
  readonly onNotice?: (code: MessageCode, values: MessageValues) => void;
}

/** The engine process' program as the bundle lays it: beside the file that holds this code. */
export function bundledEngineProgram(): EngineProgram {
  return { entry: fileURLToPath(new URL('engine.mjs', import.meta.url)) };
}

/** The engines of one run, each in processes of its own that start at its first use. */
export class EngineProcesses {
  readonly #options: EngineProcessesOptions;
  readonly #clients = new Map<string, EngineClient>();

  constructor(options: EngineProcessesOptions) {
    this.#options = options;
  }

  /**
   * The engine of an id; what `produce` asks for.
   *
   * @throws TablereadError `production/engine-not-installed`
   */
  readonly engine = (id: string): Engine => {
    const entry = catalogue.get(id);
    if (entry?.embedded !== true)
      throw new TablereadError('production/engine-not-installed', { engine: entry?.name ?? id });
    let client = this.#clients.get(id);
    if (client === undefined) {
      const { program, ...rest } = this.#options;
      client = new EngineClient({ engine: id, ...program, ...rest });
      this.#clients.set(id, client);
    }
    return client;
  };

  /** Ends every process. */
  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
  }
}
