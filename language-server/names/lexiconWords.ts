import type { Inline, Line } from '../../grammar/index.ts';
import { applyLexicon, entryOf, type Lexicon } from '../../screenplay/lexicon.ts';
import type { LineOccurrence } from './occurrence.ts';

/** Text as it is spoken, and where each of its characters stands in the line. */
interface Run {
  readonly text: string;
  /** One entry more than the text has: the end. */
  readonly columns: readonly number[];
}

const known = new WeakMap<Lexicon, WeakMap<Line, readonly LineOccurrence[]>>();

/** The words of the lexicon in the spoken text of a line, found as they are found for speaking. */
export function lexiconWords(line: Line, lexicon: Lexicon): readonly LineOccurrence[] {
  if (lexicon.size === 0 || (line.kind !== 'cue' && line.kind !== 'continuation')) return [];
  const perLine = known.get(lexicon) ?? new WeakMap<Line, readonly LineOccurrence[]>();
  known.set(lexicon, perLine);
  const before = perLine.get(line);
  if (before !== undefined) return before;
  const words = find(line.spoken, line.text, lexicon);
  perLine.set(line, words);
  return words;
}

function find(spoken: readonly Inline[], text: string, lexicon: Lexicon): readonly LineOccurrence[] {
  const runs = runsOf(spoken, text);
  const found: LineOccurrence[] = [];
  runs.forEach((run, index) => {
    if (run.columns.length === 0) return;
    let at = 0;
    const before = runs[index - 1]?.text.slice(-1) ?? '';
    const after = runs[index + 1]?.text.slice(0, 1) ?? '';
    for (const piece of applyLexicon(lexicon, run.text, before, after)) {
      const end = at + piece.text.length;
      const entry = entryOf(lexicon, piece);
      if (entry !== undefined) {
        const [from, to] = [run.columns[at] ?? 0, run.columns[end] ?? 0];
        found.push({ kind: 'word', key: entry.word, declares: false, start: from, end: to });
      }
      at = end;
    }
  });
  return found;
}

/** Text that is spoken as it is written, each character one: single spaces, no combining marks. Most is. */
const plain = /^ ?(?:[!-~’“”‘…—，。！？、：；\u4E00-\u9FFF] ?)*$/;

/** The runs of text that words are looked for in. One without columns is only a neighbour: a word with a reading of its own. */
function runsOf(spoken: readonly Inline[], line: string): readonly Run[] {
  const runs: Run[] = [];
  let open: { text: string; columns: number[]; end: number } | undefined;
  const close = (): void => {
    if (open !== undefined) runs.push({ text: open.text, columns: [...open.columns, open.end] });
    open = undefined;
  };
  const addAll = (inlines: readonly Inline[]): void => {
    for (const inline of inlines) {
      if (inline.kind === 'note') continue;
      if (inline.kind !== 'text' && inline.kind !== 'escape') {
        close();
        if (inline.kind === 'stress') addAll(inline.spoken);
        if (inline.kind === 'pronunciation') runs.push({ text: inline.written.value, columns: [] });
        if (inline.kind === 'stress') close();
        continue;
      }
      open ??= { text: '', columns: [], end: inline.end };
      // An escape is one character, written as two.
      const written = inline.kind === 'escape' ? inline.value : line.slice(inline.start, inline.end);
      open.end = inline.end;
      if (inline.kind === 'text' && plain.test(written)) {
        for (let at = inline.start; at < inline.end; at++) open.columns.push(at);
        open.text += written;
        continue;
      }
      // A character with its combining marks, or white space, at a time: each may be spoken as fewer characters.
      for (const match of written.matchAll(/\s+|\P{M}\p{M}*|\p{M}+/gu)) {
        const said = /^\s/.test(match[0]) ? ' ' : match[0].normalize('NFC');
        for (let unit = 0; unit < said.length; unit++) {
          const isWhole = said.length === match[0].length && inline.kind === 'text';
          open.columns.push(inline.start + (inline.kind === 'escape' ? 0 : match.index + (isWhole ? unit : 0)));
        }
        open.text += said;
      }
    }
  };
  addAll(spoken);
  close();
  return runs;
}
