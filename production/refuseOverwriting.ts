import { dirname, resolve } from 'node:path';
import { TablereadError } from '../foundation/tablereadError.ts';
import { foldedPath } from './foldedPath.ts';
import type { Script } from './productionTypes.ts';

/**
 * Sees to it that no deliverable takes the name of a file that the script is made from: rendered into its own folder,
 * `rain.voice` would otherwise replace the `rain.wav` that it plays.
 *
 * @param files absolute paths of all that will be written
 * @throws TablereadError `production/out-over-input`
 */
export function refuseOverwriting({ path, screenplay }: Script, files: readonly string[]): void {
  const folder = dirname(path);
  const inputs = new Set([path, ...screenplay.references.map((each) => resolve(folder, each.path))].map(foldedPath));
  const file = files.find((each) => inputs.has(foldedPath(each)));
  if (file !== undefined) throw new TablereadError('production/out-over-input', { path: file });
}
