/** Columns of a line and lines of a subtitle: what broadcasters ask for; a Chinese character takes two columns. */
const mostColumns = 42;
const mostLines = 2;

/** A piece of text that stays on one line, its spaces included. */
interface Piece {
  readonly text: string;
  readonly columns: number;
  /** Without the spaces at its end. */
  readonly printed: number;
}

/**
 * A text in subtitles of a few lines; joined, they are the text, spaces included. A subtitle ends with a sentence where that
 * leaves it half a line or more, else with a clause, else with a word; lines of one subtitle are of like length.
 */
export function readableLines(text: string): string[][] {
  const pieces = piecesOf(text);
  const subtitles: string[][] = [];
  for (let from = 0; from < pieces.length;) {
    const rest = pieces.slice(from, from + furthest(pieces, from));
    const count = from + rest.length === pieces.length ? rest.length : goodCount(rest);
    subtitles.push(evenLines(rest.slice(0, count)));
    from += count;
  }
  return subtitles;
}

/** How many pieces fit one subtitle; at least one. */
function furthest(pieces: readonly Piece[], from: number): number {
  let count = 1;
  let lines = 1;
  let line = pieces[from]?.columns ?? 0;
  for (; from + count < pieces.length; count++) {
    const piece = pieces[from + count];
    if (piece === undefined) break;
    if (line + piece.printed <= mostColumns) line += piece.columns;
    else if (lines === mostLines) break;
    else {
      lines++;
      line = piece.columns;
    }
  }
  return count;
}

const sentenceEnd = /[.!?…。！？]["'”’」』)）]*\s*$/u;
const clauseEnd = /[,;:，；：、—–]["'”’」』)）]*\s*$/u;

/** How many of the pieces that would fit are best taken. */
function goodCount(pieces: readonly Piece[]): number {
  for (const end of [sentenceEnd, clauseEnd]) {
    for (let count = pieces.length; count > 0; count--) {
      if (end.test(pieces[count - 1]?.text ?? '') && columnsOf(pieces.slice(0, count)) >= mostColumns / 2) return count;
    }
  }
  return pieces.length;
}

/** Pieces on as few lines as they need, as even as they can be. */
function evenLines(pieces: readonly Piece[]): string[] {
  const fewest = filled(pieces, mostColumns);
  const total = columnsOf(pieces);
  for (let width = Math.ceil(total / fewest.length); width < mostColumns; width++) {
    const lines = filled(pieces, width);
    if (lines.length <= fewest.length) return lines;
  }
  return fewest;
}

function filled(pieces: readonly Piece[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const piece of pieces) {
    if (line !== '' && columns + piece.printed > width) {
      lines.push(line);
      line = '';
      columns = 0;
    }
    line += piece.text;
    columns += piece.columns;
  }
  return [...lines, line];
}

function columnsOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { columns }) => sum + columns, 0);
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Cuts a text where a line may end: after a space, and after a Chinese or Japanese character that no closing mark follows.
 * A word longer than a line is cut, too.
 */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  const graphemes = /^[\x20-\x7e]*$/.test(text)
    ? text.split('')
    : [...segmenter.segment(text)].map((each) => each.segment);
  let piece = '';
  let columns = 0;
  let printed = 0;
  graphemes.forEach((grapheme, index) => {
    const next = graphemes[index + 1];
    const isSpace = /^\s/u.test(grapheme);
    piece += grapheme;
    columns += isWide(grapheme) ? 2 : 1;
    if (!isSpace) printed = columns;
    const endsWord = isSpace && next !== undefined && !/^\s/u.test(next);
    const endsCharacter =
      isWide(grapheme) && !/^[“‘「『（《【]/u.test(grapheme) && !/^[\p{Pe}\p{Pf}\p{Po}\s]/u.test(next ?? '');
    if (next !== undefined && !endsWord && !endsCharacter && columns < mostColumns - 1) return;
    pieces.push({ text: piece, columns, printed });
    piece = '';
    columns = 0;
    printed = 0;
  });
  return pieces;
}

function isWide(character: string): boolean {
  if (character < '\u1100') return false;
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60\p{Emoji_Presentation}]/u.test(
    character,
  );
}
