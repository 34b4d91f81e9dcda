import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built, dist } from '../built.ts';

let folder: string;
beforeAll(async () => {
  await built();
  folder = await mkdtemp(join(tmpdir(), 'tableread-process-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const program = join(dist, 'cli.mjs');
const environment = { ...process.env, LC_ALL: 'C', NO_COLOR: '1' };
const posix = process.platform !== 'win32';

function tableread(
  args: readonly string[],
  options: { input?: string | Buffer; cwd?: string } = {},
): SpawnSyncReturns<Buffer> {
  return spawnSync(process.execPath, [program, ...args], { env: environment, maxBuffer: 2 ** 28, ...options });
}

function script(name: string, lines: number): string {
  const path = join(folder, name);
  const text = Array.from(
    { length: lines },
    (_, index) => `: This is line number ${index + 1} of quite a long script.`,
  );
  writeFileSync(path, `${text.join('\n')}\n`);
  return path;
}

describe('the program', () => {
  it('has a line that lets a shell run it', () => {
    expect(readFileSync(program, 'utf8').split('\n', 1)[0]).toBe('#!/usr/bin/env node');
  });

  it('reads standard input and writes to a pipe', () => {
    const { status, stdout, stderr } = tableread(['check', '--format', 'json', '-'], { input: 'x y\n' });
    expect(stderr.toString()).toBe('');
    expect(JSON.parse(stdout.toString())).toHaveLength(1);
    expect(status).toBe(1);
  });

  it('speaks into a pipe: a whole WAV and nothing else', () => {
    const { status, stdout } = tableread(['speak', 'MIRA [1.5s]: Hello.', '--out', '-']);
    expect(status).toBe(0);
    expect(stdout.subarray(0, 4).toString()).toBe('RIFF');
    expect(stdout.readUInt32LE(4) + 8).toBe(stdout.length);
    const data = stdout.indexOf('data');
    // 24 bits, one channel, 48 kHz.
    expect(stdout.readUInt32LE(data + 4)).toBe(1.5 * 48_000 * 3);
  });

  it('leaves no temporary folder behind, even one that was killed, from the next start on', async () => {
    const temporary = join(folder, 'killed');
    mkdirSync(temporary);
    const env = { ...environment, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    const said = ['speak', 'Hello. '.repeat(2000), '--out', join(folder, 'killed.wav')];
    const child = spawn(process.execPath, [program, ...said], { env, stdio: 'ignore' });
    const ours = () => readdirSync(temporary).filter((name) => name.startsWith('tableread-'));
    while (child.exitCode === null && ours().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(ours()).toHaveLength(1);
    const next = spawnSync(process.execPath, [program, 'speak', 'Hello.', '--out', join(folder, 'next.wav')], { env });
    expect(next.status, next.stderr.toString()).toBe(0);
    expect(ours()).toEqual([]);
  });

  it('speaks the same bytes twice', () => {
    const speak = (): Buffer => tableread(['speak', 'Good evening.', '--out', '-']).stdout;
    expect(speak().equals(speak())).toBe(true);
  });

  it.skipIf(!posix)('is quiet when nobody reads on', () => {
    const { stderr, stdout } = spawnSync('/bin/sh', ['-c', `"${process.execPath}" "${program}" voices | head -n 1`], {
      encoding: 'utf8',
      env: environment,
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^voice +language +name\n$/);
  });

  it('goes on rendering when nobody reads on', async () => {
    const out = join(folder, 'unread');
    const child = spawn(process.execPath, [program, 'render', script('unread.voice', 3), '--out', out], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    child.stderr.destroy();
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    expect(existsSync(join(out, 'unread.wav'))).toBe(true);
  });
});

describe.skipIf(!posix)('Ctrl-C', () => {
  it('ends a render in an orderly way, keeps finished takes, and the next render goes on from there', async () => {
    const path = script('cancel.voice', 100);
    const out = join(folder, 'cancel');
    const takes = join(folder, '.tableread', 'takes');
    const child = spawn(process.execPath, [program, 'render', path, '--out', out], {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    while (child.exitCode === null && (!existsSync(takes) || readdirSync(takes).length < 5))
      await new Promise((resolve) => setTimeout(resolve, 20));
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill('SIGINT');
    const [code] = await ended;
    expect(code).toBe(130);
    expect(said).toMatch(/Cancelling[\s\S]*Cancelled\. Finished takes are kept/);
    expect(said).not.toMatch(/^\s+at /m);
    expect(existsSync(join(out, 'cancel.wav'))).toBe(false);
    const kept = readdirSync(takes);
    expect(kept.filter((name) => !name.endsWith('.take'))).toEqual([]);

    const again = tableread(['render', path, '--out', out]);
    expect(again.status).toBe(0);
    const reused = /100 cues, (\d+) made, (\d+) already there/.exec(again.stdout.toString());
    expect(Number(reused?.[1]) + Number(reused?.[2])).toBe(100);
    expect(Number(reused?.[2])).toBeGreaterThanOrEqual(kept.length);
  });

  it('twice ends at once', async () => {
    mkdirSync(join(folder, 'twice'));
    const path = script(join('twice', 'twice.voice'), 400);
    const child = spawn(process.execPath, [program, 'render', path, '--out', join(folder, 'twice', 'out')], {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    while (child.exitCode === null && !existsSync(join(folder, 'twice', '.tableread')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill('SIGINT');
    const [code] = await ended;
    expect(code).toBe(130);
    expect(said).not.toMatch(/^\s+at /m);
  });
});

describe('nothing leaves the machine and nothing lies about', () => {
  it('opens no connection and asks no name server', () => {
    // Loaded into every process that Tableread starts: whatever touches the network ends the process loudly.
    const guard = join(folder, 'guard.cjs');
    writeFileSync(
      guard,
      `const refuse = (what) => () => { require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'network'))}, what + '\\n'); process.exit(99); };
const net = require('node:net'); const dns = require('node:dns'); const dgram = require('node:dgram');
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) { refuse('connect ' + JSON.stringify(args[0]))(); return connect.apply(this, args); };
net.Server.prototype.listen = refuse('listen');
dns.lookup = refuse('lookup'); dns.resolve = refuse('resolve');
dgram.createSocket = refuse('datagram');
globalThis.fetch = refuse('fetch');
`,
    );
    const run = (args: readonly string[]): SpawnSyncReturns<string> =>
      spawnSync(process.execPath, [program, ...args], {
        encoding: 'utf8',
        env: { ...environment, NODE_OPTIONS: `--require ${JSON.stringify(guard)}` },
      });
    for (const args of [
      ['check', script('offline.voice', 2)],
      ['render', script('offline.voice', 2), '--format', 'wav,mp3,flac', '--out', join(folder, 'offline')],
      ['speak', 'Hello.', '--out', join(folder, 'offline.wav')],
      ['voices'],
    ]) {
      expect(run(args)).toMatchObject({ status: 0, stderr: expect.not.stringContaining('network') as string });
    }
    expect(existsSync(join(folder, 'network'))).toBe(false);
    // The guard itself works.
    const caught = spawnSync(process.execPath, ['--require', guard, '-e', "require('node:net').connect(9)"]);
    expect(caught.status).toBe(99);
  });

  const canTrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;
  if (!canTrace) console.warn('SKIPPED: what the operating system sees of connections needs strace.');

  it.skipIf(!canTrace)('makes no socket of the internet, as the operating system sees it', () => {
    const log = join(folder, 'strace');
    const { status } = spawnSync(
      'strace',
      ['-f', '-qq', '-e', 'trace=socket,connect,sendto,bind', '-o', log, process.execPath, program].concat([
        'render',
        script('traced.voice', 1),
        '--out',
        join(folder, 'traced'),
      ]),
      { env: environment },
    );
    expect(status).toBe(0);
    const seen = readFileSync(log, 'utf8');
    expect(seen).not.toMatch(/AF_INET6?|AF_PACKET/);
  });

  it('writes beside the script and into the output folder, and nowhere else', () => {
    const home = join(folder, 'home');
    const work = join(folder, 'work');
    const temporary = join(folder, 'temporary');
    for (const path of [home, work, temporary]) mkdirSync(path);
    copyFileSync(script('tidy.voice', 2), join(work, 'tidy.voice'));
    const run = (args: readonly string[]): number | null =>
      spawnSync(process.execPath, [program, ...args], {
        cwd: work,
        env: {
          ...environment,
          HOME: home,
          USERPROFILE: home,
          APPDATA: home,
          LOCALAPPDATA: home,
          XDG_CACHE_HOME: home,
          XDG_CONFIG_HOME: home,
          TMPDIR: temporary,
          TEMP: temporary,
          TMP: temporary,
        },
      }).status;
    expect(run(['check', 'tidy.voice'])).toBe(0);
    expect(readdirSync(work)).toEqual(['tidy.voice']);
    expect(run(['render', 'tidy.voice', '--dry-run'])).toBe(0);
    expect(readdirSync(work)).toEqual(['tidy.voice']);
    expect(run(['render', 'tidy.voice'])).toBe(0);
    expect(readdirSync(work).sort()).toEqual(['.tableread', 'out', 'tidy.voice']);
    expect(run(['speak', 'Hello.'])).toBe(0);
    expect(readdirSync(work).sort()).toEqual(['.tableread', 'out', 'speech.wav', 'tidy.voice']);
    expect(readdirSync(home)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
