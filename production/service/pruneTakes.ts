import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { CallContext } from '../../foundation/processCalls.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { openScript, type OpenScript } from '../openScript.ts';
import type { ProductionService } from '../productionService.ts';
import { prune } from '../prune.ts';
import type { Studio } from './studio.ts';

/**
 * `ProductionService.prune`. A script with errors may use takes that cannot be told: then only `everything` can go.
 *
 * @throws TablereadError `production/prune-script-errors`, `production/prune-while-rendering`, `production/locked-take…`
 */
export async function pruneTakes(
  studio: Studio,
  { script: source, everything }: Parameters<ProductionService['prune']>[0],
  { signal }: CallContext,
): Promise<{ files: number; bytes: number }> {
  const folder = dirname(source.path);
  const busy = [...studio.rendering].find((path) => dirname(path) === folder);
  if (busy !== undefined) throw new TablereadError('production/already-rendering', { script: basename(busy) });
  const scripts: OpenScript[] = [];
  const names = new Set([basename(source.path), ...(await readdir(folder))]);
  for (const name of names) {
    if (!name.toLowerCase().endsWith('.voice')) continue;
    const path = join(folder, name);
    const script = await openScript(path, path === source.path ? source.text : await readFile(path, 'utf8'));
    const hasErrors = script.screenplay.problems.some(({ severity }) => severity === 'error');
    if (hasErrors && !everything) throw new TablereadError('production/prune-script-errors', { script: name });
    scripts.push(script);
  }
  const store = join(folder, '.tableread');
  const { removed, bytes } = await prune({ store, scripts, everything, signal }, studio.play.engine);
  return { files: removed, bytes };
}
