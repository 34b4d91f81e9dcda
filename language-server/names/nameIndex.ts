import type { Line } from '../../grammar/index.ts';
import { changedLines } from '../changedLines.ts';
import type { LineOccurrence, NameKind } from './occurrence.ts';

/** Changes of more lines than this are taken in anew, in slices. */
const mostAtOnce = 500;

/**
 * Which lines have which names. It is brought up to a script when it is asked, for the cost of the lines that changed
 * since: finding a name costs what is found, however long the script.
 */
export class NameIndex {
  readonly #read: (line: Line) => readonly LineOccurrence[];
  #lines: readonly Line[] = [];
  #byName = new Map<string, Set<Line>>();

  /** @param read the names on a line, always the same for the same line */
  constructor(read: (line: Line) => readonly LineOccurrence[]) {
    this.#read = read;
  }

  /** The lines among `lines` that have one of the names of a kind, in no order. */
  *linesWith(
    lines: readonly Line[],
    kind: NameKind,
    keys: ReadonlySet<string>,
  ): Generator<undefined, ReadonlySet<Line>, undefined> {
    yield* this.#bring(lines);
    const [only, second] = keys;
    if (only !== undefined && second === undefined) return this.#byName.get(nameOf(kind, only)) ?? new Set();
    const found = new Set<Line>();
    for (const key of keys) for (const line of this.#byName.get(nameOf(kind, key)) ?? []) found.add(line);
    return found;
  }

  *#bring(lines: readonly Line[]): Generator<undefined, void, undefined> {
    if (lines === this.#lines) return;
    const { from, oldTo, to } = changedLines(this.#lines, lines);
    if (oldTo - from > mostAtOnce || to - from > mostAtOnce) {
      // Nothing is kept of it before it is whole: whoever asked may not come back for the rest.
      const byName = new Map<string, Set<Line>>();
      for (const line of lines) {
        this.#add(byName, line);
        yield;
      }
      this.#byName = byName;
    } else {
      for (const line of this.#lines.slice(from, oldTo)) {
        for (const { kind, key } of this.#read(line)) {
          const name = nameOf(kind, key);
          const having = this.#byName.get(name);
          having?.delete(line);
          if (having?.size === 0) this.#byName.delete(name);
        }
      }
      for (const line of lines.slice(from, to)) this.#add(this.#byName, line);
    }
    this.#lines = lines;
  }

  #add(byName: Map<string, Set<Line>>, line: Line): void {
    for (const { kind, key } of this.#read(line)) {
      const name = nameOf(kind, key);
      const having = byName.get(name);
      if (having === undefined) byName.set(name, new Set([line]));
      else having.add(line);
    }
  }
}

function nameOf(kind: NameKind, key: string): string {
  return `${kind} ${key}`;
}
