import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { TablereadError } from '../foundation/tablereadError.ts';
import { fileStamp } from './fileStamp.ts';

/** Hashes by path, kept from one production to the next. */
export type KnownHashes = Map<string, { readonly stamp: string; readonly hash: string }>;

/** SHA-256 of recordings by path: each is read once a production, in a stream, and not at all while it has not changed. */
export class RecordingHashes {
  readonly #asked = new Map<string, Promise<string>>();
  readonly #known: KnownHashes;

  constructor(known: KnownHashes = new Map()) {
    this.#known = known;
  }

  /** @throws TablereadError `production/recording-missing` */
  of(path: string): Promise<string> {
    let hash = this.#asked.get(path);
    if (hash === undefined) this.#asked.set(path, (hash = this.#look(path)));
    return hash;
  }

  async #look(path: string): Promise<string> {
    const stamp = await fileStamp(path);
    const known = this.#known.get(path);
    if (known?.stamp === stamp) return known.hash;
    const hash = await read(path);
    this.#known.set(path, { stamp, hash });
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
