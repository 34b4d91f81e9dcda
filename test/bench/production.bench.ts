import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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
    const scene = index % 50 === 0 ? `## Scene ${index / 50 + 1}\n` : '';
    const when = index % 3 === 0 ? ` [${(2 + (index % 20) / 10).toFixed(1)}s]` : '';
    return `${scene}S${index % speakers.length}${when}: ${opening}, ${sentence}, ${end}.`;
  });
  return ['---', `title: Bench ${lines}`, 'cast:', ...cast, '---', '# One', ...cues, ''].join('\n');
}

interface Measured {
  readonly seconds: number;
  /** Of the finished audio. */
  readonly audio: number;
  /** Of the command and its engine processes together, bytes; undefined where the system does not tell. */
  readonly peak: number | undefined;
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
  let peak = 0;
  const watch = setInterval(() => {
    void memoryOf(child.pid ?? 0).then((bytes) => (peak = Math.max(peak, bytes)));
  }, 200);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`tableread render ends with ${code}:\n${output}`);
  const timeline = JSON.parse(await readFile(join(out, 'timeline.json'), 'utf8')) as {
    length: number;
    sampleRate: number;
  };
  const [, made = '0', reused = '0'] = /(\d+) made, (\d+) already/.exec(output) ?? [];
  return {
    seconds,
    audio: timeline.length / timeline.sampleRate,
    peak: peak === 0 ? undefined : peak,
    made: Number(made),
    reused: Number(reused),
  };
}

/** Resident memory of a process and all below it; Linux tells. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const below = await Promise.all(children.trim().split(' ').filter(Boolean).map(Number).map(memoryOf));
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024 + below.reduce((sum, bytes) => sum + bytes, 0);
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
    const speed = ({ audio, seconds }: Measured): number => audio / seconds;

    await withFolder(1000, async (folder) => {
      const first = await render(folder, 'wav');
      report({ name: '1,000 lines: length of the audio', value: first.audio / 60, unit: 'min' });
      report({ name: '1,000 lines, empty store, WAV', value: speed(first), unit: '× real time', goal: '>= 80' });
      const again = await render(folder, 'wav');
      report({ name: '1,000 lines, all cached, WAV', value: again.seconds, unit: 's' });
      report({ name: '1,000 lines, all cached, WAV', value: speed(again), unit: '× real time' });
      await writeFile(join(folder, 'bench.voice'), scriptOf(1000, 500));
      const edited = await render(folder, 'wav');
      report({ name: '1,000 lines, one edited: takes made', value: edited.made, unit: 'takes', goal: '1' });
      report({ name: '1,000 lines, one edited: takes reused', value: edited.reused, unit: 'takes', goal: '999' });
      report({ name: '1,000 lines, one edited: all of it, nearly all mixing', value: edited.seconds, unit: 's' });
    });
    await withFolder(1000, async (folder) => {
      const all = await render(folder, 'wav,mp3,flac');
      report({ name: '1,000 lines, empty store, WAV+MP3+FLAC', value: speed(all), unit: '× real time', goal: '>= 40' });
    });
    await withFolder(5000, async (folder) => {
      const long = await render(folder, 'wav');
      report({ name: '5,000 lines: length of the audio', value: long.audio / 3600, unit: 'h' });
      report({ name: '5,000 lines, empty store, WAV', value: speed(long), unit: '× real time' });
      if (long.peak !== undefined) {
        report({ name: '5,000 lines: peak memory, all processes', value: long.peak / 1e6, unit: 'MB', goal: '< 600' });
      }
      const { size } = await stat(join(folder, 'out', 'bench.wav'));
      report({ name: '5,000 lines: size of the WAV', value: size / 1e9, unit: 'GB' });
    });
  },
};

export default bench;
