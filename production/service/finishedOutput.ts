import { readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { safeFileName } from '../fileNames.ts';
import type { ReelCue } from '../productionService.ts';
import { isRecord } from '../storedRequest.ts';

/** A finished render as its files tell of it. */
export interface FinishedOutput {
  readonly title: string;
  /** File of the whole, and its path without ending. */
  readonly file: string;
  readonly whole: string;
  /** Of the production; undefined: its record is not there. */
  readonly identity: string | undefined;
  readonly sampleRate: number;
  readonly frames: number;
  readonly cues: readonly ReelCue[];
}

/** Those that are reached in the middle without reading what is before come first. */
const endings = ['wav', 'flac', 'mp3'] as const;

/**
 * Reads what a render left in a folder.
 *
 * @throws TablereadError `production/no-output`, `production/no-whole`
 */
export async function finishedOutput(folder: string): Promise<FinishedOutput> {
  const timeline = await readRecord(join(folder, 'timeline.json'));
  const provenance = await readRecord(join(folder, 'provenance.json'));
  const { title, script, selection, sampleRate, length, cues } = timeline ?? {};
  if (typeof script !== 'string' || !isCount(sampleRate) || !isCount(length) || !Array.isArray(cues)) {
    throw new TablereadError('production/no-output', { folder });
  }
  const name = typeof selection === 'string' ? selection : safeFileName(basename(script, extname(script)));
  const whole = join(folder, name);
  const file = await firstFile(endings.map((ending) => `${whole}.${ending}`));
  if (file === undefined) throw new TablereadError('production/no-whole', { folder });
  const identity = provenance?.['identity'];
  const failed = failedCues(provenance);
  return {
    title: typeof title === 'string' ? title : name,
    file,
    whole,
    identity: typeof identity === 'string' && /^[0-9a-f]+$/.test(identity) ? identity : undefined,
    sampleRate,
    frames: length,
    cues: cues.flatMap((cue) => reelCue(cue, failed)).sort((a, b) => a.start - b.start),
  };
}

function reelCue(cue: unknown, failed: ReadonlySet<string>): ReelCue[] {
  if (!isRecord(cue)) return [];
  const { id, line, speaker, text, start, length, words } = cue;
  if (typeof id !== 'string' || typeof speaker !== 'string' || typeof text !== 'string') return [];
  if (!isCount(line) || !isCount(start) || !isCount(length) || !Array.isArray(words)) return [];
  const known = words.flatMap((word: unknown) => {
    if (!isRecord(word)) return [];
    const { text: letters, start: from, length: frames } = word;
    if (typeof letters !== 'string' || !isCount(from) || !isCount(frames)) return [];
    return [{ text: letters, start: from, length: frames }];
  });
  const state = failed.has(id) ? 'failed' : 'ready';
  return [{ id, line, speaker, text, start, length, state, words: known }];
}

function failedCues(provenance: Readonly<Record<string, unknown>> | undefined): Set<string> {
  const cues = provenance?.['cues'];
  const failed = new Set<string>();
  for (const cue of Array.isArray(cues) ? cues : []) {
    if (isRecord(cue) && cue['failed'] === true && typeof cue['id'] === 'string') failed.add(cue['id']);
  }
  return failed;
}

async function readRecord(path: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isRecord(record) ? record : undefined;
  } catch {
    // Not there, or not ours to understand.
    return undefined;
  }
}

async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const facts = await stat(path).catch(() => undefined);
    if (facts?.isFile() === true) return path;
  }
  return undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
