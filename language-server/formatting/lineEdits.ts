import { parse, type HowItem, type Inline, type Line, type Span, type Time } from '../../grammar/index.ts';
import { lineMeaning } from './lineMeaning.ts';

/** A replacement within a line. */
export interface LineEdit extends Span {
  readonly newText: string;
}

const none: readonly LineEdit[] = [];
const known = new WeakMap<Line, readonly LineEdit[]>();

/**
 * Edits that bring a line into its usual form: spaces around names, groups, items and marks, none at the end. They never
 * change what the line says: that is proven with the parser for each line, and a line for which it fails stays as it is,
 * like one with an error and those of the front matter.
 */
export function lineEdits(line: Line): readonly LineEdit[] {
  const before = known.get(line);
  if (before !== undefined) return before;
  const edits = provenEdits(line, new Tidier(line).edits());
  known.set(line, edits);
  return edits;
}

/** The text of a line after edits, which stand in their order. */
export function appliedToLine(text: string, edits: readonly LineEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, newText } of edits) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/** These edits if the line means the same after them, else none. */
export function provenEdits(line: Line, edits: readonly LineEdit[]): readonly LineEdit[] {
  if (edits.length === 0) return none;
  const after = lineOf(appliedToLine(line.text, edits).replace(/^\uFEFF/, ''));
  return after !== undefined && lineMeaning(after) === lineMeaning(line) ? edits : none;
}

/** A text as a line in the middle of a script. */
export function lineOf(text: string): Line | undefined {
  // Below a cue: what is indented goes on with it.
  const { lines } = parse(`: x\n${text}`);
  return lines.length === 2 ? lines[1] : undefined;
}

class Tidier {
  readonly #line: Line;
  readonly #text: string;
  readonly #edits: LineEdit[] = [];

  constructor(line: Line) {
    this.#line = line;
    this.#text = line.text;
  }

  edits(): readonly LineEdit[] {
    const line = this.#line;
    if (line.mistakes.some(({ severity }) => severity === 'error')) return none;
    this.#addLine(line);
    if (this.#edits.length === 0) return none;
    this.#edits.sort((a, b) => a.start - b.start);
    return this.#edits;
  }

  #addLine(line: Line): void {
    const end = this.#text.trimEnd().length;
    switch (line.kind) {
      case 'blank':
        this.#put(this.#start, this.#text.length, '');
        return;
      case 'heading':
      case 'action':
      case 'comment':
      case 'pause':
      case 'setting':
        this.#addMark(line);
        break;
      case 'sound':
        this.#addMark(line);
        for (const group of line.groups) {
          this.#putGapBefore(group);
          if (group.kind === 'when') this.#addTime(group, group.time);
          else this.#addInside(group);
        }
        break;
      case 'cue':
        this.#addCue(line);
        break;
      case 'continuation': {
        const indent = /^\s*/.exec(this.#text)?.[0] ?? '';
        // An indentation of ideographic spaces is how Chinese paragraphs begin.
        if (!/^\u3000+$/.test(indent)) this.#put(0, indent.length, '  ');
        this.#addInlines(line.spoken);
        break;
      }
      default:
        return;
    }
    this.#put(Math.max(end, this.#edits.at(-1)?.end ?? 0), this.#text.length, '');
  }

  /** Where the text starts, behind a byte-order mark. */
  get #start(): number {
    return this.#text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** One space behind the mark at the start; behind a full-width one whatever its writer put there. */
  #addMark(line: Extract<Line, { kind: 'heading' | 'action' | 'comment' | 'pause' | 'setting' | 'sound' }>): void {
    const mark = /^\uFEFF?(?:#+|>|\/\/|~|!)/.exec(this.#text)?.[0];
    if (line.kind === 'setting') {
      if (line.value.value !== '') this.#put(line.name.end, line.value.start, ' ');
      return;
    }
    if (mark === undefined) return;
    const content = this.#text.slice(mark.length).search(/\S/);
    if (content < 0) return;
    const at = mark.length + content;
    if (this.#text.charAt(at) === mark.at(-1)) return;
    this.#put(mark.length, at, ' ');
  }

  #addCue({ name, groups, colon, spoken }: Extract<Line, { kind: 'cue' }>): void {
    let at = name?.end ?? this.#start;
    for (const group of groups) {
      this.#put(at, group.start, at === this.#start || this.#isWide(group.start) ? '' : ' ');
      if (group.kind === 'how') this.#addItems(group.items, group);
      else this.#addTime(group, group.time);
      at = group.end;
    }
    this.#put(at, colon.start, '');
    const text = this.#text.slice(colon.end).search(/\S/);
    if (text < 0) return;
    this.#put(colon.end, colon.end + text, this.#isWide(colon.start) ? '' : ' ');
    this.#addInlines(spoken);
  }

  #addItems(items: readonly HowItem[], around: Span): void {
    let at = around.start + 1;
    for (const [index, item] of items.entries()) {
      const between = this.#text.slice(at, item.start);
      const separator = between.trim().charAt(0);
      this.#put(at, item.start, index === 0 ? '' : spaced(separator));
      this.#addItem(item);
      at = item.start + this.#text.slice(item.start, item.end).trimEnd().length;
    }
    if (items.length > 0) this.#put(at, around.end - 1, '');
  }

  #addItem(item: HowItem): void {
    switch (item.form) {
      case 'words':
      case 'auto':
        if (item.strength !== undefined) this.#putGapBefore(item.strength);
        return;
      case 'like':
        this.#collapse(item.start, item.path.start);
        if (item.strength !== undefined) this.#putGapBefore(item.strength);
        return;
      case 'setting':
        this.#collapse(item.start, item.value.start);
        return;
      case 'vector':
        this.#collapse(item.start, item.start + this.#text.slice(item.start, item.end).trimEnd().length);
        return;
      default:
    }
  }

  #addTime(group: Span, time: Time | undefined): void {
    if (time === undefined) return;
    if (time.form !== 'window') {
      this.#addInside(group);
      return;
    }
    const dash = this.#text.slice(time.from.end, time.to.start).trim();
    this.#put(group.start + 1, time.from.start, '');
    // U+2013 and U+2014 are set with spaces, a full-width ～ brings its own.
    this.#put(time.from.end, time.to.start, /^[\u0020-\u2fff]+$/.test(dash) ? ` ${dash} ` : dash);
    this.#put(time.to.end, group.end - 1, '');
  }

  #addInlines(inlines: readonly Inline[]): void {
    for (const inline of inlines) {
      switch (inline.kind) {
        case 'pause':
        case 'mark':
          this.#addInside(inline);
          break;
        case 'manner':
          this.#addItems(inline.items, inline);
          break;
        case 'stress':
          this.#addInlines(inline.spoken);
          break;
        case 'pronunciation': {
          const { written, says } = inline;
          this.#put(inline.start + 1, written.start, '');
          this.#put(written.end, says.start, this.#text.slice(written.end, says.start).trim());
          this.#put(says.end, inline.end - 1, '');
          break;
        }
        default:
      }
    }
  }

  /** What stands in brackets: no space at its ends, single ones within. */
  #addInside(around: Span): void {
    const inner = this.#text.slice(around.start + 1, around.end - 1);
    const start = around.start + 1 + (inner.length - inner.trimStart().length);
    const end = around.start + 1 + inner.trimEnd().length;
    this.#put(around.start + 1, start, '');
    this.#collapse(start, end);
    this.#put(end, around.end - 1, '');
  }

  #isWide(at: number): boolean {
    return this.#text.charCodeAt(at) > 0x7f;
  }

  /** White space before something, where there is some, becomes one space; before a full-width bracket it goes. */
  #putGapBefore({ start }: Span): void {
    const before = this.#text.slice(0, start);
    const gap = before.length - before.trimEnd().length;
    if (gap > 0) this.#put(start - gap, start, /[（［【]/.test(this.#text.charAt(start)) ? '' : ' ');
    else if (/[([]/.test(this.#text.charAt(start))) this.#put(start, start, ' ');
  }

  /** Runs of white space become one space. */
  #collapse(start: number, end: number): void {
    for (const { index, 0: run } of this.#text.slice(start, end).matchAll(/\s+/g)) {
      this.#put(start + index, start + index + run.length, ' ');
    }
  }

  #put(start: number, end: number, newText: string): void {
    if (end < start || this.#text.slice(start, end) === newText) return;
    this.#edits.push({ start, end, newText });
  }
}

function spaced(separator: string): string {
  if (separator === '+') return ' + ';
  return separator === ',' || separator === ';' ? `${separator} ` : separator;
}
