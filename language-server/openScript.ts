import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import type { Locale } from '../foundation/message.ts';
import { lineStarts, parse, print, reparse, type Tree } from '../grammar/index.ts';
import { screenplay, type Reference, type Screenplay, type Surroundings } from '../screenplay/index.ts';
import { ScriptNames } from './names/scriptNames.ts';
import { Ranges, type ColumnEncoding } from './ranges.ts';
import type { Script } from './script.ts';

/**
 * One open document. Text lives in the tree alone; the meaning is worked out when it is asked for, so a burst of
 * keystrokes costs one update.
 */
export class OpenScript {
  readonly uri: string;
  readonly #encoding: ColumnEncoding;
  readonly #locale: Locale;
  readonly #names = new ScriptNames();
  #version: number;
  #tree: Tree;
  #surroundings: Surroundings;
  #screenplay: Screenplay | undefined;
  #script: Script | undefined;
  #revision = 0;

  constructor(
    uri: string,
    version: number,
    text: string,
    surroundings: Surroundings,
    encoding: ColumnEncoding,
    locale: Locale,
  ) {
    this.uri = uri;
    this.#version = version;
    this.#tree = parse(text);
    this.#surroundings = surroundings;
    this.#encoding = encoding;
    this.#locale = locale;
  }

  get version(): number {
    return this.#version;
  }

  /** Counts up with every change of the text or of what lies around it. */
  get revision(): number {
    return this.#revision;
  }

  get surroundings(): Surroundings {
    return this.#surroundings;
  }

  /** The script as it stands now. The same object until something changes. */
  get script(): Script {
    this.#script ??= this.#resolve();
    return this.#script;
  }

  get text(): string {
    return print(this.#tree);
  }

  /** What the script names, for whoever brings it. */
  get references(): readonly Reference[] {
    return this.script.screenplay.references;
  }

  /** Takes over what the client changed, in its order. */
  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      if (!('range' in change)) {
        this.#tree = reparse(this.#tree, { start: 0, end: textLength(this.#tree), newText: change.text });
        continue;
      }
      const ranges = new Ranges(this.#tree, this.#encoding);
      const start = ranges.offset(change.range.start);
      const end = Math.max(start, ranges.offset(change.range.end));
      this.#tree = reparse(this.#tree, { start, end, newText: change.text });
    }
    this.#version = version;
    this.#script = undefined;
    this.#revision++;
  }

  /** Other things lie around now. */
  surround(surroundings: Surroundings): void {
    this.#surroundings = surroundings;
    this.#script = undefined;
    this.#revision++;
  }

  #resolve(): Script {
    this.#screenplay = screenplay(this.#tree, this.#surroundings, this.#screenplay);
    return {
      uri: this.uri,
      version: this.#version,
      tree: this.#tree,
      screenplay: this.#screenplay,
      surroundings: this.#surroundings,
      ranges: new Ranges(this.#tree, this.#encoding),
      locale: this.#locale,
      names: this.#names,
    };
  }
}

function textLength(tree: Tree): number {
  return lineStarts(tree)[tree.lines.length] ?? 0;
}
