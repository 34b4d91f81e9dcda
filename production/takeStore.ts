import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { removeStaleTemporaries, writeFileAtomically } from '../foundation/atomicFile.ts';
import { makeFolder } from '../foundation/makeFolder.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import { fileError } from './fileError.ts';
import { decodeSoundRecord, encodeSoundRecord, samplesOf, type SoundRecord } from './soundRecord.ts';

/** What is kept of a take beside its samples. */
export interface TakeHeader {
  readonly sampleRate: number;
  readonly words: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  readonly marks: readonly { readonly name: string; readonly seconds: number }[];
  readonly naturalSeconds: number;
  readonly tokens?: number;
}

/** What is kept of a take that was fitted to its place: words and marks in samples at the rate of the output. */
export interface FittedHeader {
  readonly sampleRate: number;
  readonly words: readonly { readonly text: string; readonly start: number; readonly length: number }[];
  readonly marks: readonly { readonly name: string; readonly start: number }[];
  readonly naturalSeconds: number;
  /** SHA-256 of the record of the take it was made from. */
  readonly take: string;
}

/** A record, or why there is none. */
export type Kept<Header> = SoundRecord<Header> | 'missing' | 'corrupt';

/**
 * Finished takes, beside the script: `takes/` as the engine made them, `fitted/` at the length and rate of the output.
 * Records are found by a digest of everything that made them and check themselves, so they are never changed: two
 * renders that write the same one at once write the same bytes, each under a temporary name of its own.
 */
export class TakeStore {
  readonly folder: string;

  /** A store to read from; `open` makes one to write into. */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** Opens the store in a folder, makes it when it is missing and removes what a killed render left half-written. */
  static async open(folder: string): Promise<TakeStore> {
    const folders = [join(folder, 'takes'), join(folder, 'fitted')];
    try {
      for (const each of folders) await makeFolder(each);
      const ignore = join(folder, '.gitignore');
      if ((await stat(ignore).catch(() => undefined)) === undefined) await writeFileAtomically(ignore, '*\n');
    } catch (error) {
      throw fileError(error, folder);
    }
    for (const each of [folder, ...folders]) await removeStaleTemporaries(each);
    return new TakeStore(folder);
  }

  readTake(key: string): Promise<Kept<TakeHeader>> {
    return read(this.takePath(key));
  }

  /** Keeps a take; gives the SHA-256 of its record. */
  async writeTake(key: string, header: TakeHeader, samples: Float32Array): Promise<string> {
    return write(this.takePath(key), header, samples);
  }

  readFitted(key: string): Promise<Kept<FittedHeader>> {
    return read(this.fittedPath(key));
  }

  /**
   * The samples of a fitted take that this run has read or written before: its checksum is not looked at again.
   *
   * @throws TablereadError `production/take-lost`
   */
  async fittedSamples(key: string): Promise<Float32Array> {
    try {
      return samplesOf(await readFile(this.fittedPath(key)));
    } catch (error) {
      throw new TablereadError('production/take-lost', { folder: this.folder }, { cause: error });
    }
  }

  async writeFitted(key: string, header: FittedHeader, samples: Float32Array): Promise<void> {
    await write(this.fittedPath(key), header, samples);
  }

  takePath(key: string): string {
    return join(this.folder, 'takes', `${key}.take`);
  }

  fittedPath(key: string): string {
    return join(this.folder, 'fitted', `${key}.fitted`);
  }
}

async function read<Header>(path: string): Promise<Kept<Header>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
    return 'corrupt';
  }
  return decodeSoundRecord<Header>(bytes) ?? 'corrupt';
}

async function write(path: string, header: unknown, samples: Float32Array): Promise<string> {
  const { record, sha256 } = encodeSoundRecord(header, samples);
  try {
    await writeFileAtomically(path, record, { flush: false });
  } catch (error) {
    throw fileError(error, path);
  }
  return sha256;
}
