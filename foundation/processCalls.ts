import type { ChildProcess } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { packError, unpackError, type TravellingError } from './travellingError.ts';

/**
 * Typed calls between a process and one it forked, over `child_process.fork`'s channel with `serialization: 'advanced'`
 * (typed arrays travel as they are). A call has one argument and gives either one result or a stream of items.
 * Every call can be cancelled; errors for people keep their code and values on the way. Streams have no flow control:
 * whoever asks for much asks for it piece by piece.
 */

/** What a served function gets beside its argument. */
export interface CallContext {
  /** Aborted when the caller cancels or is gone. */
  readonly signal: AbortSignal;
}

/** A served function. A promise is a call with one result, an async iterable one with a stream of items. */
type Served = (argument: never, context: CallContext) => Promise<unknown> | AsyncIterable<unknown>;

/** Functions by name. */
export type Service<S> = { readonly [K in keyof S]: Served };

type Argument<F> = F extends (argument: infer A, context: CallContext) => unknown ? A : never;
type Result<F> = F extends (argument: never, context: CallContext) => Promise<infer R> ? R : never;
type Item<F> = F extends (argument: never, context: CallContext) => AsyncIterable<infer I> ? I : never;
type Answering<S, R> = {
  [K in keyof S]: S[K] extends (argument: never, context: CallContext) => R ? K : never;
}[keyof S] &
  string;
type CallNames<S> = Answering<S, Promise<unknown>>;
type StreamNames<S> = Answering<S, AsyncIterable<unknown>>;

type Request =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly argument: unknown }
  | { readonly kind: 'cancel'; readonly id: number };

type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'item'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'end'; readonly id: number; readonly value?: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: TravellingError };

/** Time for calls to end once their caller is gone, before the process ends itself. */
const farewellMilliseconds = 2000;

/** The other process is gone: no answer will come. */
export class ProcessEnded extends Error {
  override readonly name = 'ProcessEnded';
  constructor(readonly how: string) {
    super(`the process ended: ${how}`);
  }
}

/**
 * Looks after the parent from a thread of its own: a process that is stuck in a computation reads no channel, so it would
 * not see it close. On POSIX an orphan gets another parent; on Windows the number of the old one no longer answers.
 */
const parentWatch = `
  const parent = process.ppid;
  setInterval(() => {
    try {
      if (process.ppid === parent) process.kill(parent, 0);
      else process.kill(process.pid, 'SIGKILL');
    } catch (error) {
      if (error.code === 'ESRCH') process.kill(process.pid, 'SIGKILL');
    }
  }, 3000);
`;

/**
 * Answers the calls of the process that forked this one. The process ends when the channel closes, so it never
 * outlives its parent, however that died: running calls are aborted first and have two seconds to end; one that is stuck is
 * killed some seconds later.
 */
export function serveCalls<S extends Service<S>>(service: S): void {
  if (process.send === undefined) throw new Error('serveCalls: this process was not forked');
  const running = new Map<number, AbortController>();
  new Worker(parentWatch, { eval: true, execArgv: [] }).unref();

  const send = (answer: Answer): void => {
    if (process.connected) process.send?.(answer, undefined, undefined, () => undefined);
  };
  const answer = async (id: number, name: string, argument: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const call = Object.hasOwn(service, name) ? service[name as keyof S] : undefined;
      if (call === undefined) throw new Error(`serveCalls: no function ${name}`);
      const made = call(argument as never, { signal: controller.signal });
      if (made instanceof Promise) {
        send({ kind: 'end', id, value: await made });
      } else {
        for await (const value of made) {
          send({ kind: 'item', id, value });
          if (controller.signal.aborted) break;
        }
        send({ kind: 'end', id });
      }
    } catch (error) {
      send({ kind: 'error', id, error: packError(error) });
    } finally {
      running.delete(id);
    }
  };

  process.on('message', (request: Request) => {
    if (request.kind === 'cancel') running.get(request.id)?.abort();
    else void answer(request.id, request.name, request.argument);
  });
  process.once('disconnect', () => {
    for (const controller of running.values()) controller.abort();
    const end = (): void => {
      if (running.size === 0) process.exit(0);
    };
    end();
    setInterval(end, 10);
    setTimeout(() => process.exit(1), farewellMilliseconds);
  });
  send({ kind: 'ready' });
}

export interface CallOptions {
  /** Cancels the call. The caller hears of it when the other side has really ended the call, or is gone. */
  readonly signal?: AbortSignal | undefined;
}

interface Pending {
  item(value: unknown): void;
  end(value: unknown): void;
  fail(error: Error): void;
}

/** How long a closed channel waits for the process to say how it ended. */
const exitMilliseconds = 1000;

/** The caller's end: calls to a forked process that runs `serveCalls` with a service of type `S`. */
export class ProcessCalls<S extends Service<S>> {
  /** Settles when the process takes calls; rejects with `ProcessEnded` when it ends before. */
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #isReady = false;
  #ended: ProcessEnded | undefined;
  #id = 0;

  /**
   * `child` must be forked with `serialization: 'advanced'`. It keeps this process alive while it starts and while a call is
   * running, no longer.
   */
  constructor(child: ChildProcess) {
    this.#child = child;
    this.ready = new Promise((resolve, reject) => {
      const gone = (how: string): void => {
        const error = new ProcessEnded(how);
        this.#fail(error);
        reject(error);
      };
      child.on('message', (answer: Answer) => {
        if (answer.kind !== 'ready') {
          this.#take(answer);
          return;
        }
        this.#isReady = true;
        this.#hold();
        resolve();
      });
      child.once('exit', (code, signal) => gone(signal ?? `exit code ${code ?? '?'}`));
      child.once('error', (error) => gone(error.message));
      child.once('disconnect', () => {
        // Most often the process has ended, and its exit says more.
        if (child.exitCode !== null || child.signalCode !== null) return;
        const timer = setTimeout(() => gone('channel closed'), exitMilliseconds);
        child.once('exit', () => clearTimeout(timer));
      });
    });
    // Whoever waits for it hears of it; nobody has to.
    this.ready.catch(() => undefined);
  }

  /** One result. Rejects with the signal's reason, the served function's error, or `ProcessEnded`. */
  call<K extends CallNames<S>>(name: K, argument: Argument<S[K]>, options: CallOptions = {}): Promise<Result<S[K]>> {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      const settled = (): void => signal?.removeEventListener('abort', cancel);
      const id = this.#send(name, argument, {
        item: () => undefined,
        end: (value) => {
          settled();
          resolve(value as Result<S[K]>);
        },
        fail: (error) => {
          settled();
          reject(signal?.aborted === true ? reasonOf(signal) : error);
        },
      });
      const cancel = (): void => this.#cancel(id);
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** A stream of items, in order. Leaving the loop early cancels the call and waits for its end. Throws as `call` does. */
  async *stream<K extends StreamNames<S>>(
    name: K,
    argument: Argument<S[K]>,
    options: CallOptions = {},
  ): AsyncGenerator<Item<S[K]>, void, undefined> {
    const { signal } = options;
    const isAborted = (): boolean => signal?.aborted === true;
    if (isAborted()) throw reasonOf(signal);
    const items: Item<S[K]>[] = [];
    let outcome: { readonly error?: Error } | undefined;
    let wake: (() => void) | undefined;
    const settle = (how: { readonly error?: Error }): void => {
      outcome ??= how;
      wake?.();
    };
    const id = this.#send(name, argument, {
      item: (value) => {
        items.push(value as Item<S[K]>);
        wake?.();
      },
      end: () => settle({}),
      fail: (error) => settle({ error }),
    });
    const cancel = (): void => this.#cancel(id);
    const more = (): Promise<void> => new Promise((resolve) => (wake = resolve));
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      for (;;) {
        const item = isAborted() ? undefined : items.shift();
        if (item !== undefined) yield item;
        else if (outcome === undefined) await more();
        else if (isAborted()) throw reasonOf(signal);
        else if (outcome.error !== undefined) throw outcome.error;
        else return;
      }
    } finally {
      signal?.removeEventListener('abort', cancel);
      if (outcome === undefined) this.#cancel(id);
      while (outcome === undefined) await more();
    }
  }

  #send(name: string, argument: unknown, pending: Pending): number {
    const id = this.#id++;
    if (this.#ended !== undefined) {
      pending.fail(this.#ended);
      return id;
    }
    this.#pending.set(id, pending);
    this.#hold();
    this.#post({ kind: 'call', id, name, argument });
    return id;
  }

  #cancel(id: number): void {
    if (this.#pending.has(id)) this.#post({ kind: 'cancel', id });
  }

  #post(request: Request): void {
    // A channel that closes meanwhile shows itself by its `disconnect`.
    if (this.#child.connected) this.#child.send(request, () => undefined);
  }

  #take(answer: Exclude<Answer, { kind: 'ready' }>): void {
    const pending = this.#pending.get(answer.id);
    if (pending === undefined) return;
    if (answer.kind === 'item') {
      pending.item(answer.value);
      return;
    }
    this.#pending.delete(answer.id);
    this.#hold();
    if (answer.kind === 'end') pending.end(answer.value);
    else pending.fail(unpackError(answer.error));
  }

  #fail(error: ProcessEnded): void {
    this.#ended ??= error;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const call of pending) call.fail(error);
  }

  #hold(): void {
    if (this.#pending.size > 0 || !this.#isReady) {
      this.#child.ref();
      this.#child.channel?.ref();
    } else {
      this.#child.unref();
      this.#child.channel?.unref();
    }
  }
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('This operation was aborted', 'AbortError');
}
