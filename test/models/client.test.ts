import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { constants, getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { EngineClient, type EngineClientOptions } from '../../models/client.ts';
import type { SpeakAnswer, SpeakRequest } from '../../models/engine.ts';
import { runs } from '../runs.ts';
import { fromSource } from './engineProcess.ts';

const entry = fileURLToPath(new URL('fakeEngineProcess.ts', import.meta.url));
const clients: EngineClient[] = [];
const notices: string[] = [];

function open(options: Partial<EngineClientOptions> = {}): EngineClient {
  const client = new EngineClient({
    engine: 'fake',
    ...fromSource,
    entry,
    onNotice: (code) => notices.push(code),
    ...options,
  });
  clients.push(client);
  return client;
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  notices.length = 0;
});

function request(text: string, id = text): SpeakRequest {
  return {
    id,
    parts: [{ kind: 'text', pieces: [{ text }], language: 'en', emotion: { kind: 'own' } }],
    language: 'en',
    recording: undefined,
    voice: undefined,
    length: { kind: 'natural' },
    seed: 1,
  };
}

/** Answers by id: the fake engine's word, or the code of the failure. */
async function speak(
  client: EngineClient,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const requests = texts.map((text) => request(text));
  for await (const answer of client.speak(requests, signal === undefined ? {} : { signal })) {
    expect(answers).not.toHaveProperty([answer.id]);
    answers[answer.id] = wordOf(answer);
  }
  return answers;
}

function wordOf(answer: SpeakAnswer): string {
  return 'take' in answer ? (answer.take.words[0]?.text ?? '') : answer.failure.code;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(20);
}

const kills = runs(3, 100);
const lines = (count: number, name = 'line'): string[] => Array.from({ length: count }, (_, n) => `${name}${n}`);
const echoed = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(texts.map((text) => [text, text]));

describe('work', () => {
  test('each request gets one answer', async () => {
    expect(await speak(open(), lines(50))).toEqual(echoed(lines(50)));
    expect(notices).toEqual([]);
  });

  test('no requests: no answers, and nothing is started', async () => {
    expect(await speak(open({ entry: 'nowhere.mjs' }), [])).toEqual({});
  });

  test('facts come from the engine', async () => {
    const client = open();
    const { digest } = await client.info();
    expect(await speak(client, ['pid'])).toEqual({ pid: digest });
  });

  test('facts of an embedded engine start nothing', async () => {
    const client = open({ engine: 'draft', entry: 'nowhere.mjs' });
    expect((await client.info()).sampleRate).toBe(22_050);
  });

  test('a request that fails leaves its neighbours alone', async () => {
    expect(await speak(open(), ['a', 'refuse', 'b'])).toEqual({ a: 'a', refuse: 'models/nothing-to-speak', b: 'b' });
  });

  test('several processes share the work', async () => {
    const client = open({ jobs: 3 });
    const pids = new Set<string>();
    const requests = Array.from({ length: 60 }, (_, n) => request(n % 2 === 0 ? 'pid' : 'sleep 30', String(n)));
    for await (const answer of client.speak(requests)) {
      if (wordOf(answer) !== 'slept') pids.add(wordOf(answer));
    }
    expect(pids.size).toBe(3);
  });

  test('a small job is not kept waiting by a large one before it', async () => {
    const client = open();
    const order: string[] = [];
    const run = async (texts: readonly string[]): Promise<void> => {
      for await (const answer of client.speak(texts.map((text) => request(text)))) order.push(answer.id);
    };
    await Promise.all([run(lines(200, 'large')), run(['small'])]);
    expect(order.indexOf('small')).toBeLessThan(40);
    expect(order).toHaveLength(201);
  });

  test('what nobody takes is not made', async () => {
    const client = open();
    const answers = client.speak(lines(500).map((text) => request(text)));
    await answers.next();
    const counted = async (): Promise<number> => Number((await speak(client, ['count']))['count']);
    while ((await counted()) < 32) await sleep(10);
    let last = 0;
    for (let ask = 0; ask < 20; ask++) last = await counted();
    // Each question counts too.
    expect(last).toBeLessThan(100);
    await answers.return(undefined);
  });

  test('the process knows not to send telemetry, and runs at lower priority', async () => {
    const client = open();
    const answers = await speak(client, [
      'environment ORT_DISABLE_TELEMETRY',
      'environment ELECTRON_RUN_AS_NODE',
      'pid',
    ]);
    expect(answers['environment ORT_DISABLE_TELEMETRY']).toBe('1');
    expect(answers['environment ELECTRON_RUN_AS_NODE']).toBe('1');
    expect(getPriority(Number(answers['pid']))).toBeGreaterThanOrEqual(constants.priority.PRIORITY_BELOW_NORMAL);
  });

  test('an engine that cannot be loaded says why', async () => {
    const client = open({ engine: 'broken' });
    const code = 'models/unknown-language';
    await expect(client.info()).rejects.toMatchObject({ code });
    await expect(speak(client, ['a'])).rejects.toMatchObject({ code });
  });

  test('two requests of one name are a bug of the caller', async () => {
    await expect(speak(open(), ['a', 'a'])).rejects.toThrow('two requests with one id');
  });

  test.each([0, 17, 1.5, Number.NaN])('%d processes are refused', (jobs) => {
    expect(() => open({ jobs })).toThrow(expect.objectContaining({ code: 'models/jobs' }) as Error);
  });
});

describe('crashes', () => {
  test('a crash that happens once costs nothing but time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tableread-'));
    const once = `crash-once ${join(folder, 'crashed')}`;
    expect(await speak(open(), [...lines(10), once, ...lines(10, 'more')])).toEqual({
      ...echoed([...lines(10), ...lines(10, 'more')]),
      [once]: 'survived',
    });
    expect(notices).toEqual(['models/engine-restarted']);
    await rm(folder, { recursive: true });
  });

  test('a request that crashes the process twice fails alone', async () => {
    const all = ['a', 'b', 'crash', 'c', 'd', 'e', 'f', 'g', 'h'];
    const answers = await speak(open(), all);
    expect(answers).toEqual({ ...echoed(all), crash: 'models/engine-crashed' });
    expect(notices).toEqual(['models/engine-restarted', 'models/engine-restarted']);
  });

  test('several culprits are all found', async () => {
    const requests = Array.from({ length: 24 }, (_, n) => request(n % 8 === 3 ? 'crash' : 'fine', String(n)));
    const failed: string[] = [];
    for await (const answer of open({ jobs: 2 }).speak(requests)) {
      if (wordOf(answer) === 'models/engine-crashed') failed.push(answer.id);
      else expect(wordOf(answer)).toBe('fine');
    }
    expect(failed.sort()).toEqual(['11', '19', '3']);
  });

  test('the reason is told', async () => {
    const answers = open().speak([request('throw-outside')]);
    const first: unknown = (await answers.next()).value;
    expect(first).toMatchObject({
      failure: {
        code: 'models/engine-crashed',
        values: { how: expect.stringContaining('RangeError: out of the blue') as string },
      },
    });
  });

  test('a process that is killed from outside is replaced', async () => {
    const client = open();
    const pid = Number((await speak(client, ['pid']))['pid']);
    const rest = speak(client, [...lines(20), 'sleep 300', ...lines(20, 'more')]);
    await sleep(50);
    process.kill(pid, 'SIGKILL');
    expect(await rest).toEqual({ ...echoed([...lines(20), ...lines(20, 'more')]), 'sleep 300': 'slept' });
    expect(Number((await speak(client, ['pid']))['pid'])).not.toBe(pid);
  });

  test(`a kill at any moment costs no request (${kills} moments)`, { timeout: 600_000 }, async () => {
    for (let kill = 0; kill < kills; kill++) {
      const client = open();
      const pid = Number((await speak(client, ['pid']))['pid']);
      const texts = [...lines(30), 'sleep 5', ...lines(30, 'more'), 'sleep 6', ...lines(30, 'last')];
      const all = speak(client, texts);
      await sleep(Math.random() * 30);
      process.kill(pid, 'SIGKILL');
      expect(await all).toEqual({ ...echoed(texts), 'sleep 5': 'slept', 'sleep 6': 'slept' });
      await client.close();
    }
  });

  test('a process that dies while nothing is asked is replaced at the next request', async () => {
    const client = open();
    const pid = Number((await speak(client, ['pid']))['pid']);
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    expect(await speak(client, ['a'])).toEqual({ a: 'a' });
  });

  test('a program that is not there: a clear error, not an endless loop', async () => {
    const client = open({ entry: `${entry}.missing` });
    await expect(speak(client, ['a'])).rejects.toMatchObject({ code: 'models/engine-start' });
    await expect(client.info()).rejects.toMatchObject({ code: 'models/engine-start' });
  });

  test('a bug in the engine fails the call and keeps its stack', async () => {
    await expect(speak(open(), ['bug'])).rejects.toMatchObject({ name: 'RangeError', message: 'a bug' });
  });

  test('a process that hangs is replaced, and the request that hangs it twice fails', async () => {
    const client = open({ hungSeconds: 0.5, healthSeconds: 0.1 });
    expect(await speak(client, ['a', 'hang', 'b'])).toEqual({ a: 'a', hang: 'models/engine-crashed', b: 'b' });
  });
});

describe('memory', () => {
  test('a process over its ceiling finishes what it has and is replaced', async () => {
    const client = open({ memory: 400e6, healthSeconds: 0.05 });
    const before = (await speak(client, ['pid']))['pid'];
    expect(await speak(client, ['grow 380', 'a'])).toEqual({ 'grow 380': 'grown', a: 'a' });
    expect(notices).toEqual(['models/engine-memory']);
    expect((await speak(client, ['pid']))['pid']).not.toBe(before);
  });

  test('one far over its ceiling is killed, and the request at fault fails', async () => {
    const client = open({ memory: 300e6, healthSeconds: 0.05 });
    expect(await speak(client, ['a', 'grow 600', 'b'])).toEqual({
      a: 'a',
      'grow 600': 'models/engine-crashed',
      b: 'b',
    });
  });
});

describe('cancelling', () => {
  test('an abort throws its reason and leaves the process as it is', async () => {
    const client = open();
    const pid = (await speak(client, ['pid']))['pid'];
    const controller = new AbortController();
    const waiting = speak(client, ['sleep 60000'], controller.signal);
    await sleep(50);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect((await speak(client, ['pid']))['pid']).toBe(pid);
    expect(notices).toEqual([]);
  });

  test.each(['deaf', 'hang'])('a process that does not stop (%s) is killed; other jobs lose nothing', async (order) => {
    const client = open();
    const pid = (await speak(client, ['pid']))['pid'];
    const controller = new AbortController();
    const waiting = speak(client, [order], controller.signal);
    const neighbour = speak(client, ['a', 'b', 'pid']);
    await sleep(50);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    const { pid: after, ...rest } = await neighbour;
    expect(rest).toEqual({ a: 'a', b: 'b' });
    if (order === 'hang') expect(after).not.toBe(pid);
    await gone(Number(pid));
  });

  test('an abort before the start starts nothing', async () => {
    const client = open({ entry: 'nowhere.mjs' });
    await expect(speak(client, ['a'], AbortSignal.abort(new Error('no')))).rejects.toThrow('no');
  });

  test('leaving the loop early withdraws the rest', async () => {
    const client = open();
    for await (const answer of client.speak([request('a'), request('sleep 60000'), request('b')])) {
      expect(answer.id).toBe('a');
      break;
    }
    expect(await speak(client, ['c'])).toEqual({ c: 'c' });
  });
});

describe('ends', () => {
  test('closing fails what is under way and ends the process', async () => {
    const client = open();
    const pid = Number((await speak(client, ['pid']))['pid']);
    const waiting = speak(client, ['sleep 60000']);
    await sleep(50);
    await Promise.all([client.close(), expect(waiting).rejects.toMatchObject({ code: 'models/engine-closed' })]);
    expect(isAlive(pid)).toBe(false);
    await expect(speak(client, ['a'])).rejects.toMatchObject({ code: 'models/engine-closed' });
  });

  test('closing while it starts leaves nothing behind', async () => {
    const client = open();
    const waiting = speak(client, ['a']);
    await Promise.all([client.close(), expect(waiting).rejects.toMatchObject({ code: 'models/engine-closed' })]);
  });

  test('an idle process ends, and comes back when it is needed', async () => {
    const client = open({ idleSeconds: 0.1, healthSeconds: 0.05 });
    const pid = Number((await speak(client, ['pid']))['pid']);
    await gone(pid);
    expect(Number((await speak(client, ['pid']))['pid'])).not.toBe(pid);
  });

  test.each(['sleep 60000', 'hang'])('a parent that is killed leaves no busy process behind (%s)', async (order) => {
    const parent = fork(fileURLToPath(new URL('clientProcess.ts', import.meta.url)), [entry, order], {
      execArgv: ['--import', 'tsx'],
    });
    const [pid] = (await once(parent, 'message')) as [number];
    await sleep(200);
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await gone(pid);
  });

  test('an open client keeps no finished program alive', async () => {
    const parent = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('clientProcess.ts', import.meta.url)), entry],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const output = parent.stdout.setEncoding('utf8').toArray() as Promise<string[]>;
    await once(parent, 'exit');
    await gone(Number((await output).join('')));
  });
});
