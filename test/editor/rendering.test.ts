import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dist } from '../built.ts';
import { eventually, type EditorWindow } from './host/editorWindow.ts';
import { heardIn } from './host/heard.ts';
import { descendants } from './host/processes.ts';
import { openEditor } from './openEditor.ts';

const front = `---
cast:
  MIRA: { draft: en }
  TOM: { draft: en-us }
render: { formats: [wav, flac] }
---
# At the bank

`;
const short = `${front}MIRA [1.3s]: Did you hear that?
TOM (sad 0.6): Did I hear what?
~ 300ms
MIRA: It's behind us now.
`;
/** Long enough that a render can be met in its midst. */
const long = scriptOf(24);
/** Long enough that it can be met by hand, on a quick machine too. */
const longer = scriptOf(120);

function scriptOf(lines: number): string {
  const cues = Array.from({ length: lines }, (_, index) => {
    const words = `This is line number ${index}, and it goes on for a while, as people do who like to hear themselves speak`;
    return `${index % 2 === 0 ? 'MIRA' : 'TOM'}: ${words} of one thing and of another.`;
  });
  return `${front}${cues.join('\n')}\n`;
}

const made = new Map<string, Map<string, Buffer>>();
const folder = mkdtempSync(join(tmpdir(), 'tableread-rendering-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('Render All', () => {
  it('makes the finished files that the command line makes, and plays them', async () => {
    // Made first: the notification does not wait for it.
    const wanted = byCommandLine(short);
    const { window } = await openEditor({ files: { 'bank.voice': short }, open: 'bank.voice' });
    await window.lenses();
    await window.command('Tableread: Render All');
    expect(await window.notification('bank.voice is rendered')).toMatch(/3 lines/);
    const finished = contentOf(join(window.workspace, 'out'));
    expect([...finished.keys()]).toEqual(
      expect.arrayContaining(['bank.wav', 'bank.flac', 'bank.srt', 'timeline.json']),
    );
    expect(differences(finished, wanted)).toEqual([]);

    await window.answer('bank.voice is rendered', 'Play');
    const { sampleRate, length } = JSON.parse(readFileSync(join(window.workspace, 'out', 'timeline.json'), 'utf8')) as {
      sampleRate: number;
      length: number;
    };
    const heard = await window.step('hear all of it', () =>
      eventually('all of it is heard', async () => {
        const sounds = await heardIn(window.page);
        return sounds.length > 0 && sounds.every(({ ended }) => ended) ? sounds : undefined;
      }),
    );
    expect(heard.map((each) => each.sampleRate)).toEqual(heard.map(() => sampleRate));
    expect(heard.reduce((sum, { frames }) => sum + frames, 0)).toBe(length);
    expect(Math.max(...heard.map(({ peak }) => peak))).toBeGreaterThan(0.1);
  });

  it('is stopped by its notification, and goes on from there', async () => {
    const { window } = await openEditor({ files: { 'bank.voice': longer }, open: 'bank.voice' });
    await window.lenses();
    await window.command('Tableread: Render All');
    await someTakes(window);
    // While it runs, a second one is not begun.
    await window.command('Tableread: Render All');
    await window.notification('is being rendered already');
    await window.answer(/Rendering bank\.voice/, 'Cancel');
    await window.notification('Rendering bank.voice was stopped');
    const kept = takesOf(window);
    expect(kept.size).toBeGreaterThan(0);
    expect(kept.size).toBeLessThan(120);
    expect(existsSync(join(window.workspace, 'out', 'bank.wav'))).toBe(false);

    await window.command('Tableread: Render All');
    await rendered(window);
    const after = takesOf(window);
    expect([...kept].filter(([name, made]) => after.get(name) !== made)).toEqual([]);
    expect(after.size).toBe(120);
    expect(existsSync(join(window.workspace, 'out', 'bank.wav'))).toBe(true);
  });

  it('goes on when its engine is killed, and says so', async () => {
    const { window } = await openEditor({ files: { 'bank.voice': long }, open: 'bank.voice' });
    await window.lenses();
    await window.command('Tableread: Render All');
    const host = await window.inHost(() => process.pid);
    // At its first take all others are still to be made. What plays may have an engine of its own: both go.
    await eventually('there is a take', () => Promise.resolve(takesOf(window).size >= 1 ? true : undefined));
    const engines = descendants(host).filter(({ command }) => command.includes('engine.mjs'));
    expect(engines.length).toBeGreaterThan(0);
    for (const { pid } of engines) process.kill(pid, 'SIGKILL');
    expect(await window.notification('The engine ended unexpectedly')).toContain('was started again');
    await rendered(window);
    expect(differences(contentOf(join(window.workspace, 'out')), byCommandLine(long))).toEqual([]);
  });

  it('loses nothing when the window goes', async () => {
    const { window } = await openEditor({ files: { 'bank.voice': long }, open: 'bank.voice' });
    await window.lenses();
    await window.command('Tableread: Render All');
    await someTakes(window);
    await window.reload();
    const kept = takesOf(window);
    expect(kept.size).toBeGreaterThan(0);
    await window.lenses();
    await window.command('Tableread: Render All');
    await rendered(window);
    const after = takesOf(window);
    expect([...kept].filter(([name, made]) => after.get(name) !== made)).toEqual([]);
    expect(differences(contentOf(join(window.workspace, 'out')), byCommandLine(long))).toEqual([]);
  });
});

/** Waits until a render has made its first takes. */
async function someTakes(window: EditorWindow): Promise<void> {
  await window.step('wait for some takes', () =>
    eventually('there are some takes', () => Promise.resolve(takesOf(window).size >= 3 ? true : undefined)),
  );
}

/** Waits until a render is at its end, however busy the machine. */
async function rendered(window: EditorWindow): Promise<void> {
  await window.step('wait for the end of the render', () =>
    window.notice('bank.voice is rendered').waitFor({ timeout: 180_000 }),
  );
}

/** Takes that are kept: file names, and when each was written. */
function takesOf(window: EditorWindow): Map<string, number> {
  const takes = join(window.workspace, '.tableread', 'takes');
  if (!existsSync(takes)) return new Map();
  const files = readdirSync(takes, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.take'),
  );
  return new Map(files.map(({ parentPath, name }) => [name, statSync(join(parentPath, name)).mtimeMs]));
}

/** What the command line makes of a script: in a folder of its own, from nothing, once. */
function byCommandLine(text: string): Map<string, Buffer> {
  const before = made.get(text);
  if (before !== undefined) return before;
  const place = mkdtempSync(join(folder, 'script-'));
  writeFileSync(join(place, 'bank.voice'), text);
  const args = [join(dist, 'cli.mjs'), 'render', join(place, 'bank.voice'), '--out', join(place, 'out')];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stderr.includes('Error') ? stderr : '', stderr).toBe('');
  expect(status).toBe(0);
  const content = contentOf(join(place, 'out'));
  made.set(text, content);
  return content;
}

function contentOf(place: string): Map<string, Buffer> {
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(place.length + 1), readFileSync(path)]),
  );
}

/** Names of files that only one has, or that differ by a byte. */
function differences(one: Map<string, Buffer>, other: Map<string, Buffer>): string[] {
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.filter((name) => {
    const [here, there] = [one.get(name), other.get(name)];
    return here === undefined || there === undefined || !here.equals(there);
  });
}
