import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageCode, MessageValues } from '../foundation/message.ts';
import { ProcessCalls, ProcessEnded } from '../foundation/processCalls.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { Engine, EngineInfo, SpeakAnswer, SpeakOptions, SpeakRequest } from './engine.ts';
import type { EngineService } from './serveEngines.ts';

export interface EngineClientOptions {
  /** Id of an engine of the catalogue. */
  readonly engine: string;
  /** Absolute path of the engine process' program (`process.ts`; bundled: `engine.mjs`). */
  readonly entry: string;
  /** Arguments for the Node that runs it; none by default. */
  readonly execArgv?: readonly string[];
  /** Engine processes at once, 1–16; 1 by default. */
  readonly jobs?: number;
  /** Bytes that one engine process may hold; past it, it is replaced. No ceiling by default. */
  readonly memory?: number;
  /** Seconds without work after which the processes end; 300 by default. */
  readonly idleSeconds?: number;
  /** Seconds without a sign of life after which a process counts as hung; 120 by default. */
  readonly hungSeconds?: number;
  /** Hears of what goes on behind: restarts. */
  readonly onNotice?: (code: MessageCode, values: MessageValues) => void;
}

/** Requests that a process has at once; one call carries them. */
const bundleSize = 4;
/** Calls that a process has at once, so that it never waits for the next. */
const callsAtOnce = 2;
/** Answers that nobody has taken yet, above which nothing more of a job is sent out. */
const untakenAnswers = 32;
/** Deaths that a request may be part of before it is given up. */
const deathsAllowed = 2;
/** Failed starts in a row before everything that waits is given up. */
const startsAllowed = 4;
const backOff = { first: 100, most: 5000 };
/** Time for a cancelled call to end by itself. */
const cancelMilliseconds = 2000;
const healthMilliseconds = 2000;

/** A request on its way. */
interface Errand {
  readonly request: SpeakRequest;
  readonly job: Job;
  /** How often a process died while it had this. */
  deaths: number;
}

/** One call of `speak`. */
interface Job {
  readonly waiting: Errand[];
  readonly answers: SpeakAnswer[];
  readonly controller: AbortController;
  unanswered: number;
  error: Error | undefined;
  wake: () => void;
}

/** A forked engine process and what it has in hand. */
interface Worker {
  readonly child: ChildProcess;
  readonly calls: ProcessCalls<EngineService>;
  readonly held: Set<Errand>;
  callsRunning: number;
  ready: boolean;
  /** Takes nothing more and ends when it has nothing in hand. */
  leaving: boolean;
  /** We ended it ourselves: what it held is not to blame. */
  killed: boolean;
  lastSign: number;
}

/**
 * An engine in processes of its own. It starts them at the first request, spreads requests fairly over jobs and processes,
 * starts a process anew when it crashes, hangs or takes too much memory, and ends them when nothing is left to do.
 *
 * A crash fails no request by itself: what the process had in hand is tried again, one request at a time, so that the one
 * that crashes it a second time is known and fails alone (`models/engine-crashed`).
 */
export class EngineClient implements Engine {
  readonly #options: EngineClientOptions;
  readonly #workers = new Set<Worker>();
  readonly #jobs = new Set<Job>();
  /** Errands of a process that died: each is tried alone. */
  readonly #suspects: Errand[] = [];
  #failedStarts = 0;
  #startAfter = 0;
  #timer: NodeJS.Timeout | undefined;
  #idleSince = 0;
  #info: Promise<EngineInfo> | undefined;
  #closed = false;

  constructor(options: EngineClientOptions) {
    const { jobs = 1 } = options;
    if (!Number.isInteger(jobs) || jobs < 1 || jobs > 16) throw new TablereadError('models/jobs', { jobs });
    this.#options = options;
  }

  /** Facts of the engine. Rejects with `models/engine-start` when it cannot be started. */
  info(): Promise<EngineInfo> {
    this.#info ??= this.#askInfo();
    this.#info.catch(() => (this.#info = undefined));
    return this.#info;
  }

  /**
   * Answers to requests, in the order in which they are done. Throws the signal's reason when aborted, and
   * `models/engine-start` when no process can be started; anything else is the failure of one request.
   */
  async *speak(requests: readonly SpeakRequest[], { signal }: SpeakOptions = {}): AsyncGenerator<SpeakAnswer> {
    signal?.throwIfAborted();
    if (this.#closed) throw new TablereadError('models/engine-closed');
    const job: Job = {
      waiting: [],
      answers: [],
      controller: new AbortController(),
      unanswered: requests.length,
      error: undefined,
      wake: () => undefined,
    };
    job.waiting.push(...requests.map((request) => ({ request, job, deaths: 0 })));
    const abort = (): void => {
      job.error = reasonOf(signal);
      this.#cancel(job);
      job.wake();
    };
    signal?.addEventListener('abort', abort, { once: true });
    this.#jobs.add(job);
    this.#dispatch();
    try {
      for (let taken = 0; taken < requests.length;) {
        const answer = job.answers.shift();
        if (job.error !== undefined) throw job.error;
        if (answer === undefined) {
          await new Promise<void>((resolve) => (job.wake = resolve));
          continue;
        }
        taken++;
        yield answer;
        this.#dispatch();
      }
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#jobs.delete(job);
      this.#cancel(job);
      this.#idleSince = performance.now();
    }
  }

  /** Ends the processes; running jobs fail with `models/engine-closed`. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const job of this.#jobs) this.#fail(job, new TablereadError('models/engine-closed'));
    const ended = [...this.#workers].map((worker) => this.#end(worker));
    await Promise.all(ended);
  }

  async #askInfo(): Promise<EngineInfo> {
    for (let attempt = 1; ; attempt++) {
      const worker = [...this.#workers].find((each) => !each.leaving) ?? this.#start();
      try {
        await worker.calls.ready;
        return await worker.calls.call('info', { engine: this.#options.engine });
      } catch (error) {
        if (!(error instanceof ProcessEnded)) throw error;
        if (attempt >= startsAllowed) throw startError(error);
        await sleep(backOff.first * 2 ** attempt);
      }
    }
  }

  /** Hands work to every process that has room, and starts processes while there is work for them. */
  #dispatch(): void {
    if (this.#closed) return;
    for (const worker of this.#workers) {
      while (this.#hasRoom(worker)) {
        const errands = this.#nextErrands(worker);
        if (errands.length === 0) break;
        void this.#run(worker, errands);
      }
    }
    const wanted = Math.min(this.#options.jobs ?? 1, Math.ceil(this.#waitingCount() / bundleSize));
    const able = [...this.#workers].filter((worker) => !worker.leaving && worker.held.size === 0).length;
    const room = (this.#options.jobs ?? 1) - [...this.#workers].filter((worker) => !worker.leaving).length;
    const delay = this.#startAfter - performance.now();
    for (let count = Math.min(wanted - able, room); count > 0; count--) {
      if (delay > 0) {
        setTimeout(() => this.#dispatch(), delay);
        break;
      }
      this.#start();
    }
  }

  #hasRoom(worker: Worker): boolean {
    if (!worker.ready || worker.leaving) return false;
    // A suspect has its process for itself.
    if ([...worker.held].some((errand) => errand.deaths > 0)) return false;
    return worker.callsRunning < callsAtOnce;
  }

  #waitingCount(): number {
    let count = this.#suspects.length * bundleSize;
    for (const job of this.#jobs) if (job.answers.length < untakenAnswers) count += job.waiting.length;
    return count;
  }

  /** The next bundle: jobs take turns, a suspect goes alone. */
  #nextErrands(worker: Worker): Errand[] {
    if (this.#suspects.length > 0) {
      if (worker.held.size > 0) return [];
      const suspect = this.#suspects.shift();
      return suspect === undefined ? [] : [suspect];
    }
    for (const job of this.#jobs) {
      if (job.waiting.length === 0 || job.answers.length >= untakenAnswers) continue;
      // To the end of the line of jobs.
      this.#jobs.delete(job);
      this.#jobs.add(job);
      return job.waiting.splice(0, bundleSize);
    }
    return [];
  }

  async #run(worker: Worker, errands: readonly Errand[]): Promise<void> {
    const [{ job } = { job: undefined }] = errands;
    if (job === undefined) return;
    for (const errand of errands) worker.held.add(errand);
    worker.callsRunning++;
    const open = new Map(errands.map((errand) => [errand.request.id, errand]));
    try {
      const requests = errands.map(({ request }) => request);
      const stream = worker.calls.stream(
        'speak',
        { engine: this.#options.engine, requests },
        { signal: job.controller.signal },
      );
      for await (const answer of stream) {
        worker.lastSign = performance.now();
        const errand = open.get(answer.id);
        if (errand === undefined) continue;
        open.delete(answer.id);
        worker.held.delete(errand);
        this.#answer(job, answer);
      }
      for (const errand of open.values()) this.#answer(job, crashed(errand, 'no answer'));
    } catch (error) {
      if (error instanceof ProcessEnded) this.#retry(worker, [...open.values()], error);
      else if (!job.controller.signal.aborted) this.#fail(job, error as Error);
    } finally {
      worker.callsRunning--;
      for (const errand of errands) worker.held.delete(errand);
      if (worker.leaving && worker.callsRunning === 0) void this.#end(worker);
      this.#dispatch();
    }
  }

  #answer(job: Job, answer: SpeakAnswer): void {
    job.unanswered--;
    job.answers.push(answer);
    job.wake();
  }

  /** What a dead process had in hand: tried again, or given up. */
  #retry(worker: Worker, errands: readonly Errand[], error: ProcessEnded): void {
    for (const errand of errands) {
      if (!worker.killed) errand.deaths++;
      if (errand.job.controller.signal.aborted) continue;
      if (errand.deaths >= deathsAllowed) this.#answer(errand.job, crashed(errand, error.how));
      else if (errand.deaths > 0) this.#suspects.push(errand);
      else errand.job.waiting.unshift(errand);
    }
  }

  #start(): Worker {
    const child = fork(this.#options.entry, [], {
      serialization: 'advanced',
      execArgv: [...(this.#options.execArgv ?? [])],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {
        ...process.env,
        // Inside an editor the executable is Electron's: this makes it Node.
        ELECTRON_RUN_AS_NODE: '1',
        // onnxruntime reads it when it is loaded.
        ORT_DISABLE_TELEMETRY: '1',
      },
    });
    const worker: Worker = {
      child,
      calls: new ProcessCalls<EngineService>(child),
      held: new Set(),
      callsRunning: 0,
      ready: false,
      leaving: false,
      killed: false,
      lastSign: performance.now(),
    };
    this.#workers.add(worker);
    this.#timer ??= setInterval(() => this.#watch(), healthMilliseconds).unref();
    this.#idleSince = performance.now();
    worker.calls.ready.then(
      () => {
        worker.ready = true;
        worker.lastSign = performance.now();
        this.#dispatch();
      },
      (error: unknown) => this.#died(worker, error as ProcessEnded),
    );
    child.once('exit', (code, signal) => {
      if (worker.ready) this.#died(worker, new ProcessEnded(signal ?? `exit code ${code ?? '?'}`));
    });
    return worker;
  }

  #died(worker: Worker, error: ProcessEnded): void {
    if (!this.#workers.delete(worker)) return;
    if (this.#closed || worker.leaving || worker.killed) {
      this.#dispatch();
      return;
    }
    this.#failedStarts = worker.ready ? 0 : this.#failedStarts + 1;
    if (this.#failedStarts >= startsAllowed) {
      for (const job of this.#jobs) this.#fail(job, startError(error));
      this.#failedStarts = 0;
      return;
    }
    const delay = Math.min(backOff.most, backOff.first * 2 ** this.#failedStarts);
    this.#startAfter = performance.now() + delay;
    this.#notice('models/engine-restarted', { how: error.how });
    this.#dispatch();
  }

  /** Every two seconds: is each process well, within its memory, and needed? */
  #watch(): void {
    const now = performance.now();
    const idle = this.#jobs.size === 0 && now - this.#idleSince > (this.#options.idleSeconds ?? 300) * 1000;
    for (const worker of this.#workers) {
      if (idle) worker.leaving = true;
      if (worker.leaving && worker.callsRunning === 0) void this.#end(worker);
      else if (now - worker.lastSign > (this.#options.hungSeconds ?? 120) * 1000) worker.child.kill('SIGKILL');
      else if (worker.ready) void this.#checkHealth(worker);
    }
    if (this.#workers.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #checkHealth(worker: Worker): Promise<void> {
    try {
      const { memory } = await worker.calls.call('health', null);
      worker.lastSign = performance.now();
      const ceiling = this.#options.memory ?? Infinity;
      if (memory <= ceiling || worker.leaving) return;
      worker.leaving = true;
      this.#notice('models/engine-memory', { megabytes: Math.round(memory / 1e6), ceiling: Math.round(ceiling / 1e6) });
      if (worker.callsRunning === 0) void this.#end(worker);
      this.#dispatch();
    } catch (error) {
      if (!(error instanceof ProcessEnded)) throw error;
    }
  }

  /** Withdraws what a job still has; a process that does not stop its part within two seconds is killed. */
  #cancel(job: Job): void {
    if (job.unanswered === 0 || job.controller.signal.aborted) return;
    job.waiting.length = 0;
    for (let index = this.#suspects.length - 1; index >= 0; index--) {
      if (this.#suspects[index]?.job === job) this.#suspects.splice(index, 1);
    }
    job.controller.abort();
  }

  #fail(job: Job, error: Error): void {
    job.error = error;
    this.#cancel(job);
    job.wake();
  }

  /** Lets a process end by itself, and kills it when it does not. */
  async #end(worker: Worker): Promise<void> {
    worker.leaving = true;
    const { child } = worker;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (child.connected) child.disconnect();
    const killer = setTimeout(() => child.kill('SIGKILL'), cancelMilliseconds);
    child.ref();
    await exit;
    clearTimeout(killer);
  }

  #notice(code: MessageCode, values: MessageValues): void {
    this.#options.onNotice?.(code, values);
  }
}

function crashed({ request }: Errand, how: string): SpeakAnswer {
  return { id: request.id, failure: { code: 'models/engine-crashed', values: { how } } };
}

function startError(error: ProcessEnded): TablereadError {
  return new TablereadError('models/engine-start', { how: error.how }, { cause: error });
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('This operation was aborted', 'AbortError');
}
