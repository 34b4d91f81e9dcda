import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { AudioFacts } from '../audio/audioFacts.ts';
import { probeAudio } from '../audio/index.ts';
import { measuredLengthsFile, readMeasuredLengths } from '../foundation/measuredLengths.ts';
import type { MessageCode } from '../foundation/message.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import { parse, type Tree } from '../grammar/index.ts';
import { catalogue, defaultEngine } from '../models/catalogue.ts';
import { screenplay } from '../screenplay/index.ts';
import type { Reference } from '../screenplay/screenplayTypes.ts';
import type { RecordingFault, Surroundings } from '../screenplay/surroundings.ts';
import type { Script } from './productionTypes.ts';

export interface OpenScriptOptions {
  /** Speaks every line, whatever the script says. */
  readonly engine?: string;
}

/** A script that was opened; its tree whole. */
export interface OpenScript extends Script {
  readonly tree: Tree;
}

// A chain of `extends` may be as long as this; the screenplay itself refuses a circle.
const mostRounds = 16;
// A lexicon or a series file of more than this is something else.
const mostTextBytes = 16 * 2 ** 20;

/**
 * A script with its meaning: parses the text and reads what it names (lexicons, shared front matter, facts of recordings)
 * from where it stands. What is missing or wrong is a problem of the screenplay, never an error here.
 *
 * @param path absolute, where the script stands; need not exist
 */
export async function openScript(path: string, text: string, options: OpenScriptOptions = {}): Promise<OpenScript> {
  const tree = parse(text);
  const folder = dirname(path);
  let surroundings: Surroundings = {
    texts: new Map(),
    recordings: new Map(),
    engines: catalogue,
    defaultEngine,
    engine: options.engine,
    measured: await measuredLengths(folder),
  };
  let meaning = screenplay(tree, surroundings);
  // A file that was read may name further files: again until nothing new is named.
  for (let round = 0; round < mostRounds; round++) {
    const known = surroundings;
    const wanted = meaning.references.filter((reference) => !isKnown(reference, known));
    if (wanted.length === 0) break;
    surroundings = await withFiles(known, folder, wanted);
    meaning = screenplay(tree, surroundings, meaning);
  }
  return { path, tree, screenplay: meaning };
}

function isKnown(reference: Reference, { texts, recordings }: Surroundings): boolean {
  return (isText(reference) ? texts : recordings).has(reference.path);
}

/** What lies outside a script, and these files as well. */
async function withFiles(known: Surroundings, folder: string, references: readonly Reference[]): Promise<Surroundings> {
  const texts = new Map(known.texts);
  const recordings = new Map(known.recordings);
  for (const reference of references) {
    if (isText(reference)) texts.set(reference.path, await readText(folder, reference.path));
    else recordings.set(reference.path, await readFacts(folder, reference.path));
  }
  return { ...known, texts, recordings };
}

/** Lengths of finished takes, as the last render beside the script noted them. */
async function measuredLengths(folder: string): Promise<ReadonlyMap<string, number>> {
  const noted = await readFile(join(folder, '.tableread', measuredLengthsFile), 'utf8').catch(() => '');
  return readMeasuredLengths(noted);
}

function isText({ kind }: Reference): boolean {
  return kind === 'lexicon' || kind === 'extends';
}

/** Text of a file named by a script; null: not there, or no text. */
async function readText(folder: string, path: string): Promise<string | null> {
  const file = fileOf(folder, path);
  if (file === undefined) return null;
  try {
    const facts = await stat(file);
    if (!facts.isFile() || facts.size > mostTextBytes) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch {
    return null;
  }
}

async function readFacts(folder: string, path: string): Promise<AudioFacts | RecordingFault | null> {
  const file = fileOf(folder, path);
  if (file === undefined) return { fault: 'outside' };
  try {
    return await probeAudio(file);
  } catch (error) {
    if (!(error instanceof TablereadError)) throw error;
    return faultOf(error.code);
  }
}

/** What is wrong with a recording that `probeAudio` refused. */
function faultOf(code: MessageCode): RecordingFault | null {
  switch (code) {
    case 'audio/missing':
      return null;
    case 'audio/folder':
      return { fault: 'folder' };
    case 'audio/not-a-file':
    case 'audio/unreadable':
      return { fault: 'unreadable' };
    default:
      return { fault: 'not-audio' };
  }
}

/** The file of a path as scripts write it; undefined: on another machine, where a stranger's script shall reach nothing. */
function fileOf(folder: string, path: string): string | undefined {
  if (/^[\\/]{2}/.test(path)) return undefined;
  return isAbsolute(path) ? path : resolve(folder, path);
}
