import { fork, type ChildProcess } from 'node:child_process';
import { ProcessCalls, ProcessEnded } from '../foundation/processCalls.ts';
import type { EngineInfo, SpeakAnswer, SpeakRequest } from './engine.ts';
import type { EngineService } from './serveEngines.ts';

export interface EngineWorkerOptions {
  readonly engine: string;
  /** Absolute path of the program, and arguments for the Node that runs it. */
  readonly entry: string;
  readonly execArgv: readonly string[];
  /** Bytes that the process may hold. */
  readonly memory: number;
  /** Seconds without a sign of life, while it has work, after which it counts as hung. */
  readonly hungSeconds: number;
  /** Hears once that the process holds too much and takes no more work. */
  readonly onTooMuchMemory: (bytes: number) => void;
}

/** Time for a cancelled call, or a process that is to end, to end by itself. */
const patienceMilliseconds = 2000;
/** Past its ceiling a process finishes what it has in hand; past this multiple it is killed. */
const killAt = 1.5;
/** A call that took less than this many milliseconds is worth having the next one ready behind it. */
const quickMilliseconds = 1000;
/** Characters of the process' last words that are kept. */
const lastWordsLength = 4000;

/** One engine process: starts at construction, and ends by `retire`, by itself, or when it must be killed. */
export class EngineWorker {
  /** Rejects with `ProcessEnded` when the process ends before it takes calls. */
  readonly ready: Promise<void>;
  /** How it ended. */
  readonly ended: Promise<string>;
  readonly #options: EngineWorkerOptions;
  readonly #child: ChildProcess;
  readonly #calls: ProcessCalls<EngineService>;
  #isReady = false;
  #running = 0;
  #retiring = false;
  #stopped = false;
  #callMilliseconds = Infinity;
  #lastSign = performance.now();
  #asking = false;
  #lastWords = '';

  constructor(options: EngineWorkerOptions) {
    this.#options = options;
    const child = fork(options.entry, [], {
      serialization: 'advanced',
      execArgv: [...options.execArgv],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        ...process.env,
        // Inside an editor the executable is Electron's: this makes it Node.
        ELECTRON_RUN_AS_NODE: '1',
        // onnxruntime reads it when it is loaded.
        ORT_DISABLE_TELEMETRY: '1',
      },
    });
    this.#child = child;
    this.#calls = new ProcessCalls(child);
    this.ready = this.#calls.ready;
    this.ready.then(
      () => (this.#isReady = true),
      () => undefined,
    );
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-lastWordsLength);
    });
    // The call channel holds this process while there is something to wait for; this stream alone must not.
    (child.stderr as { unref?: () => void } | null)?.unref?.();
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code ?? '?'}${this.#reason()}`));
    });
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Calls of `speak` under way. */
  get running(): number {
    return this.#running;
  }

  /**
   * Its calls are short: a second one may wait behind the first, so that the process never waits. With a slow engine that
   * would only keep others from their turn.
   */
  get isQuick(): boolean {
    return this.#callMilliseconds < quickMilliseconds;
  }

  /** It takes no more work. */
  get isRetiring(): boolean {
    return this.#retiring;
  }

  /** It was ended on purpose: what it had in hand is not to blame. */
  get isStopped(): boolean {
    return this.#stopped;
  }

  info(): Promise<EngineInfo> {
    return this.#calls.call('info', { engine: this.#options.engine });
  }

  /**
   * Answers to requests. Throws `ProcessEnded` when the process ends, and the signal's reason when aborted: a process that does not
   * stop within two seconds is killed.
   */
  async *speak(requests: readonly SpeakRequest[], signal: AbortSignal): AsyncGenerator<SpeakAnswer> {
    let killer: NodeJS.Timeout | undefined;
    const patience = (): void => {
      killer = setTimeout(() => this.#stop(), patienceMilliseconds);
    };
    signal.addEventListener('abort', patience, { once: true });
    const started = performance.now();
    this.#running++;
    this.#lastSign = started;
    try {
      for await (const answer of this.#calls.stream('speak', { engine: this.#options.engine, requests }, { signal })) {
        this.#lastSign = performance.now();
        yield answer;
      }
      this.#callMilliseconds = performance.now() - started;
    } finally {
      this.#running--;
      signal.removeEventListener('abort', patience);
      clearTimeout(killer);
      if (this.#retiring && this.#running === 0) void this.#end();
    }
  }

  /** Takes no more work, and ends when nothing is in hand. Resolves when it has ended. */
  async retire(): Promise<void> {
    this.#retiring = true;
    if (this.#running === 0) void this.#end();
    await this.ended;
  }

  /** Ends now, whatever it has in hand. Resolves when it has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#end();
  }

  /** To be called every few seconds: asks how the process is, and ends it when it hangs or holds too much. */
  async watch(): Promise<void> {
    if (!this.#isReady || this.#running === 0) return;
    if (performance.now() - this.#lastSign > this.#options.hungSeconds * 1000) this.#child.kill('SIGKILL');
    if (this.#asking) return;
    this.#asking = true;
    try {
      const { memory } = await this.#calls.call('health', null);
      this.#lastSign = performance.now();
      this.#weigh(memory);
    } catch (error) {
      if (!(error instanceof ProcessEnded)) throw error;
    } finally {
      this.#asking = false;
    }
  }

  #weigh(memory: number): void {
    if (memory <= this.#options.memory) return;
    if (memory > this.#options.memory * killAt) this.#child.kill('SIGKILL');
    if (this.#retiring) return;
    this.#options.onTooMuchMemory(memory);
    void this.retire();
  }

  async #end(): Promise<void> {
    this.#retiring = true;
    if (this.#child.connected) this.#child.disconnect();
    const killer = setTimeout(() => this.#stop(), patienceMilliseconds);
    this.#child.ref();
    await this.ended;
    clearTimeout(killer);
  }

  #stop(): void {
    this.#stopped = true;
    this.#child.kill('SIGKILL');
  }

  /** The error that the process ended with, from what it wrote last. */
  #reason(): string {
    const line = /^\w*Error\b.*$/m.exec(this.#lastWords)?.[0];
    return line === undefined ? '' : `, ${line.slice(0, 200)}`;
  }
}
