import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, dist } from '../built.ts';
import { draftLines } from './draftLines.ts';
import type { Bench, Row } from './row.ts';

const cli = join(dist, 'cli.mjs');
const speakers = ['en+f3', 'en-us+m3', 'en-gb', 'en-gb+belinda'];

const openings =
  'Well Listen Tomorrow Mother Quietly Honestly Yesterday Look Perhaps Sometimes Captain Doctor Again Alone Upstairs Darling Wait Sunday Almost Today'.split(
    ' ',
  );
const ends =
  'now, then, please, again, tonight, sir, at last, for once, you see, my friend, somehow, anyway, of course'.split(
    ', ',
  );

/** A script of so many lines of dialogue, about 3 s each, every one different; every third is timed. */
function scriptOf(lines: number, edited?: number): string {
  const cast = speakers.map((draft, index) => `  S${index}: { draft: ${draft} }`);
  const sentences = (draftLines['en'] ?? []).filter((sentence) => sentence.length < 45);
  const cues = Array.from({ length: lines }, (_, index) => {
    const round = Math.floor(index / sentences.length);
    const sentence = (sentences[index % sentences.length] ?? '').replace(/[.!?]$/, '');
    const opening = index === edited ? 'Elsewhere' : (openings[round % openings.length] ?? '');
    const end = ends[Math.floor(round / openings.length) % ends.length] ?? '';
    const again = 'once more, '.repeat(Math.floor(round / openings.length / ends.length));
    const scene = index % 50 === 0 ? `## Scene ${index / 50 + 1}\n` : '';
    const when = index % 3 === 0 ? ` [${(2 + (index % 20) / 10).toFixed(1)}s]` : '';
    return `${scene}S${index % speakers.length}${when}: ${opening}, ${again}${sentence}, ${end}.`;
  });
  return ['---', `title: Bench ${lines}`, 'cast:', ...cast, '---', '# One', ...cues, ''].join('\n');
}

/** What a process took: all that is told of it is 0 where the system does not tell. */
interface Usage {
  /** CPU seconds, all threads. */
  cpu: number;
  /** Most resident memory, bytes. */
  peak: number;
}

type Role = 'command' | 'engine process' | 'voice';

interface Measured {
  readonly seconds: number;
  /** Of the finished audio, seconds. */
  readonly audio: number;
  readonly usage: Readonly<Record<Role, Usage>>;
  /** Most resident memory of all processes together at one time, bytes. */
  readonly peak: number;
  readonly made: number;
  readonly reused: number;
}

async function render(folder: string, formats: string): Promise<Measured> {
  const out = join(folder, 'out');
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [cli, 'render', join(folder, 'bench.voice'), '--out', out, '--format', formats],
    {
      env: { ...process.env, LANG: 'en_US.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  const watch = new ProcessWatch(child.pid ?? 0);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  watch.end();
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`tableread render ends with ${code}:\n${output}`);
  const timeline = JSON.parse(await readFile(join(out, 'timeline.json'), 'utf8')) as {
    length: number;
    sampleRate: number;
  };
  const found = /(\d+) made\b.*?(\d+) already/.exec(output);
  if (found === null) throw new Error(`the summary of tableread render has changed:\n${output}`);
  return {
    seconds,
    audio: timeline.length / timeline.sampleRate,
    usage: watch.usage,
    peak: watch.peak,
    made: Number(found[1]),
    reused: Number(found[2]),
  };
}

/** Looks at a command and the processes below it five times a second. Linux tells. */
class ProcessWatch {
  readonly usage: Record<Role, Usage> = {
    command: { cpu: 0, peak: 0 },
    'engine process': { cpu: 0, peak: 0 },
    voice: { cpu: 0, peak: 0 },
  };
  peak = 0;
  readonly #timer: NodeJS.Timeout;
  /** CPU seconds by process: an engine may be started again. */
  readonly #cpu = new Map<number, { readonly role: Role; seconds: number }>();

  constructor(pid: number) {
    this.#timer = setInterval(() => {
      void this.#look(pid, 'command').then((bytes) => (this.peak = Math.max(this.peak, bytes)));
    }, 200);
  }

  end(): void {
    clearInterval(this.#timer);
    for (const { role, seconds } of this.#cpu.values()) this.usage[role].cpu += seconds;
  }

  async #look(pid: number, role: Role): Promise<number> {
    const read = (path: string): Promise<string> => readFile(`/proc/${pid}/${path}`, 'utf8').catch(() => '');
    const [status, stat, children] = [await read('status'), await read('stat'), await read(`task/${pid}/children`)];
    const bytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
    // Fields 14 and 15 of proc(5), user and system time in hundredths of a second; the name before may hold spaces.
    const [user = 0, system = 0] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    if (stat !== '') this.#cpu.set(pid, { role, seconds: (user + system) / 100 });
    const usage = this.usage[role];
    usage.peak = Math.max(usage.peak, bytes);
    const below = children.trim().split(' ').filter(Boolean).map(Number);
    const next = role === 'command' ? 'engine process' : 'voice';
    const sums = await Promise.all(below.map((child) => this.#look(child, next)));
    return sums.reduce((sum, each) => sum + each, bytes);
  }
}

async function withFolder(lines: number, measure: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tableread-bench-'));
  try {
    await writeFile(join(folder, 'bench.voice'), scriptOf(lines));
    await measure(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const bench: Bench = {
  name: 'production: draft voice, whole command, 48 kHz stereo 24 bits, a file a cue',
  async run(report: (row: Row) => void): Promise<void> {
    await built();
    const [load = 0] = loadavg();
    report({ name: 'before: processes that wanted to run (load)', value: load, unit: '' });

    const reportSpeed = (what: string, measured: Measured, goal?: number): void => {
      const { audio, seconds, usage } = measured;
      const total = Object.values(usage).reduce((sum, { cpu }) => sum + cpu, 0);
      report({
        name: what,
        value: audio / seconds,
        unit: '× real time',
        ...(goal === undefined ? {} : { goal: `>= ${goal}` }),
      });
      report({ name: `${what}: clock`, value: seconds, unit: 's' });
      // What other programs take makes the clock slower, not this: on two idle cores it is at best twice as fast.
      if (total > 0) report({ name: `${what}: audio per CPU second`, value: audio / total, unit: '× real time' });
      for (const [role, { cpu }] of Object.entries(usage)) {
        if (cpu > 0) report({ name: `${what}: CPU of the ${role}`, value: cpu, unit: 's' });
      }
    };

    await withFolder(1000, async (folder) => {
      const first = await render(folder, 'wav');
      report({ name: '1,000 lines: length of the audio', value: first.audio / 60, unit: 'min' });
      reportSpeed('1,000 lines, empty store, WAV', first, 80);
      const again = await render(folder, 'wav');
      report({ name: '1,000 lines, all cached: takes made', value: again.made, unit: 'takes', goal: '0' });
      reportSpeed('1,000 lines, all cached, WAV', again);
      await writeFile(join(folder, 'bench.voice'), scriptOf(1000, 500));
      const edited = await render(folder, 'wav');
      report({ name: '1,000 lines, one edited: takes made', value: edited.made, unit: 'takes', goal: '1' });
      report({ name: '1,000 lines, one edited: takes reused', value: edited.reused, unit: 'takes', goal: '999' });
      reportSpeed('1,000 lines, one edited (the mix, but for one take), WAV', edited);
    });
    await withFolder(1000, async (folder) => {
      reportSpeed('1,000 lines, empty store, WAV+MP3+FLAC', await render(folder, 'wav,mp3,flac'), 40);
    });
    await withFolder(5000, async (folder) => {
      const long = await render(folder, 'wav');
      report({ name: '5,000 lines: length of the audio', value: long.audio / 3600, unit: 'h' });
      reportSpeed('5,000 lines, empty store, WAV', long);
      if (long.peak > 0) {
        report({ name: '5,000 lines: peak memory, all processes', value: long.peak / 1e6, unit: 'MB', goal: '< 600' });
      }
      for (const [role, { peak }] of Object.entries(long.usage)) {
        if (peak > 0) report({ name: `5,000 lines: peak memory of the ${role}`, value: peak / 1e6, unit: 'MB' });
      }
      const { size } = await stat(join(folder, 'out', 'bench.wav'));
      report({ name: '5,000 lines: size of the WAV', value: size / 1e9, unit: 'GB' });
    });
  },
};

export default bench;
