import type { MessageCode, MessageValues } from '../foundation/message.ts';
import type { Fix, OtherFilePlace, Place, Problem } from '../foundation/problem.ts';
import type { Line, Tree } from '../grammar/index.ts';
import type { ScreenplayCode } from './problemCodes.ts';
import { screenplayProblem, type ProblemExtras } from './screenplayProblem.ts';
import { readYaml, wideColon, type YamlFault, type YamlValue } from './yamlValue.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What is reported where keys with values belong and something else stands. */
const formCodes: ReadonlySet<ScreenplayCode> = new Set<ScreenplayCode>([
  'voice/front-matter-form',
  'voice/needs-map',
  'voice/cast-form',
  'voice/render-form',
  'voice/lexicon-form',
]);

/** A text value of YAML and where it came from. */
export interface Located<T> {
  readonly value: T;
  readonly place: Place<Line>;
  readonly source: FrontMatterSource;
  readonly yaml: YamlValue;
}

/**
 * YAML that speaks about a script: its own front matter, or a file that it names. A place in a file is the place of the
 * script that names the file, and beside it where it stands in the file itself.
 */
export class FrontMatterSource {
  readonly root: YamlValue;
  /** Path as seen from the script; undefined: the script itself. */
  readonly path: string | undefined;
  /** Whether the YAML itself has a fault. */
  readonly isFaulty: boolean;
  readonly #text: string;
  readonly #starts: readonly number[];
  readonly #lines: readonly Line[];
  readonly #namedAt: Place<Line> | undefined;
  readonly #problems: Problem<Line>[];

  private constructor(
    text: string,
    lines: readonly Line[],
    path: string | undefined,
    namedAt: Place<Line> | undefined,
    problems: Problem<Line>[],
  ) {
    const { root, faults } = readYaml(text);
    this.root = root;
    this.path = path;
    this.isFaulty = faults.length > 0;
    this.#text = text;
    this.#starts = lineStarts(text);
    this.#lines = lines;
    this.#namedAt = namedAt;
    this.#problems = problems;
    for (const fault of faults) this.#reportFault(fault);
  }

  /** The front matter between the fences of a script. */
  static ofScript(tree: Tree, problems: Problem<Line>[]): FrontMatterSource {
    const lines = tree.lines.slice(0, tree.frontMatterLines).filter((line) => line.kind === 'frontMatter');
    const text = lines.map((line) => line.text).join('\n');
    return new FrontMatterSource(text, lines, undefined, undefined, problems);
  }

  /** A file of YAML that the script names at a place. */
  static ofFile(path: string, text: string, namedAt: Place<Line>, problems: Problem<Line>[]): FrontMatterSource {
    const unified = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
    return new FrontMatterSource(unified, [], path, namedAt, problems);
  }

  get isOwn(): boolean {
    return this.#namedAt === undefined;
  }

  /** Where a range stands, cut at the end of its first line. */
  place(range: Range): Place<Line> {
    if (this.#namedAt !== undefined) return { ...this.#namedAt, inFile: this.#placeInFile(range) };
    const index = this.#lineAt(range.start);
    const line = this.#lines[index];
    if (line === undefined) throw new Error('a range outside the front matter');
    const first = this.#starts[index] ?? 0;
    const start = Math.min(range.start - first, line.text.length);
    const end = Math.max(start, Math.min(range.end - first, line.text.length));
    return { line, start, end };
  }

  #placeInFile(range: Range): OtherFilePlace {
    const line = this.#lineAt(range.start);
    const first = this.#starts[line] ?? 0;
    const text = this.#text.slice(first, (this.#starts[line + 1] ?? this.#text.length + 1) - 1);
    const start = Math.min(range.start - first, text.length);
    const end = Math.max(start, Math.min(range.end - first, text.length));
    return { path: this.path ?? '', line, start, end, text };
  }

  /** Line and column (UTF-16) of an offset, counted from 0 in the YAML itself: in a file, the position in that file. */
  positionOf(offset: number): { readonly line: number; readonly column: number } {
    return { line: this.#lineAt(offset), column: this.columnOf(offset) };
  }

  /** The last line that a range touches, for putting something after it. */
  endOf(range: Range): Place<Line> {
    const at = Math.max(range.start, range.end - 1);
    const { line } = this.place({ start: at, end: at });
    return { line, start: line.text.length, end: line.text.length };
  }

  /** How far a key is indented. */
  columnOf(offset: number): number {
    return offset - (this.#starts[this.#lineAt(offset)] ?? 0);
  }

  located<T>(value: T, yaml: YamlValue): Located<T> {
    return { value, place: this.place(yaml), source: this, yaml };
  }

  report(code: ScreenplayCode, range: Range, values: MessageValues = {}, extras: ProblemExtras = {}): void {
    this.#problems.push(screenplayProblem(code, this.#visible(range), values, extras));
  }

  /**
   * Reports something that is not what it has to be. After a fault of the YAML itself the rest is often not what it was
   * meant to be: the fault is enough then.
   */
  reportForm(code: ScreenplayCode, range: Range, values: MessageValues = {}, extras: ProblemExtras = {}): void {
    if (this.isFaulty) return;
    // `title：x` is a text to YAML.
    const wide = formCodes.has(code) ? wideColon(this.#text, range) : undefined;
    if (wide === undefined) this.report(code, range, values, extras);
    else this.#reportFault(wide);
  }

  #reportFault({ code, values, start, end, fix, fixTitle }: YamlFault): void {
    const { title, values: named } = fixTitle ?? { title: 'fix/replace', values: { text: fix?.newText ?? '' } };
    const fixes = fix === undefined ? [] : this.fix(title, named, [fix], true);
    this.report(code, { start, end }, values, { fixes });
  }

  /** A fix of ranges, when they lie in the script itself and each within its line. */
  fix(
    title: MessageCode,
    values: MessageValues,
    edits: readonly (Range & { readonly newText: string })[],
    preferred = false,
  ): readonly Fix<Line>[] {
    if (!this.isOwn) return [];
    return [{ title, values, edits: edits.map((edit) => ({ ...this.place(edit), newText: edit.newText })), preferred }];
  }

  /** A problem without width is hard to see: the character before it is marked, or the whole line. */
  #visible(range: Range): Place<Line> {
    const place = this.place(range);
    const { inFile } = place;
    return inFile === undefined ? visible(place, place.line.text) : { ...place, inFile: visible(inFile, inFile.text) };
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function visible<P extends Range>(place: P, line: string): P {
  if (place.end > place.start) return place;
  return place.start > 0 ? { ...place, start: place.start - 1 } : { ...place, end: line.length };
}

/** The place in the script alone. Lines hang on this: where something stands in a file is another with every edit there. */
export function inScript({ line, start, end }: Place<Line>): Place<Line> {
  return { line, start, end };
}

/** Where a span of a text value stands: exactly where the value is written letter for letter, else all of it. */
export function placeWithin({ place, source, yaml }: Located<unknown>, span: Range): Place<Line> {
  const inner = yaml.kind === 'text' ? yaml.inner : undefined;
  if (inner === undefined) return place;
  return source.place({ start: inner + span.start, end: inner + span.end });
}

/** Whether a text value stands in its source letter for letter. */
export function isVerbatim({ yaml }: Located<string>): boolean {
  return yaml.kind === 'text' && yaml.inner !== undefined;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
