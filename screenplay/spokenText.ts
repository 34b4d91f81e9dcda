import type { ContinuationLine, CueLine, Inline, Line, Word } from '../grammar/index.ts';
import { readPronunciation } from '../grammar/index.ts';
import type { Emotion, Part, Piece } from './cue.ts';
import { firstCharacter, lastCharacter } from './edgeCharacters.ts';
import { kept } from './kept.ts';
import { applyLexicon, type Lexicon } from './lexicon.ts';

/** How the text from here on is said. */
export interface Manner {
  readonly emotion: Emotion;
  readonly language: string;
}

/** What the text of a cue comes to. */
export interface SpokenText {
  readonly spoken: readonly Part[];
  /** As a reader reads it: without notes, stars, marks and pauses. */
  readonly text: string;
  readonly marks: readonly { readonly line: Line; readonly name: Word }[];
}

type TextPart = Extract<Part, { kind: 'text' }>;

/** Reads an inline manner that stands in a line; `now` is the manner before it. */
export type MannerReader = (inline: Extract<Inline, { kind: 'manner' }>, line: Line, now: Manner) => Manner;

/** Chinese characters, kana, and the full-width punctuation that goes with them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]/u;
/** ASCII with single spaces in it. */
const isPlain = /^ ?[!-~]+(?: [!-~]+)* ?$/;
/** Punctuation of Chinese and Western text alike: its neighbour tells. */
const ambiguous = /[“”‘’…—]/u;

/**
 * Builds the parts of a cue from its line and its continuations. White space runs together into one space, none stands at
 * the ends or beside a silence. `mannerOf` reads an inline manner (undefined: it says nothing).
 */
export function spokenText(
  line: CueLine,
  continuations: readonly ContinuationLine[],
  own: Manner,
  lexicon: Lexicon,
  mannerOf: MannerReader,
): SpokenText {
  const builder = new SpokenTextBuilder(own, mannerOf);
  builder.addAll(line.spoken, line);
  for (const continuation of continuations) {
    builder.breakLine();
    builder.addAll(continuation.spoken, continuation);
  }
  return builder.finish(lexicon);
}

class SpokenTextBuilder {
  readonly #own: Manner;
  readonly #mannerOf: MannerReader;
  readonly #spoken: Part[] = [];
  readonly #marks: { line: Line; name: Word }[] = [];
  #manner: Manner;
  #text = '';
  /** The last character of it. Asked of a text that grows it would be copied each time. */
  #last = '';
  /** White space since the last character; `break`: a line ended there. */
  #space: 'none' | 'space' | 'break' = 'none';
  #silence = true;
  #pieces: Piece[] | undefined;

  constructor(own: Manner, mannerOf: MannerReader) {
    this.#own = own;
    this.#manner = own;
    this.#mannerOf = mannerOf;
  }

  breakLine(): void {
    this.#space = 'break';
  }

  addAll(inlines: readonly Inline[], line: Line, stressed = false): void {
    for (const inline of inlines) this.#add(inline, line, stressed);
  }

  #add(inline: Inline, line: Line, stressed: boolean): void {
    switch (inline.kind) {
      case 'text':
      case 'escape':
        this.#write(inline.value, undefined, stressed);
        return;
      case 'pronunciation': {
        const says = readPronunciation(inline.written.value, inline.says.value).value;
        this.#write(inline.written.value, says, stressed);
        return;
      }
      case 'stress':
        this.addAll(inline.spoken, line, true);
        return;
      case 'pause':
        this.#push({ kind: 'silence', seconds: inline.seconds });
        this.#silence = true;
        return;
      case 'mark':
        this.#marks.push({ line, name: inline.name });
        this.#push({ kind: 'mark', name: inline.name.value });
        return;
      case 'manner':
        this.#manner = inline.items.length === 0 ? this.#own : this.#mannerOf(inline, line, this.#manner);
        this.#pieces = undefined;
        return;
      case 'note':
      case 'mistake':
    }
  }

  #push(part: Part): void {
    this.#spoken.push(part);
    this.#pieces = undefined;
  }

  #write(value: string, say: Piece['say'], stressed: boolean): void {
    // Most of what is spoken is what it is to become.
    const text = isPlain.test(value) ? value : value.normalize('NFC').replace(/\s+/gu, ' ');
    const trimmed = text.trim();
    if (text.startsWith(' ') && this.#space === 'none') this.#space = 'space';
    if (trimmed === '') return;

    const space = this.#spaceBefore(trimmed);
    this.#text += space;
    this.#append(this.#silence ? trimmed : space + trimmed, say, stressed);
    this.#text += trimmed;
    this.#last = lastCharacter(trimmed);
    this.#silence = false;
    this.#space = text.endsWith(' ') ? 'space' : 'none';
  }

  #spaceBefore(next: string): string {
    if (this.#space === 'none' || this.#last === '') return '';
    if (this.#space === 'space') return ' ';
    return isUnspaced(this.#last, firstCharacter(next)) ? '' : ' ';
  }

  #append(text: string, say: Piece['say'], stressed: boolean): void {
    // The space before a word with a way of its own belongs to what stands before it.
    const lead = (say !== undefined || stressed) && text.startsWith(' ') ? ' ' : '';
    if (this.#pieces === undefined) {
      const piece = pieceOf(text.slice(lead.length), say, stressed);
      this.#pieces = lead === '' ? [piece] : [{ text: lead }, piece];
      const { emotion, language } = this.#manner;
      this.#spoken.push({ kind: 'text', pieces: this.#pieces, emotion, language });
      return;
    }
    const last = this.#pieces.at(-1);
    if (say === undefined && last !== undefined && last.say === undefined && (last.stressed === true) === stressed) {
      this.#pieces[this.#pieces.length - 1] = { ...last, text: last.text + text };
      return;
    }
    const isPlain = last?.say === undefined && last?.stressed !== true;
    if (lead !== '' && last !== undefined && isPlain) {
      this.#pieces[this.#pieces.length - 1] = { ...last, text: last.text + lead };
    } else if (lead !== '') {
      this.#pieces.push({ text: lead });
    }
    this.#pieces.push(pieceOf(text.slice(lead.length), say, stressed));
  }

  finish(lexicon: Lexicon): SpokenText {
    const spoken = lexicon.size === 0 ? kept(this.#spoken) : withLexicon(this.#spoken, lexicon);
    return { spoken, text: this.#text, marks: kept(this.#marks) };
  }
}

function pieceOf(text: string, say: Piece['say'], stressed: boolean): Piece {
  if (say === undefined) return stressed ? { text, stressed } : { text };
  return stressed ? { text, say, stressed } : { text, say };
}

function withLexicon(parts: readonly Part[], lexicon: Lexicon): readonly Part[] {
  const texts = parts.filter((part): part is TextPart => part.kind === 'text');
  let index = 0;
  return parts.map((part) => {
    if (part.kind !== 'text') return part;
    const before = lastCharacter(texts[index - 1]?.pieces.at(-1)?.text ?? '');
    const after = firstCharacter(texts[index + 1]?.pieces[0]?.text ?? '');
    index++;
    return { ...part, pieces: piecesWithLexicon(part.pieces, lexicon, before, after) };
  });
}

function piecesWithLexicon(
  pieces: readonly Piece[],
  lexicon: Lexicon,
  before: string,
  after: string,
): readonly Piece[] {
  return pieces.flatMap((piece, index) => {
    if (piece.say !== undefined) return [piece];
    const left = index === 0 ? before : lastCharacter(pieces[index - 1]?.text ?? '');
    const right = index === pieces.length - 1 ? after : firstCharacter(pieces[index + 1]?.text ?? '');
    return applyLexicon(lexicon, piece.text, left, right).map((cut) =>
      piece.stressed === true ? { ...cut, stressed: true } : cut,
    );
  });
}

function isUnspaced(left: string, right: string): boolean {
  const [leftIs, rightIs] = [unspaced.test(left), unspaced.test(right)];
  return (leftIs && (rightIs || ambiguous.test(right))) || (rightIs && ambiguous.test(left));
}
