import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { AudioFacts } from '../audio/audioFacts.ts';
import { probeAudio } from '../audio/index.ts';
import { measuredLengthsFile, readMeasuredLengths } from '../foundation/measuredLengths.ts';
import type { MessageCode } from '../foundation/message.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import { parse, reparse, type Tree } from '../grammar/index.ts';
import { catalogue, defaultEngine } from '../models/catalogue.ts';
import { screenplay } from '../screenplay/index.ts';
import type { Reference } from '../screenplay/screenplayTypes.ts';
import type { RecordingFault, Surroundings } from '../screenplay/surroundings.ts';
import { fileStamp } from './fileStamp.ts';
import type { OpenScript } from './openScript.ts';
import type { ScriptSource } from './productionService.ts';

// A chain of `extends` may be as long as this; the screenplay itself refuses a circle.
const mostRounds = 16;
// A lexicon or a series file of more than this is something else.
const mostTextBytes = 16 * 2 ** 20;

/**
 * Reads a script again and again, as an editor has it: only lines that were edited and files that have changed since are
 * looked at anew. Readings follow each other; every result stays as it is.
 */
export class ScriptReader {
  readonly #path: string;
  readonly #folder: string;
  readonly #lengths: string;
  #surroundings: Surroundings;
  /** By path as the script writes it; of the file of lengths by its own. */
  readonly #stamps = new Map<string, string>();
  #latest: { readonly text: string; readonly script: OpenScript } | undefined;
  #reading: Promise<unknown> = Promise.resolve();

  /**
   * @param path absolute, where the script stands; need not exist
   * @param engine speaks every line, whatever the script says
   * @param user what the user has set: it stands in where the script says nothing
   */
  constructor(
    path: string,
    engine: string | undefined,
    user: Pick<ScriptSource, 'defaultEngine' | 'userSettings'> = {},
  ) {
    this.#path = path;
    this.#folder = dirname(path);
    this.#lengths = join(this.#folder, '.tableread', measuredLengthsFile);
    this.#surroundings = {
      texts: new Map(),
      recordings: new Map(),
      engines: catalogue,
      defaultEngine: user.defaultEngine ?? defaultEngine,
      engine,
      userSettings: user.userSettings,
      measured: new Map(),
    };
  }

  /** The script with this text. The same object as before while neither the text nor a file has changed. */
  read(text: string): Promise<OpenScript> {
    const reading = this.#reading.then(() => this.#read(text));
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  async #read(text: string): Promise<OpenScript> {
    const latest = this.#latest;
    const isChanged = await this.#refresh(latest?.script.screenplay.references ?? []);
    if (latest !== undefined && latest.text === text && !isChanged) return latest.script;
    const tree = latest === undefined ? parse(text) : edited(latest.script.tree, latest.text, text);
    let meaning = screenplay(tree, this.#surroundings, latest?.script.screenplay);
    // A file that was read may name further files: again until nothing new is named.
    for (let round = 0; round < mostRounds; round++) {
      const wanted = meaning.references.filter((reference) => !this.#isKnown(reference));
      if (wanted.length === 0) break;
      await this.#bring(wanted);
      meaning = screenplay(tree, this.#surroundings, meaning);
    }
    const script = { path: this.#path, tree, screenplay: meaning };
    this.#latest = { text, script };
    return script;
  }

  /** Forgets files that have changed, and those that are named no more. Says whether there were any. */
  async #refresh(named: readonly Reference[]): Promise<boolean> {
    const { texts, recordings } = this.#surroundings;
    const names = new Set(named.map(({ path }) => path));
    const stale = new Set<string>();
    const looks = [...new Set([...texts.keys(), ...recordings.keys()])].map(async (path) => {
      if (!names.has(path) || (await this.#stamp(path)) !== this.#stamps.get(path)) stale.add(path);
    });
    const [lengths] = await Promise.all([fileStamp(this.#lengths), ...looks]);
    const isMeasured = lengths !== this.#stamps.get(this.#lengths);
    if (stale.size > 0) {
      const fresh = <V>(known: ReadonlyMap<string, V>) => new Map([...known].filter(([path]) => !stale.has(path)));
      this.#surroundings = { ...this.#surroundings, texts: fresh(texts), recordings: fresh(recordings) };
    }
    if (isMeasured) {
      this.#stamps.set(this.#lengths, lengths);
      // Lengths of finished takes, as renders beside the script noted them.
      const noted = await readFile(this.#lengths, 'utf8').catch(() => '');
      this.#surroundings = { ...this.#surroundings, measured: readMeasuredLengths(noted) };
    }
    return stale.size > 0 || isMeasured;
  }

  #isKnown(reference: Reference): boolean {
    const { texts, recordings } = this.#surroundings;
    return (isText(reference) ? texts : recordings).has(reference.path);
  }

  async #bring(references: readonly Reference[]): Promise<void> {
    const texts = new Map(this.#surroundings.texts);
    const recordings = new Map(this.#surroundings.recordings);
    for (const reference of references) {
      const { path } = reference;
      // Looked at before it is read: a change meanwhile is met at the next reading.
      this.#stamps.set(path, await this.#stamp(path));
      if (isText(reference)) texts.set(path, await readText(this.#folder, path));
      else recordings.set(path, await readFacts(this.#folder, path));
    }
    this.#surroundings = { ...this.#surroundings, texts, recordings };
  }

  async #stamp(path: string): Promise<string> {
    const file = fileOf(this.#folder, path);
    return file === undefined ? 'outside' : fileStamp(file);
  }
}

/** The tree after what lies between the common start and the common end of two texts was replaced. */
function edited(tree: Tree, before: string, after: string): Tree {
  if (before === after) return tree;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < most - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  return reparse(tree, {
    start,
    end: before.length - same,
    newText: after.slice(start, after.length - same),
  });
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
