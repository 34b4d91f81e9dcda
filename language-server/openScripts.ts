import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { measuredLengthsFile, readMeasuredLengths } from '../foundation/measuredLengths.ts';
import type { Locale } from '../foundation/message.ts';
import { catalogue } from '../models/catalogue.ts';
import type { Reference, Surroundings } from '../screenplay/index.ts';
import { declaresName } from './names/names.ts';
import { scriptDocument, sharedDocuments, type NamingDocument } from './names/namingDocument.ts';
import type { Occurrence } from './names/occurrence.ts';
import { OpenScript } from './openScript.ts';
import { OutsideFiles } from './outsideFiles.ts';
import type { ServerSettings } from './protocol.ts';
import type { ColumnEncoding } from './ranges.ts';

/** Settings of the user that say what scripts mean. */
type MeaningSettings = Pick<ServerSettings, 'engine' | 'render'>;

/**
 * The open documents, the only state of the server besides what it read of the disk. Whatever lies around a script is
 * brought in the background: `onSurroundings` says when a script means something else because of it.
 */
export class OpenScripts {
  readonly #scripts = new Map<string, OpenScript>();
  readonly #files = new OutsideFiles();
  readonly #encoding: ColumnEncoding;
  readonly #locale: Locale;
  readonly #onSurroundings: (script: OpenScript) => void;
  /** Scripts whose measured lengths were read. */
  readonly #measured = new WeakSet<OpenScript>();
  /** How often each script's surroundings were looked at anew: only the last look counts. */
  readonly #looks = new WeakMap<OpenScript, number>();
  #settings: MeaningSettings;

  constructor(
    encoding: ColumnEncoding,
    locale: Locale,
    { engine, render }: MeaningSettings,
    onSurroundings: (script: OpenScript) => void,
  ) {
    this.#encoding = encoding;
    this.#locale = locale;
    this.#settings = { engine, render };
    this.#onSurroundings = onSurroundings;
  }

  get all(): Iterable<OpenScript> {
    return this.#scripts.values();
  }

  get(uri: string): OpenScript | undefined {
    return this.#scripts.get(uri);
  }

  open(uri: string, version: number, text: string): OpenScript {
    const script = new OpenScript(uri, version, text, this.#bare(), this.#encoding, this.#locale);
    this.#scripts.set(uri, script);
    return script;
  }

  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): OpenScript | undefined {
    const script = this.#scripts.get(uri);
    script?.change(changes, version);
    return script;
  }

  close(uri: string): void {
    this.#scripts.delete(uri);
  }

  /** Workspace folders (absolute paths) and trust; everything outside is looked at anew. */
  setWorkspace(folders: readonly string[], trusted: boolean): void {
    this.#files.setWorkspace(folders, trusted);
    this.#bringAnew();
  }

  /** What stands in where scripts set nothing. */
  setSettings({ engine, render }: MeaningSettings): void {
    if (isDeepStrictEqual({ engine, render }, this.#settings)) return;
    this.#settings = { engine, render };
    for (const script of this.#scripts.values()) {
      script.surround({ ...script.surroundings, defaultEngine: engine, userSettings: render });
      this.#onSurroundings(script);
    }
  }

  /** Files on the disk have changed, come or gone. */
  filesChanged(paths: readonly string[]): void {
    let any = false;
    for (const path of paths) {
      // A render adds to it with every take: nothing else is looked at anew because of it.
      if (path.endsWith(measuredLengthsPath)) this.#measureAnew(path);
      else any = this.#files.forget(path) || any;
    }
    if (any) this.#bringAnew();
  }

  /** Files that a script could name, as it would write them. */
  async filesBeside(script: OpenScript, endings: RegExp): Promise<readonly string[]> {
    const folder = folderOf(script.uri);
    return folder === undefined ? [] : this.#files.filesBeneath(folder, endings);
  }

  /**
   * The other documents that share a name with a script, because a file that both take in makes it: that file, files that
   * use the name, and the scripts of the workspace that take the file in, open or on the disk. None for a script's own names.
   */
  async sharing(script: OpenScript, name: Pick<Occurrence, 'kind' | 'key'>): Promise<readonly NamingDocument[]> {
    const folder = folderOf(script.uri);
    const shared = sharedDocuments(script.script);
    const makers = new Set(shared.filter((document) => declaresName(document, name)).map(({ uri }) => uri));
    if (folder === undefined || makers.size === 0) return [];
    const found = new Map(shared.map((document) => [document.uri, document]));
    for (const other of await this.#others(script, folder)) {
      const its = sharedDocuments(other.script);
      if (!its.some(({ uri }) => makers.has(uri))) continue;
      for (const document of [scriptDocument(other.script), ...its]) {
        if (!found.has(document.uri)) found.set(document.uri, document);
      }
    }
    return [...found.values()];
  }

  /** The other scripts of the workspace, as they are open or as they lie on the disk; there only those with shared files. */
  async #others(script: OpenScript, folder: string): Promise<readonly OpenScript[]> {
    const others = [...this.#scripts.values()].filter((each) => each !== script);
    const seen = new Set([...this.#scripts.keys()]);
    for (const root of new Set([...this.#files.folders, folder])) {
      for (const path of await this.#files.filesBeneath(root, /\.voice$/i)) {
        const uri = pathToFileURL(join(root, path)).href;
        if (seen.has(uri)) continue;
        seen.add(uri);
        // Scripts on the disk are not watched: each is read anew.
        this.#files.forget(join(root, path));
        const text = await this.#files.text(root, path);
        if (text === null || !/^\uFEFF?---[^]*?^(?:extends|lexicon)\s*[:：]/m.test(text)) continue;
        const other = new OpenScript(uri, 0, text, this.#bare(), this.#encoding, this.#locale);
        await this.#bringTexts(other, dirname(join(root, path)));
        others.push(other);
      }
    }
    return others;
  }

  /** Brings the shared files of a script that is not open; each may name another. */
  async #bringTexts(script: OpenScript, folder: string): Promise<void> {
    for (;;) {
      const missing = script.references.filter(
        (reference) =>
          (reference.kind === 'extends' || reference.kind === 'lexicon') && !isBrought(script.surroundings, reference),
      );
      if (missing.length === 0) return;
      const { texts } = await this.#read(folder, missing);
      script.surround({ ...script.surroundings, texts: new Map([...script.surroundings.texts, ...texts]) });
    }
  }

  /** Brings what a script names and what was not brought yet. Files may name further files, so it goes on until nothing is new. */
  async bring(script: OpenScript): Promise<void> {
    const folder = folderOf(script.uri);
    if (folder === undefined) return;
    if (!this.#measured.has(script)) {
      this.#measured.add(script);
      await this.#measure(script, folder);
    }
    for (;;) {
      const missing = script.references.filter((reference) => !isBrought(script.surroundings, reference));
      if (missing.length === 0) return;
      const { texts, recordings } = await this.#read(folder, missing);
      // Closed, or opened anew meanwhile: this is for nobody any more.
      if (this.#scripts.get(script.uri) !== script) return;
      const before = script.surroundings;
      script.surround({
        ...before,
        texts: new Map([...before.texts, ...texts]),
        recordings: new Map([...before.recordings, ...recordings]),
      });
      this.#onSurroundings(script);
    }
  }

  /** Lengths of finished takes, from the take store beside the script. */
  async #measure(script: OpenScript, folder: string): Promise<void> {
    const text = await this.#files.text(folder, measuredLengthsPath.replaceAll('\\', '/'));
    if (this.#scripts.get(script.uri) !== script) return;
    const measured = readMeasuredLengths(text ?? '');
    if (isDeepStrictEqual(measured, script.surroundings.measured)) return;
    script.surround({ ...script.surroundings, measured });
    this.#onSurroundings(script);
  }

  #measureAnew(path: string): void {
    this.#files.forget(path);
    for (const script of this.#scripts.values()) {
      const folder = folderOf(script.uri);
      if (folder !== undefined && join(folder, measuredLengthsPath) === path) void this.#measure(script, folder);
    }
  }

  #bringAnew(): void {
    for (const script of this.#scripts.values()) void this.#renew(script);
  }

  /** Looks at everything anew that a script names. What was known of it stands until then: nothing flickers. */
  async #renew(script: OpenScript): Promise<void> {
    const folder = folderOf(script.uri);
    if (folder === undefined) return;
    const looks = (this.#looks.get(script) ?? 0) + 1;
    this.#looks.set(script, looks);
    await this.#measure(script, folder);
    const around = await this.#read(folder, script.references);
    // Closed meanwhile, or looked at anew again: this is for nobody any more.
    if (this.#scripts.get(script.uri) !== script || this.#looks.get(script) !== looks) return;
    const { texts, recordings } = script.surroundings;
    if (!isDeepStrictEqual({ texts, recordings }, around)) {
      script.surround({ ...script.surroundings, ...around });
      this.#onSurroundings(script);
    }
    await this.bring(script);
  }

  async #read(
    folder: string,
    references: readonly Reference[],
  ): Promise<Required<Pick<Surroundings, 'texts' | 'recordings'>>> {
    const texts = new Map<string, string | null>();
    const recordings = new Map<string, Awaited<ReturnType<OutsideFiles['recording']>>>();
    await Promise.all(
      references.map(async ({ kind, path }) => {
        if (kind === 'lexicon' || kind === 'extends') texts.set(path, await this.#files.text(folder, path));
        else recordings.set(path, await this.#files.recording(folder, path));
      }),
    );
    return { texts, recordings };
  }

  #bare(): Surroundings {
    return {
      texts: new Map(),
      recordings: new Map(),
      engines: catalogue,
      defaultEngine: this.#settings.engine,
      userSettings: this.#settings.render,
      measured: new Map(),
    };
  }
}

/** The file of measured lengths as seen from the folder of a script. */
const measuredLengthsPath = join('.tableread', measuredLengthsFile);

/** Folder of a script on the disk; untitled and virtual documents have none. */
export function folderOf(uri: string): string | undefined {
  return uri.startsWith('file:') ? dirname(fileURLToPath(uri)) : undefined;
}

function isBrought(surroundings: Surroundings, { kind, path }: Reference): boolean {
  return kind === 'lexicon' || kind === 'extends' ? surroundings.texts.has(path) : surroundings.recordings.has(path);
}
