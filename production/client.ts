import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ProcessCalls, ProcessEnded, type CallOptions } from '../foundation/processCalls.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { EngineProgram } from './engineProcesses.ts';
import type { ProductionService } from './productionService.ts';

export interface ProductionClientOptions {
  /** Absolute path of the process' program (`process.ts`; bundled, and by default: `production.mjs` beside this file). */
  readonly entry?: string;
  /** Arguments for the Node that runs it; none by default. */
  readonly execArgv?: readonly string[];
  /** The engine process' program: `engine.mjs` beside the bundled `production.mjs` by default. */
  readonly engineProgram?: EngineProgram;
}

type Calls = ProcessCalls<ProductionService>;

interface Running {
  readonly child: ChildProcess;
  readonly calls: Calls;
}

type Order<Name extends keyof ProductionService> = Parameters<ProductionService[Name]>[0];
type Answer<Name extends keyof ProductionService> = ReturnType<ProductionService[Name]>;

/** Time for a process that is to end to end by itself. */
const patienceMilliseconds = 4000;

/**
 * The production process as an editor calls it. It starts at the first call, and anew at the next call after it has ended;
 * what was asked of it when it ended fails with `production/process-ended`. It ends with `close`, and with this process.
 */
export class ProductionClient {
  readonly #options: ProductionClientOptions;
  #running: Running | undefined;
  #closed = false;

  constructor(options: ProductionClientOptions = {}) {
    this.#options = options;
  }

  /** Process id, for whoever watches it; undefined while none runs. */
  get pid(): number | undefined {
    return this.#running?.child.pid;
  }

  /** Starts the process ahead of the first call. */
  start(): void {
    this.#process();
  }

  render(order: Order<'render'>, options?: CallOptions): Answer<'render'> {
    return this.#streamed((calls) => calls.stream('render', order, options));
  }

  play(order: Order<'play'>, options?: CallOptions): Answer<'play'> {
    return this.#streamed((calls) => calls.stream('play', order, options));
  }

  sound(order: Order<'sound'>, options?: CallOptions): Answer<'sound'> {
    return this.#asked((calls) => calls.call('sound', order, options));
  }

  peaks(order: Order<'peaks'>, options?: CallOptions): Answer<'peaks'> {
    return this.#asked((calls) => calls.call('peaks', order, options));
  }

  takes(order: Order<'takes'>, options?: CallOptions): Answer<'takes'> {
    return this.#asked((calls) => calls.call('takes', order, options));
  }

  lock(order: Order<'lock'>, options?: CallOptions): Answer<'lock'> {
    return this.#asked((calls) => calls.call('lock', order, options));
  }

  prune(order: Order<'prune'>, options?: CallOptions): Answer<'prune'> {
    return this.#asked((calls) => calls.call('prune', order, options));
  }

  voices(order: Order<'voices'>, options?: CallOptions): Answer<'voices'> {
    return this.#asked((calls) => calls.call('voices', order, options));
  }

  /** Ends the process. Running calls fail; finished takes are kept. */
  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#running?.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.ref();
    if (child.connected) child.disconnect();
    const killer = setTimeout(() => child.kill('SIGKILL'), patienceMilliseconds);
    await ended;
    clearTimeout(killer);
  }

  async #asked<Result>(call: (calls: Calls) => Promise<Result>): Promise<Result> {
    const { calls } = this.#process();
    try {
      return await call(calls);
    } catch (error) {
      throw forPeople(error);
    }
  }

  async *#streamed<Item>(call: (calls: Calls) => AsyncIterable<Item>): AsyncGenerator<Item> {
    const { calls } = this.#process();
    try {
      yield* call(calls);
    } catch (error) {
      throw forPeople(error);
    }
  }

  /** The process that runs, or a new one. */
  #process(): Running {
    if (this.#closed) throw new TablereadError('production/process-ended', { how: 'closed' });
    return (this.#running ??= this.#start());
  }

  #start(): Running {
    const { entry = bundledEntry(), execArgv = [], engineProgram } = this.#options;
    const child = fork(entry, engineProgram === undefined ? [] : [JSON.stringify(engineProgram)], {
      serialization: 'advanced',
      execArgv: [...execArgv],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        // Inside an editor the executable is Electron's: this makes it Node.
        ...(process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' }),
        // onnxruntime reads it when it is loaded.
        ORT_DISABLE_TELEMETRY: '1',
      },
    });
    lowerPriority(child.pid);
    const running = { child, calls: new ProcessCalls<ProductionService>(child) };
    const gone = (): void => {
      if (this.#running === running) this.#running = undefined;
    };
    child.once('exit', gone);
    child.once('error', gone);
    child.once('disconnect', gone);
    return running;
  }
}

function bundledEntry(): string {
  return fileURLToPath(new URL('production.mjs', import.meta.url));
}

/** Before it starts threads of its own: they inherit it. */
function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Refused on some systems, and nothing depends on it.
  }
}

function forPeople(error: unknown): unknown {
  if (!(error instanceof ProcessEnded)) return error;
  return new TablereadError('production/process-ended', { how: error.how }, { cause: error });
}
