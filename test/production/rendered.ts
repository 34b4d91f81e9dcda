import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterAll } from 'vitest';
import { produce } from '../../production/produce.ts';
import type {
  EngineSource,
  Production,
  ProductionOptions,
  ProductionProgress,
  Script,
} from '../../production/productionTypes.ts';
import { ToneEngine } from './toneEngine.ts';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** An empty folder that is removed after the tests of the file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tableread-production-'));
  folders.push(folder);
  return folder;
}

export interface Rendered {
  readonly production: Production;
  readonly events: readonly ProductionProgress[];
}

/** Renders to the end and keeps what was told. */
export async function rendered(
  script: Script,
  options: Partial<ProductionOptions> & { out: string },
  engine: EngineSource | ToneEngine = new ToneEngine(),
): Promise<Rendered> {
  const events: ProductionProgress[] = [];
  const source = engine instanceof ToneEngine ? () => engine : engine;
  const running = produce(script, options, source);
  for (;;) {
    const step = await running.next();
    if (step.done === true) return { production: step.value, events };
    events.push(step.value);
  }
}

/** All files of a folder by their path in it, written with `/`, with the SHA-256 of their content. */
export async function filesIn(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(
      relative(folder, path).split(sep).join('/'),
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    );
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
