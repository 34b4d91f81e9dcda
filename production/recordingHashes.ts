import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { TablereadError } from '../foundation/tablereadError.ts';

/** SHA-256 of recordings by path: each is read once a production, in a stream. */
export class RecordingHashes {
  readonly #known = new Map<string, Promise<string>>();

  /** @throws TablereadError `production/recording-missing` */
  of(path: string): Promise<string> {
    let hash = this.#known.get(path);
    if (hash === undefined) this.#known.set(path, (hash = read(path)));
    return hash;
  }
}

async function read(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    throw new TablereadError('production/recording-missing', { path }, { cause: error });
  }
  return hash.digest('hex');
}
