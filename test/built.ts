import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = join(root, 'dist');

const sources = [
  'audio',
  'cli',
  'extension',
  'foundation',
  'grammar',
  'language-server',
  'models',
  'production',
  'screenplay',
  'library.ts',
  'bundle.mjs',
];

/** Builds dist/ when a source is newer, so that no test runs an old program. `npm test` has built it before. */
export async function built({ types = false } = {}): Promise<void> {
  const lock = join(root, 'test-results', 'building');
  mkdirSync(join(root, 'test-results'), { recursive: true });
  for (;;) {
    if (isFresh('cli.mjs') && (!types || isFresh('types/library.d.ts'))) return;
    try {
      mkdirSync(lock);
      break;
    } catch {
      // Another worker is building; a lock that a killed run left goes after a minute.
      if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 60_000)
        rmSync(lock, { recursive: true, force: true });
      await sleep(100);
    }
  }
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'build.mjs'), '--no-types'], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`build.mjs: ${stdout}${stderr}`);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function isFresh(name: string): boolean {
  const made = statSync(join(dist, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.every((source) => newest(join(root, source)) <= made);
}

function newest(path: string): number {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined || /[\\/](generated|node_modules)$/.test(path)) return 0;
  if (!facts.isDirectory()) return /\.(ts|mjs|peggy)$/.test(path) ? facts.mtimeMs : 0;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
