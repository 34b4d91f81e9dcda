import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { TablereadError } from '../foundation/tablereadError.ts';
import { writeFileAtomically } from '../foundation/atomicFile.ts';
import type { SpeakRequest } from '../models/engine.ts';
import { fileError } from './fileError.ts';
import type { Notice } from './productionTypes.ts';
import { isRecord, storedRequest, requestOf } from './storedRequest.ts';

/** A take that is used for its cue whatever changes in the line. */
export interface LockedTake {
  /** Who says what, for people who read the file. */
  readonly speaker: string;
  readonly text: string;
  /** Id of the engine, and the digest of its program and models. */
  readonly engine: string;
  readonly model: string;
  /** Address in the take store. */
  readonly take: string;
  /** What the take was made from, so that it can be made again; paths absolute. */
  readonly request: Omit<SpeakRequest, 'id'>;
  /** Of a cloned voice: SHA-256 of its recording, and the record that its owner agrees. */
  readonly recordingSha256?: string;
  readonly consent?: string;
}

/** What the file of locked takes says. */
export interface LockedTakes {
  /** By the id of the cue. */
  readonly takes: ReadonlyMap<string, LockedTake>;
  /** What of the file could not be read. */
  readonly notices: readonly Notice[];
}

const version = 1;

/** `ep1.takes.json` beside `ep1.voice`. */
export function lockedTakesPath(script: string): string {
  const ending = extname(script);
  const name = ending.toLowerCase() === '.voice' ? basename(script, ending) : basename(script);
  return join(dirname(script), `${name}.takes.json`);
}

/**
 * Reads the locked takes of a script. A file or an entry that cannot be understood locks nothing, and that is told.
 *
 * @param script absolute path
 */
export async function readLockedTakes(script: string): Promise<LockedTakes> {
  const path = lockedTakesPath(script);
  let entries: ReadonlyMap<string, unknown>;
  try {
    entries = await readEntries(path);
  } catch (error) {
    if (!(error instanceof TablereadError)) throw error;
    return { takes: new Map(), notices: [{ kind: 'notice', code: error.code, values: error.values }] };
  }
  const takes = new Map<string, LockedTake>();
  const notices: Notice[] = [];
  for (const [cue, entry] of entries) {
    const take = lockedTakeOf(entry, dirname(script));
    if (take !== undefined) takes.set(cue, take);
    else
      notices.push({ kind: 'notice', code: 'production/locked-take-damaged', values: { cue, file: basename(path) } });
  }
  return { takes, notices };
}

/**
 * Locks a cue's take, or (undefined) lets go of it. Everything else in the file stays as it is, in the order of the ids; a
 * file that locks nothing any more is left, empty.
 *
 * @throws TablereadError `production/locked-takes-damaged`: what cannot be read is not written over
 */
export async function writeLockedTake(script: string, cue: string, take: LockedTake | undefined): Promise<void> {
  const path = lockedTakesPath(script);
  const entries = new Map(await readEntries(path));
  if (take === undefined) {
    if (!entries.delete(cue)) return;
  } else entries.set(cue, storedTake(take, dirname(script)));
  const takes = Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  try {
    await writeFileAtomically(path, `${JSON.stringify({ version, takes }, undefined, 2)}\n`);
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Entries by the id of the cue, as they stand in the file. */
async function readEntries(path: string): Promise<ReadonlyMap<string, unknown>> {
  const damaged = (reason: string) =>
    new TablereadError('production/locked-takes-damaged', { file: basename(path), reason });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code = '?' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return new Map();
    throw damaged(code);
  }
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : '?');
  }
  if (!isRecord(document) || !isRecord(document['takes'])) throw damaged('takes');
  if (document['version'] !== version) throw damaged(`version ${String(document['version'])}`);
  return new Map(Object.entries(document['takes']));
}

function storedTake({ request, take, engine, model, ...rest }: LockedTake, folder: string): unknown {
  const { speaker, text, recordingSha256, consent } = rest;
  return {
    speaker,
    text,
    take,
    engine,
    model,
    ...(recordingSha256 === undefined ? {} : { recordingSha256 }),
    ...(consent === undefined ? {} : { consent }),
    request: storedRequest(request, folder),
  };
}

function lockedTakeOf(entry: unknown, folder: string): LockedTake | undefined {
  if (!isRecord(entry)) return undefined;
  const { speaker, text, take, engine, model, recordingSha256, consent } = entry;
  const request = requestOf(entry['request'], folder);
  if (typeof take !== 'string' || !/^[0-9a-f]{64}$/.test(take) || request === undefined) return undefined;
  if (typeof engine !== 'string' || typeof model !== 'string') return undefined;
  return {
    speaker: typeof speaker === 'string' ? speaker : '',
    text: typeof text === 'string' ? text : '',
    engine,
    model,
    take,
    request,
    ...(typeof recordingSha256 === 'string' ? { recordingSha256 } : {}),
    ...(typeof consent === 'string' ? { consent } : {}),
  };
}
