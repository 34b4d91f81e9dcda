import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { built, dist } from '../built.ts';
import { runs } from '../runs.ts';
import { filesIn, temporaryFolder } from './rendered.ts';

const cli = join(dist, 'cli.mjs');

const words = 'the night train leaves at forty past eleven and nobody believes that it will ever come back'.split(' ');
const script = [
  '---',
  'title: Kill me',
  'cast:',
  '  MIRA: { draft: en+f3, pan: -0.3 }',
  '  JOE: { draft: en, pan: 0.3 }',
  '---',
  '# One',
  ...Array.from({ length: 24 }, (_, index) => {
    const text = Array.from({ length: 4 + (index % 5) }, (__, n) => words[(index * 3 + n * 5) % words.length]).join(
      ' ',
    );
    return `${index === 12 ? '# Two\n' : ''}${index % 2 === 0 ? 'MIRA' : 'JOE'}${index % 3 === 0 ? ' [1.7s]' : ''}: ${text}, ${index}.`;
  }),
  '',
].join('\n');

interface Ended {
  /** Null: killed. */
  readonly code: number | null;
  readonly output: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

function render(folder: string): Running {
  const args = ['render', join(folder, 'kill.voice'), '--out', join(folder, 'out')];
  const all = ['--format', 'wav,mp3,flac', '--deliver', 'whole,chapters,stems,cues'];
  const child = spawn(process.execPath, [cli, ...args, ...all], { env: { ...process.env, LANG: 'en_US.UTF-8' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, output })));
  return { child, ended };
}

async function freshFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'kill.voice'), script);
  return folder;
}

/** Processes that a process started, and those that they started; Linux tells. */
async function descendants(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = text.trim().split(' ').filter(Boolean).map(Number);
  return [...children, ...(await Promise.all(children.map(descendants))).flat()];
}

function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It had ended by itself.
  }
}

async function temporaries(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.includes('tableread-tmp'));
}

describe.skipIf(process.env['TABLEREAD_QUICK'] === '1')('kill -9', () => {
  let undisturbed: Map<string, string>;
  let milliseconds = 0;

  beforeAll(async () => {
    await built();
    const folder = await freshFolder();
    const started = performance.now();
    const { code, output } = await render(folder).ended;
    milliseconds = performance.now() - started;
    expect(code, output).toBe(0);
    undisturbed = await filesIn(join(folder, 'out'));
    expect(undisturbed.size).toBeGreaterThan(24 + 2 * 3 + 2 + 3);
  });

  it('of the command line: the next render completes, with every finished take', async () => {
    for (let round = 0; round < runs(3, 100); round++) {
      const folder = await freshFolder();
      const first = render(folder);
      await sleep(Math.random() * milliseconds);
      kill(first.child.pid);
      await first.ended;
      const takes = await readdir(join(folder, '.tableread', 'takes')).catch(() => []);
      const finished = takes.filter((name) => name.endsWith('.take')).length;
      const { code, output } = await render(folder).ended;
      expect(code, output).toBe(0);
      expect(output).toMatch(new RegExp(`\\b${24 - finished} made\\b.*\\b${finished} already there`));
      expect(await filesIn(join(folder, 'out'))).toEqual(undisturbed);
      expect(await temporaries(folder)).toEqual([]);
    }
  });

  it.skipIf(!existsSync('/proc/self/task'))('of the engine: the same render completes', async () => {
    let hits = 0;
    for (let round = 0; round < runs(3, 100); round++) {
      const folder = await freshFolder();
      const { child, ended } = render(folder);
      await sleep(Math.random() * milliseconds * 0.6);
      const processes = await descendants(child.pid ?? 0);
      if (processes.length > 0) {
        kill(processes[Math.floor(Math.random() * processes.length)]);
        hits++;
      }
      const { code, output } = await ended;
      expect(code, output).toBe(0);
      expect(await filesIn(join(folder, 'out'))).toEqual(undisturbed);
      expect(await temporaries(folder)).toEqual([]);
    }
    console.log(`${hits} engine processes were killed`);
    expect(hits).toBeGreaterThan(0);
  });
});
