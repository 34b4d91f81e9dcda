import { createHash } from 'node:crypto';
import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../foundation/atomicFile.ts';
import { fileError } from './fileError.ts';

/** In the folder of the take store. */
export const peaksFolder = 'peaks';

/**
 * Keeps the peaks of a finished whole, so that a player shows an hour of it at once. Those of what was rendered to the same
 * place before go.
 *
 * @param store folder of the take store
 * @param whole path of the sound without its ending
 * @param identity of the production
 */
export async function keepPeaks(store: string, whole: string, identity: string, peaks: Uint8Array): Promise<void> {
  const folder = join(store, peaksFolder);
  const place = `${createHash('sha256').update(whole).digest('hex').slice(0, 16)}-`;
  const name = `${place}${identity}.peaks`;
  const path = join(folder, name);
  try {
    await writeFileAtomically(path, peaks, { flush: false });
  } catch (error) {
    throw fileError(error, path);
  }
  for (const other of await readdir(folder)) {
    if (other.startsWith(place) && other !== name) await unlink(join(folder, other)).catch(() => undefined);
  }
}

/** The peaks of a production that were kept, wherever it was rendered to; undefined: none were. */
export async function keptPeaks(store: string, identity: string): Promise<Uint8Array | undefined> {
  const folder = join(store, peaksFolder);
  const names = await readdir(folder).catch(() => []);
  const name = names.find((each) => each.endsWith(`-${identity}.peaks`));
  return name === undefined ? undefined : readFile(join(folder, name)).catch(() => undefined);
}
