import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProcessCalls, ProcessEnded } from '../../foundation/processCalls.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import type { CallsService } from './callsProcess.ts';

const program = fileURLToPath(new URL('callsProcess.ts', import.meta.url));
let child: ChildProcess;
let calls: ProcessCalls<CallsService>;

beforeEach(() => {
  child = fork(program, [], { serialization: 'advanced', execArgv: ['--import', 'tsx'] });
  calls = new ProcessCalls(child);
});

afterEach(async () => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('calls', () => {
  test('typed arrays go there and back', async () => {
    const doubled = await calls.call('double', Float32Array.of(0.25, -0.5));
    expect(doubled).toEqual(Float32Array.of(0.5, -1));
  });

  test('many at once each get their own result', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, (_, n) => calls.call('double', Float32Array.of(n))));
    expect(all.map(([value]) => value)).toEqual(Array.from({ length: 50 }, (_, n) => n * 2));
  });

  test('an error for people keeps its code and values', async () => {
    const error: unknown = await calls.call('refuse', 99).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TablereadError);
    expect(error).toMatchObject({ code: 'models/jobs', values: { jobs: 99 } });
  });

  test('a bug keeps its name, message and stack', async () => {
    const error: unknown = await calls.call('fail', undefined as never).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'RangeError', message: 'too far' });
    expect((error as Error).stack).toContain('callsProcess');
  });

  test('an unknown function is an error, also one that every object has', async () => {
    await expect(calls.call('toString' as 'double', Float32Array.of())).rejects.toThrow('no function toString');
  });

  test('a cancelled call ends over there before it rejects here', async () => {
    const controller = new AbortController();
    const waiting = calls.call('wait', 'first', { signal: controller.signal });
    await calls.ready;
    controller.abort(new Error('enough'));
    // It ended without an error, so its end is what comes back.
    await expect(waiting).resolves.toBeUndefined();
    expect(await calls.call('aborted', null)).toEqual(['first']);
  });

  test('a call that is cancelled before it starts is never made', async () => {
    await expect(calls.call('wait', 'x', { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
    expect(await calls.call('aborted', null)).toEqual([]);
  });
});

describe('streams', () => {
  test('items come in order', async () => {
    expect(await collect(calls.stream('count', { to: 1000, pause: 0 }))).toEqual(
      Array.from({ length: 1000 }, (_, n) => n + 1),
    );
  });

  test('an error comes after the items before it', async () => {
    const seen: string[] = [];
    const run = async (): Promise<void> => {
      for await (const item of calls.stream('stumble', null)) seen.push(item);
    };
    await expect(run()).rejects.toMatchObject({ code: 'models/jobs', values: { jobs: 99 } });
    expect(seen).toEqual(['one']);
  });

  test('leaving the loop cancels', async () => {
    for await (const item of calls.stream('count', { to: 1_000_000, pause: 1 })) if (item === 3) break;
    expect(await calls.call('aborted', null)).toEqual(['count']);
  });

  test('an abort cancels and throws its reason', async () => {
    const controller = new AbortController();
    const run = async (): Promise<void> => {
      for await (const item of calls.stream('count', { to: 1_000_000, pause: 1 }, { signal: controller.signal })) {
        if (item === 3) controller.abort(new Error('enough'));
      }
    };
    await expect(run()).rejects.toThrow('enough');
    expect(await calls.call('aborted', null)).toEqual(['count']);
  });
});

describe('ends', () => {
  test('a process that dies fails what is under way, and everything after', async () => {
    const waiting = calls.call('wait', 'x');
    const counting = collect(calls.stream('count', { to: 1_000_000, pause: 1 }));
    await calls.ready;
    child.kill('SIGKILL');
    await expect(waiting).rejects.toThrow(ProcessEnded);
    await expect(counting).rejects.toThrow('SIGKILL');
    await expect(calls.call('aborted', null)).rejects.toThrow(ProcessEnded);
  });

  test('an exit says its code', async () => {
    await expect(calls.call('exit', 7)).rejects.toThrow('exit code 7');
  });

  test('a process that cannot start rejects ready', async () => {
    const missing = fork(`${program}.missing`, [], { serialization: 'advanced', stdio: 'ignore' });
    await expect(new ProcessCalls(missing).ready).rejects.toThrow(ProcessEnded);
  });

  test('the process ends when the channel closes, its calls aborted', async () => {
    const waiting = calls.call('wait', 'x');
    await calls.ready;
    child.disconnect();
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
    await expect(waiting).rejects.toThrow(ProcessEnded);
  });
});
