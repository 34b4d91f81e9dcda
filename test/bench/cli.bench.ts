import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, dist, root } from '../built.ts';
import { quantile } from './quantile.ts';
import type { Bench } from './row.ts';

/** What waits in front of whoever types a command: start-up, checking, the demo. */
const bench: Bench = {
  name: 'Command line',
  async run(report) {
    await built();
    const folder = mkdtempSync(join(tmpdir(), 'tableread-bench-'));
    try {
      report({
        name: 'start (--version)',
        value:
          quantile(
            Array.from({ length: 9 }, () => seconds(['--version'])),
            0.5,
          ) * 1000,
        unit: 'ms',
        goal: '< 250',
      });
      for (const lines of [1000, 10_000]) {
        const path = join(folder, `${lines}.voice`);
        writeFileSync(path, scriptOf(lines));
        const value =
          quantile(
            Array.from({ length: 5 }, () => seconds(['check', path])),
            0.5,
          ) * 1000;
        report({ name: `check of ${lines} lines, start included`, value, unit: 'ms' });
      }
      cpSync(join(root, 'samples'), join(folder, 'samples'), { recursive: true });
      rmSync(join(folder, 'samples', '.tableread'), { recursive: true, force: true });
      const render = ['render', join(folder, 'samples', 'two-hander.voice'), '--out', join(folder, 'out')];
      const first = seconds(render);
      const timeline = JSON.parse(readFileSync(join(folder, 'out', 'timeline.json'), 'utf8')) as {
        sampleRate: number;
        length?: number;
      };
      // 24 bits, two channels.
      const sound = statSync(join(folder, 'out', 'two-hander.wav')).size / (timeline.sampleRate * 6);
      report({ name: 'demo (WAV and MP3), empty store', value: first, unit: 's' });
      report({ name: 'demo, empty store, times real time', value: sound / first, unit: '×' });
      report({
        name: 'demo, everything kept',
        value: quantile(
          Array.from({ length: 3 }, () => seconds(render)),
          0.5,
        ),
        unit: 's',
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export default bench;

function seconds(args: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [join(dist, 'cli.mjs'), ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tableread ${args.join(' ')}: ${stderr}`);
  return (performance.now() - started) / 1000;
}

function scriptOf(lines: number): string {
  const speakers = ['MIRA', 'TOM', 'ADA', 'NARRATOR'];
  const cast = speakers.map((name) => `  ${name}: { draft: en }\n`).join('');
  const cues = Array.from(
    { length: lines },
    (_, index) =>
      `${speakers[index % 4] ?? ''} (sad 0.${index % 7}) : This is line ${index}, {beat} and it says *something* of its own.`,
  );
  return `---\ncast:\n${cast}---\n${cues.join('\n')}\n`;
}
