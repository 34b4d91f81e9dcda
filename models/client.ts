import { setMaxListeners } from 'node:events';
import type { MessageCode, MessageValues } from '../foundation/message.ts';
import { ProcessEnded } from '../foundation/processCalls.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import { catalogue } from './catalogue.ts';
import type { Engine, EngineInfo, SpeakAnswer, SpeakOptions, SpeakRequest } from './engine.ts';
import { EngineWorker } from './engineWorker.ts';

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
  /** Seconds between looks at the processes' health; 2 by default. */
  readonly healthSeconds?: number;
  /** Hears of what goes on behind: restarts. */
  readonly onNotice?: (code: MessageCode, values: MessageValues) => void;
}

/** Requests that one call carries: what an engine may decode together. */
const bundleSize = 4;
/** Answers that nobody has taken yet, above which nothing more of a job is sent out. */
const untakenAnswers = 32;
/** Deaths of processes that a request may be part of before it is given up. */
const deathsAllowed = 2;
/** Failed starts in a row before everything that waits is given up. */
const startsAllowed = 4;
/** Milliseconds before a start after a failure; doubled with each failure in a row. */
const backOff = { first: 100, most: 5000 };

/** One call of `speak`. */
interface Job {
  readonly waiting: Errand[];
  readonly answers: SpeakAnswer[];
  readonly controller: AbortController;
  error: Error | undefined;
  wake: () => void;
}

/** A request on its way. */
interface Errand {
  readonly request: SpeakRequest;
  readonly job: Job;
  /** How many processes died while they had it. Above 0 it is tried alone. */
  deaths: number;
}

/**
 * An engine in processes of its own. It starts them at the first request, spreads requests fairly over jobs and processes,
 * starts a process anew when it crashes, hangs or holds too much memory, and ends them when nothing is left to do. The
 * processes end with this one, however it ends.
 *
 * A crash fails no request by itself: what the process had in hand is tried again, one request at a time, so that the one
 * that crashes it a second time is known and fails alone (`models/engine-crashed`).
 */
export class EngineClient implements Engine {
  readonly #options: EngineClientOptions;
  readonly #limit: number;
  /** Processes and what each has in hand. */
  readonly #workers = new Map<EngineWorker, Set<Errand>>();
  /** Those whose turn is next stand first. */
  readonly #jobs = new Set<Job>();
  readonly #suspects: Errand[] = [];
  #info: EngineInfo | undefined;
  #failures = 0;
  #startTimer: NodeJS.Timeout | undefined;
  #watchTimer: NodeJS.Timeout | undefined;
  #idleSince = 0;
  #closed = false;

  /** Throws `models/jobs`. */
  constructor(options: EngineClientOptions) {
    const { jobs = 1 } = options;
    if (!Number.isInteger(jobs) || jobs < 1 || jobs > 16) throw new TablereadError('models/jobs', { jobs });
    this.#options = options;
    this.#limit = jobs;
  }

  /**
   * Facts of the engine; nothing is started for those of an embedded one. Rejects with `models/engine-start` when the process
   * cannot be started, and with the engine's own error when it cannot be loaded.
   */
  async info(): Promise<EngineInfo> {
    this.#info ??= catalogue.get(this.#options.engine)?.info;
    if (this.#info !== undefined) return this.#info;
    if (this.#closed) throw new TablereadError('models/engine-closed');
    const worker = [...this.#workers.keys()].find(({ isRetiring }) => !isRetiring) ?? this.#start();
    try {
      await worker.ready;
      return (this.#info = await worker.info());
    } catch (error) {
      throw error instanceof ProcessEnded ? startError(await worker.ended) : error;
    }
  }

  /**
   * Answers to requests, in the order in which they are done. Ids must differ within one call. Throws the signal's reason when
   * aborted, `models/engine-start` when no process can be started, and the engine's own error when it cannot be loaded;
   * anything else is the failure of one request.
   */
  async *speak(requests: readonly SpeakRequest[], { signal }: SpeakOptions = {}): AsyncGenerator<SpeakAnswer> {
    signal?.throwIfAborted();
    if (this.#closed) throw new TablereadError('models/engine-closed');
    if (new Set(requests.map(({ id }) => id)).size < requests.length)
      throw new Error('speak: two requests with one id');
    const job: Job = {
      waiting: [],
      answers: [],
      controller: new AbortController(),
      error: undefined,
      wake: () => undefined,
    };
    // Every process listens for each of its calls.
    setMaxListeners(0, job.controller.signal);
    job.waiting.push(...requests.map((request) => ({ request, job, deaths: 0 })));
    const abort = (): void => this.#fail(job, reasonOf(signal));
    signal?.addEventListener('abort', abort, { once: true });
    this.#jobs.add(job);
    this.#dispatch();
    try {
      for (let taken = 0; taken < requests.length;) {
        if (job.error !== undefined) throw job.error;
        const answer = job.answers.shift();
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
      this.#withdraw(job);
      this.#idleSince = performance.now();
    }
  }

  /** Ends the processes; running jobs fail with `models/engine-closed`. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#watchTimer);
    clearTimeout(this.#startTimer);
    for (const job of this.#jobs) this.#fail(job, new TablereadError('models/engine-closed'));
    await Promise.all([...this.#workers.keys()].map((worker) => worker.stop()));
  }

  /** Hands work to every process that has room, and starts processes while there is work for more of them. */
  #dispatch(): void {
    if (this.#closed) return;
    let able = 0;
    for (const [worker, held] of this.#workers) {
      if (worker.isRetiring) continue;
      while (hasRoom(worker, held)) {
        const errands = this.#nextErrands(held);
        if (errands.length === 0) break;
        void this.#run(worker, held, errands);
      }
      if (held.size === 0) able++;
    }
    if (this.#startTimer !== undefined) return;
    // A process that is about to end still counts: two large models at once may not fit.
    const wanted = Math.min(this.#bundlesWaiting() - able, this.#limit - this.#workers.size);
    for (let count = 0; count < wanted; count++) this.#start();
  }

  #bundlesWaiting(): number {
    let count = this.#suspects.length;
    for (const job of this.#jobs) {
      if (job.answers.length < untakenAnswers) count += Math.ceil(job.waiting.length / bundleSize);
    }
    return count;
  }

  /** The next bundle for a process that has `held` in hand: jobs take turns, a suspect goes alone. */
  #nextErrands(held: ReadonlySet<Errand>): Errand[] {
    if (this.#suspects.length > 0) return held.size > 0 ? [] : this.#suspects.splice(0, 1);
    for (const job of this.#jobs) {
      if (job.waiting.length === 0 || job.answers.length >= untakenAnswers) continue;
      this.#jobs.delete(job);
      this.#jobs.add(job);
      return job.waiting.splice(0, bundleSize);
    }
    return [];
  }

  async #run(worker: EngineWorker, held: Set<Errand>, errands: readonly Errand[]): Promise<void> {
    const job = errands[0]?.job;
    if (job === undefined) return;
    const open = new Map(errands.map((errand) => [errand.request.id, errand]));
    for (const errand of errands) held.add(errand);
    try {
      const requests = errands.map(({ request }) => request);
      for await (const answer of worker.speak(requests, job.controller.signal)) {
        const errand = open.get(answer.id);
        if (errand === undefined) continue;
        open.delete(answer.id);
        held.delete(errand);
        this.#failures = 0;
        this.#answer(job, answer);
      }
      if (open.size > 0) throw new Error('speak: a request got no answer');
    } catch (error) {
      if (error instanceof ProcessEnded) this.#retry([...open.values()], worker.isStopped, await worker.ended);
      else if (!job.controller.signal.aborted) this.#fail(job, error as Error);
    } finally {
      for (const errand of errands) held.delete(errand);
      this.#dispatch();
    }
  }

  /** What a dead process had in hand: tried again, or given up. */
  #retry(errands: readonly Errand[], blameless: boolean, how: string): void {
    for (const errand of errands) {
      const { request, job } = errand;
      if (job.controller.signal.aborted) continue;
      if (!blameless) errand.deaths++;
      if (errand.deaths >= deathsAllowed) {
        this.#answer(job, { id: request.id, failure: { code: 'models/engine-crashed', values: { how } } });
      } else if (errand.deaths > 0) this.#suspects.push(errand);
      else job.waiting.unshift(errand);
    }
  }

  #answer(job: Job, answer: SpeakAnswer): void {
    job.answers.push(answer);
    job.wake();
  }

  #start(): EngineWorker {
    const { engine, entry, execArgv = [], memory = Infinity, hungSeconds = 120, healthSeconds = 2 } = this.#options;
    const worker = new EngineWorker({
      engine,
      entry,
      execArgv,
      memory,
      hungSeconds,
      onTooMuchMemory: (bytes) =>
        this.#notice('models/engine-memory', {
          megabytes: Math.round(bytes / 1e6),
          ceiling: Math.round(memory / 1e6),
        }),
    });
    this.#workers.set(worker, new Set());
    this.#idleSince = performance.now();
    this.#watchTimer ??= setInterval(() => this.#watch(), healthSeconds * 1000).unref();
    worker.ready.then(
      () => this.#dispatch(),
      () => undefined,
    );
    void worker.ended.then((how) => this.#died(worker, how));
    return worker;
  }

  #died(worker: EngineWorker, how: string): void {
    this.#workers.delete(worker);
    if (this.#closed) return;
    if (worker.isRetiring || worker.isStopped) {
      this.#dispatch();
      return;
    }
    this.#failures++;
    if (!worker.isReady && this.#failures >= startsAllowed) {
      this.#failures = 0;
      for (const job of this.#jobs) this.#fail(job, startError(how));
      return;
    }
    if (this.#jobs.size === 0) return;
    if (worker.isReady) this.#notice('models/engine-restarted', { how });
    this.#startTimer ??= setTimeout(
      () => {
        this.#startTimer = undefined;
        this.#dispatch();
      },
      Math.min(backOff.most, backOff.first * 2 ** (this.#failures - 1)),
    );
  }

  #watch(): void {
    const idle =
      this.#jobs.size === 0 && performance.now() - this.#idleSince > (this.#options.idleSeconds ?? 300) * 1000;
    for (const worker of this.#workers.keys()) void (idle ? worker.retire() : worker.watch());
    if (this.#workers.size > 0) return;
    clearInterval(this.#watchTimer);
    this.#watchTimer = undefined;
  }

  /** Takes back what a job still has waiting or running. */
  #withdraw(job: Job): void {
    job.waiting.length = 0;
    for (let index = this.#suspects.length - 1; index >= 0; index--) {
      if (this.#suspects[index]?.job === job) this.#suspects.splice(index, 1);
    }
    job.controller.abort();
  }

  #fail(job: Job, error: Error): void {
    job.error ??= error;
    this.#withdraw(job);
    job.wake();
  }

  #notice(code: MessageCode, values: MessageValues): void {
    this.#options.onNotice?.(code, values);
  }
}

function hasRoom(worker: EngineWorker, held: ReadonlySet<Errand>): boolean {
  if (!worker.isReady || worker.isRetiring || worker.running >= (worker.isQuick ? 2 : 1)) return false;
  // A suspect has its process for itself.
  for (const errand of held) if (errand.deaths > 0) return false;
  return true;
}

function startError(how: string): TablereadError {
  return new TablereadError('models/engine-start', { how });
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('This operation was aborted', 'AbortError');
}
