import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as PerfHooks from 'node:perf_hooks';
import { packageExtension, platforms } from '../../package.mjs';
import { eventually, type EditorWindow } from './host/editorWindow.ts';
import { heardIn, lastClick } from './host/heard.ts';
import { launch } from './host/launch.ts';
import { descendants } from './host/processes.ts';
import { installExtension } from './installExtension.ts';
import { quantile } from '../bench/quantile.ts';
import type { Bench, Row } from '../bench/row.ts';

/** What a writer waits for and feels in the real editor, with the packed extension. */
const bench: Bench = {
  name: 'Editor',
  async run(report) {
    const folder = mkdtempSync(join(tmpdir(), 'tableread-bench-'));
    try {
      const where = await installExtension(folder);
      await waits(where, report);
      await render(where, report);
      await memory(where, report);
      for (const platform of platforms) {
        const path = await packageExtension(platform, folder);
        report({ name: `vsix for ${platform}`, value: statSync(path).size / 1e6, unit: 'MB' });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export default bench;

interface Where {
  readonly vscode: string;
  readonly extensions: string;
}

async function waits(where: Where, report: (row: Row) => void): Promise<void> {
  const cold: Record<'activation' | 'lens' | 'sound', number[]> = { activation: [], lens: [], sound: [] };
  const warm: Record<'lens' | 'sound' | 'kept', number[]> = { lens: [], sound: [], kept: [] };
  for (let run = 0; run < 3; run += 1) {
    const files = { 'one.voice': scriptOf(12), 'two.voice': scriptOf(12), 'note.txt': 'No script.\n' };
    const editor = await launch({ ...where, files, open: 'note.txt' });
    const { window } = editor;
    try {
      if (run === 0) {
        // Nothing has been activated by a text file.
        const active = await window.inHost((api) => api.extensions.getExtension('tableread.tableread')?.isActive);
        if (active !== false) throw new Error('The extension is active without a script.');
      }
      cold.lens.push(await firstLens(window, 'one.voice'));
      warm.lens.push(await firstLens(window, 'two.voice'));
      cold.sound.push(await clickToSound(window, 1));
      for (const line of [3, 4, 5]) warm.sound.push(await clickToSound(window, line));
      for (const line of [3, 4, 5]) warm.kept.push(await clickToSound(window, line));
    } finally {
      await editor.close();
    }
    const second = await launch({ ...where, files, open: 'note.txt' });
    try {
      cold.activation.push(
        await second.window.inHost(async (api) => {
          const started = performance.now();
          await api.extensions.getExtension('tableread.tableread')?.activate();
          return performance.now() - started;
        }),
      );
    } finally {
      await second.close();
    }
  }
  const unit = 'ms';
  report({ name: 'activation, start of the language server included', value: quantile(cold.activation, 0.5), unit });
  report({ name: 'script opened → first code lens, activation included', value: quantile(cold.lens, 0.5), unit });
  report({ name: 'script opened → first code lens, another script', value: quantile(warm.lens, 0.5), unit });
  report({ name: 'click on Play → sound, the first (starts three processes)', value: quantile(cold.sound, 0.5), unit });
  report({
    name: 'click on Play → sound, warm, take to be made',
    value: quantile(warm.sound, 0.5),
    unit,
    goal: '<= 300',
  });
  report({ name: 'click on Play → sound, warm, take kept', value: quantile(warm.kept, 0.5), unit, goal: '<= 300' });
}

/** @returns ms from opening a script to its first lens of a line on the screen */
async function firstLens(window: EditorWindow, name: string): Promise<number> {
  const started = Date.now();
  // Told by the page itself: whoever asks it from outside learns of it up to half a second later.
  const shown = window.page.evaluate(
    (script) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (document.querySelector('.tab.active')?.getAttribute('data-resource-name') !== script) return;
          const lenses = [...document.querySelectorAll('.monaco-editor .codelens-decoration a')];
          if (!lenses.some(({ textContent }) => textContent.includes('Play'))) return;
          observer.disconnect();
          resolve(Date.now());
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    name,
  );
  await window.inHost(
    async (api, path) => {
      await api.window.showTextDocument(api.Uri.file(path));
    },
    join(window.workspace, name),
  );
  return (await shown) - started;
}

/** Clicks the lens of a line, 1 and up, and waits until its sound has ended. @returns ms from the click to the first sound */
async function clickToSound(window: EditorWindow, line: number): Promise<number> {
  const before = (await heardIn(window.page)).length;
  const lens = window.lens(/^▶\sPlay(?!\sfrom)/).nth(line - 1);
  await lens.waitFor();
  await lens.click();
  const started = await lastClick(window.page);
  const heard = await eventually('the sound ends', async () => {
    const next = (await heardIn(window.page))[before];
    return next?.ended === true ? next : undefined;
  });
  // The lens says Stop while its line plays, and Play when all is done.
  await window.lens(/^■/).first().waitFor({ state: 'detached' });
  return (heard.sounding ?? Infinity) - started;
}

/** How long the extension host is held up while a script is rendered, and while nothing is done. */
async function render(where: Where, report: (row: Row) => void): Promise<void> {
  const editor = await launch({ ...where, files: { 'long.voice': scriptOf(150) }, open: 'long.voice' });
  const { window } = editor;
  try {
    await window.lenses();
    const idle = await delays(window, () =>
      window.inHost(() => new Promise<void>((resolve) => setTimeout(resolve, 5000))),
    );
    const busy = await delays(window, async () => {
      await window.command('Tableread: Render All');
      const made = join(window.workspace, 'out', 'long.wav');
      await eventually('the render ends', () => Promise.resolve(existsSync(made) ? true : undefined), 300_000);
    });
    report({ name: 'extension host held up, nothing done, p99', value: idle.p99, unit: 'ms' });
    report({
      name: 'extension host held up during a render of 150 lines, p99',
      value: busy.p99,
      unit: 'ms',
      goal: '<= 20',
    });
    report({ name: 'extension host held up during a render of 150 lines, longest', value: busy.max, unit: 'ms' });
  } finally {
    await editor.close();
  }
}

async function delays(window: EditorWindow, work: () => Promise<void>): Promise<{ p99: number; max: number }> {
  await window.inHost((_api, _argument: undefined, require) => {
    const { monitorEventLoopDelay } = require('node:perf_hooks') as typeof PerfHooks;
    const histogram = monitorEventLoopDelay({ resolution: 1 });
    histogram.enable();
    Object.assign(globalThis, { tablereadDelays: histogram });
  });
  await work();
  return window.inHost(() => {
    const { tablereadDelays } = globalThis as unknown as {
      tablereadDelays: PerfHooks.IntervalHistogram;
    };
    tablereadDelays.disable();
    // A sample is the time from one tick to the next: the tick's own millisecond is no delay.
    const ms = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - 1);
    return { p99: ms(tablereadDelays.percentile(99)), max: ms(tablereadDelays.max) };
  });
}

/** Memory of the processes, with a script of 10,000 lines open and with a text file. */
async function memory(where: Where, report: (row: Row) => void): Promise<void> {
  const files = { 'long.voice': scriptOf(10_000), 'note.txt': 'No script.\n' };
  const editor = await launch({ ...where, files, open: 'note.txt' });
  const { window } = editor;
  try {
    const host = await window.inHost(() => process.pid);
    const before = megabytes(host);
    await firstLens(window, 'long.voice');
    report({ name: 'memory of the extension host, nothing open', value: before, unit: 'MB' });
    report({ name: 'memory of the extension host, 10,000 lines open', value: megabytes(host), unit: 'MB' });
    const servers = descendants(host).filter(({ command }) => command.includes('server.mjs'));
    report({
      name: 'memory of the language server, 10,000 lines open',
      value: sum(servers.map(({ pid }) => megabytes(pid))),
      unit: 'MB',
    });
  } finally {
    await editor.close();
  }
}

/** The process' share of memory, pages shared with others counted in parts. */
function megabytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return (Number(kilobytes) * 1024) / 1e6;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function scriptOf(lines: number): string {
  const speakers = ['MIRA', 'TOM', 'ADA'];
  const cues = Array.from({ length: lines }, (_, index) => {
    const heading = index % 50 === 0 ? `\n## Scene ${index / 50 + 1}\n\n` : '';
    return `${heading}${speakers[index % 3] ?? ''} (calm 0.${1 + (index % 8)}): Number ${index} is said here.`;
  });
  return `---\ncast:\n${speakers.map((name) => `  ${name}: { draft: en }\n`).join('')}---\n${cues.join('\n')}\n`;
}
