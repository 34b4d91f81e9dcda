import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, parse, relative, resolve, sep } from 'node:path';
import { probeAudio } from '../audio/index.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { Surroundings } from '../screenplay/index.ts';

type RecordingEntry = Surroundings['recordings'] extends ReadonlyMap<string, infer Entry> ? Entry : never;

/** A YAML file beyond this is not a lexicon. */
const largestText = 8 * 1024 * 1024;
/** How far a completion of paths looks: beyond, it would take longer than typing the path. */
const mostEntries = 2000;
const deepestFolder = 4;

/**
 * Reads what scripts name: recordings and YAML files. What was read is kept until `forget`.
 *
 * While the workspace is not trusted, nothing outside its folders is touched, not even to see whether it exists: a
 * stranger's script may name any path, and looking alone tells others something (a UNC path sends the user's credentials).
 */
export class OutsideFiles {
  readonly #texts = new Map<string, Promise<string | null>>();
  readonly #recordings = new Map<string, Promise<RecordingEntry>>();
  #folders: readonly string[] = [];
  #trusted = false;

  /** Absolute paths of the workspace's folders, and whether they are trusted. Forgets all that was read. */
  setWorkspace(folders: readonly string[], trusted: boolean): void {
    this.#folders = folders.map((folder) => resolve(folder));
    this.#trusted = trusted;
    this.#texts.clear();
    this.#recordings.clear();
  }

  /** Absolute paths of the workspace's folders. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  /** A file on the disk has changed, come or gone. True when it had been read. */
  forget(path: string): boolean {
    const known = this.#texts.delete(path);
    return this.#recordings.delete(path) || known;
  }

  /** Text of a file that a script names; null: it is not there (or is not to be looked at); `path` is as written. */
  async text(scriptFolder: string, path: string): Promise<string | null> {
    const file = resolve(scriptFolder, path);
    if (!(await this.#mayTouch(scriptFolder, path))) return null;
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    const reading = readText(file);
    this.#texts.set(file, reading);
    return reading;
  }

  /** Facts of a recording that a script names; null: it is not there. */
  async recording(scriptFolder: string, path: string): Promise<RecordingEntry> {
    const file = resolve(scriptFolder, path);
    if (!(await this.#mayTouch(scriptFolder, path))) return { fault: 'outside' };
    const known = this.#recordings.get(file);
    if (known !== undefined) return known;
    const reading = readRecording(file);
    this.#recordings.set(file, reading);
    return reading;
  }

  /**
   * Files with one of these endings in a script's folder and the folders beneath it, as scripts write them, the nearest first.
   * Hidden folders and links are passed over. Nothing while the folder must not be looked at.
   */
  async filesBeneath(scriptFolder: string, endings: RegExp): Promise<readonly string[]> {
    // The folder of the script is no name within itself: a workspace folder counts as it is.
    const isRoot = this.#folders.includes(resolve(scriptFolder));
    if (!isRoot && !(await this.#mayTouch(scriptFolder, '.'))) return [];
    const found: string[] = [];
    let folders = [''];
    let looked = 0;
    for (let depth = 0; depth <= deepestFolder && folders.length > 0; depth++) {
      const next: string[] = [];
      for (const folder of folders) {
        const entries = await readdir(join(scriptFolder, folder), { withFileTypes: true }).catch(() => []);
        for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
          if (++looked > mostEntries) return found;
          if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
          if (entry.isDirectory()) next.push(`${folder}${entry.name}/`);
          else if (entry.isFile() && endings.test(entry.name)) found.push(`${folder}${entry.name}`);
        }
      }
      folders = next;
    }
    return found;
  }

  async #mayTouch(scriptFolder: string, path: string): Promise<boolean> {
    if (this.#trusted) return true;
    // Judged by its letters alone first: no look at the disk for a path that leaves the workspace.
    if (isAbsolute(path) || /^[\\/]/.test(path) || /^[A-Za-z]:/.test(path)) return false;
    const file = resolve(scriptFolder, path.replaceAll('\\', '/'));
    const folder = this.#folders.find((each) => isWithin(each, file));
    if (folder === undefined) return false;
    // A link may lead out: none is followed.
    let at = folder;
    for (const name of relative(folder, file).split(sep)) {
      at = join(at, name);
      const facts = await lstat(at).catch(() => undefined);
      if (facts === undefined) return true;
      if (facts.isSymbolicLink()) return false;
    }
    return true;
  }
}

function isWithin(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== '' && !way.startsWith('..') && parse(way).root === '';
}

async function readText(file: string): Promise<string | null> {
  try {
    const facts = await stat(file);
    if (!facts.isFile() || facts.size > largestText) return null;
    return await readFile(file, 'utf8');
  } catch {
    return null;
  }
}

async function readRecording(file: string): Promise<RecordingEntry> {
  const facts = await stat(file).catch(() => undefined);
  if (facts === undefined) return null;
  if (facts.isDirectory()) return { fault: 'folder' };
  if (!facts.isFile()) return { fault: 'not-audio' };
  try {
    return await probeAudio(file);
  } catch (error) {
    return { fault: error instanceof TablereadError ? 'not-audio' : 'unreadable' };
  }
}
