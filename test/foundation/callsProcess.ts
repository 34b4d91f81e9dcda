// The other end of processCalls.test.ts: what a forked process serves.
import { setTimeout as sleep } from 'node:timers/promises';
import { serveCalls, type CallContext } from '../../foundation/processCalls.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';

const aborted: string[] = [];

const service = {
  double: (samples: Float32Array) => Promise.resolve(samples.map((sample) => sample * 2)),
  refuse: (jobs: number): Promise<never> => Promise.reject(new TablereadError('models/jobs', { jobs })),
  fail: (): Promise<never> => Promise.reject(new RangeError('too far')),
  aborted: () => Promise.resolve(aborted),
  exit: (code: number): Promise<never> => process.exit(code),
  // Ends when cancelled, and says so.
  wait: async (name: string, { signal }: CallContext): Promise<void> => {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    aborted.push(name);
  },
  async *count({ to, pause }: { readonly to: number; readonly pause: number }, { signal }: CallContext) {
    try {
      for (let number = 1; number <= to; number++) {
        if (pause > 0) await sleep(pause, undefined, { signal });
        yield number;
      }
    } finally {
      if (signal.aborted) aborted.push('count');
    }
  },
  async *stumble() {
    yield 'one';
    await sleep(1);
    throw new TablereadError('models/jobs', { jobs: 99 });
  },
};

export type CallsService = typeof service;

serveCalls(service);
