import type { CharacterMap, SentencePieceModel } from '../checkpoints/sentencePiece.ts';
import { wellFormed } from './wellFormed.ts';

/** A piece that text was cut into. */
export interface Piece {
  readonly text: string;
  readonly id: number;
}

/** Cuts text into pieces. */
export interface UnigramTokeniser {
  /** Pieces of a text as they come; unknown characters that follow each other are one piece. */
  encode(text: string): Piece[];
  /** The id of a piece, that of the unknown piece where there is none. */
  idOf(piece: string): number;
}

/** SentencePiece writes a space as this. */
const space = '\u2581';
/** A user-defined piece is worth almost nothing less than the best normal piece, whatever its length. */
const userDefinedPenalty = 0.1;
/** What a character that no piece covers loses against the worst piece. */
const unknownPenalty = 10;
/** FLT_MIN: where SentencePiece starts to look for the greatest score, so with negative scores only it stays there. */
const smallestFloat = 1.17549435e-38;

/**
 * Makes a tokeniser of a Unigram model: normalises (compiled character map, user-defined pieces untouched, white space),
 * then takes the cut with the best sum of scores; of equal sums, the one found first. Sums are float32, as in the
 * original, because ties are settled by them. Source: `Normalizer` and `unigram::Model::EncodeOptimized` of SentencePiece
 * 0.2.1, the release that the original names; 0.2.3 settles some ties otherwise (`w ww` for `ww w`).
 */
export function unigramTokeniser(model: SentencePieceModel): UnigramTokeniser {
  const idOfPiece = new Map(model.pieces.map(({ text }, id) => [text, id]));
  const selectable = new Map<string, number>();
  const userPieces: string[] = [];
  let least = Infinity;
  let greatest = smallestFloat;
  let longest = 0;
  model.pieces.forEach(({ text, score, kind }, id) => {
    if (kind === 'normal') {
      least = Math.min(least, score);
      greatest = Math.max(greatest, score);
    }
    if (kind === 'user') userPieces.push(text);
    if (kind !== 'normal' && kind !== 'user') return;
    selectable.set(text, id);
    longest = Math.max(longest, text.length);
  });
  const scores = Float64Array.from(model.pieces, ({ text, score, kind }) =>
    kind === 'user' ? utf8Length(text) * greatest - userDefinedPenalty : score,
  );
  const unknownScore = Math.fround(least - unknownPenalty);
  const normalise = normaliserOf(model, userPieces);

  const encode = (text: string): Piece[] => {
    const normalised = normalise(text);
    const length = normalised.length;
    const best = new Float32Array(length + 1);
    const startOf = new Int32Array(length + 1).fill(-1);
    const idAt = new Int32Array(length + 1);
    const offer = (start: number, end: number, id: number, score: number): void => {
      const sum = score + (best[start] ?? 0);
      if (startOf[end] !== -1 && !(sum > (best[end] ?? 0))) return;
      best[end] = sum;
      startOf[end] = start;
      idAt[end] = id;
    };
    for (let start = 0; start < length;) {
      const character = (normalised.codePointAt(start) ?? 0) > 0xffff ? 2 : 1;
      let single = false;
      for (let end = start + 1; end <= Math.min(length, start + longest); end++) {
        const id = selectable.get(normalised.slice(start, end));
        if (id === undefined) continue;
        offer(start, end, id, scores[id] ?? 0);
        if (end === start + character) single = true;
      }
      if (!single) offer(start, start + character, model.unknownId, unknownScore);
      start += character;
    }
    return trace(normalised, startOf, idAt, model.unknownId);
  };

  return { encode, idOf: (piece) => idOfPiece.get(piece) ?? model.unknownId };
}

function trace(text: string, startOf: Int32Array, idAt: Int32Array, unknownId: number): Piece[] {
  const pieces: Piece[] = [];
  for (let end = text.length; end > 0;) {
    const start = startOf[end] ?? 0;
    const id = idAt[end] ?? 0;
    const following = pieces.at(-1);
    const piece = text.slice(start, end);
    if (id === unknownId && following?.id === unknownId)
      pieces[pieces.length - 1] = { id, text: piece + following.text };
    else pieces.push({ id, text: piece });
    end = start;
  }
  return pieces.reverse();
}

/** What the tokeniser does to text before it looks for pieces. */
function normaliserOf(model: SentencePieceModel, userPieces: readonly string[]): (text: string) => string {
  const { addDummyPrefix, removeExtraWhitespace, characterMap } = model;
  const userPiecesByStart = new Map<string, string[]>();
  for (const piece of [...userPieces].sort((a, b) => b.length - a.length)) {
    const start = String.fromCodePoint(piece.codePointAt(0) ?? 0);
    const same = userPiecesByStart.get(start);
    if (same === undefined) userPiecesByStart.set(start, [piece]);
    else same.push(piece);
  }
  const mapped = characterMap === undefined ? undefined : new CharacterMapper(characterMap);

  /** What stands at a place after normalisation, and how much of the text that was. */
  const prefix = (text: string, at: number): { readonly written: string; readonly read: number } => {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const user = userPiecesByStart.get(character)?.find((piece) => text.startsWith(piece, at));
    if (user !== undefined) return { written: user, read: user.length };
    return mapped?.longest(text, at) ?? { written: character, read: character.length };
  };

  return (raw) => {
    const text = wellFormed(raw);
    let result = '';
    let at = 0;
    while (removeExtraWhitespace && at < text.length) {
      const { written, read } = prefix(text, at);
      if (written !== ' ') break;
      at += read;
    }
    if (at === text.length) return '';
    if (addDummyPrefix) result += space;
    let afterSpace = removeExtraWhitespace;
    while (at < text.length) {
      const { written, read } = prefix(text, at);
      at += read;
      const kept = afterSpace ? written.replace(/^ +/, '') : written;
      result += kept.replaceAll(' ', space);
      if (kept !== '') afterSpace = removeExtraWhitespace && kept.endsWith(' ');
    }
    while (removeExtraWhitespace && result.endsWith(space)) result = result.slice(0, -space.length);
    return result;
  };
}

/** Looks up the longest stretch of text that the compiled character map replaces. */
class CharacterMapper {
  readonly #trie: Uint32Array;
  readonly #replacements: Uint8Array;
  readonly #written = new Map<number, string>();

  constructor({ trie, replacements }: CharacterMap) {
    this.#trie = trie;
    this.#replacements = replacements;
  }

  /**
   * Walks the double array byte by byte. A unit holds: a flag whether a value follows (bit 8), the byte that leads here
   * (bits 0–7), and the offset of its children (from bit 10, scaled by 256 where bit 9 is set). Source: darts-clone.
   */
  longest(text: string, at: number): { readonly written: string; readonly read: number } | undefined {
    let node = offsetOf(this.#trie[0] ?? 0);
    let value = -1;
    let read = 0;
    for (let end = at; end < text.length;) {
      const character = String.fromCodePoint(text.codePointAt(end) ?? 0);
      for (const byte of Buffer.from(character, 'utf8')) {
        node ^= byte;
        const unit = this.#trie[node] ?? 0;
        if ((unit & 0x800000ff) !== byte) return value < 0 ? undefined : { written: this.#replacement(value), read };
        node ^= offsetOf(unit);
        // A value in the middle of a character would cut it in two; the maps hold whole characters only.
        if (((unit >>> 8) & 1) === 1) {
          value = (this.#trie[node] ?? 0) & 0x7fffffff;
          read = end + character.length - at;
        }
      }
      end += character.length;
    }
    return value < 0 ? undefined : { written: this.#replacement(value), read };
  }

  #replacement(start: number): string {
    const known = this.#written.get(start);
    if (known !== undefined) return known;
    const end = this.#replacements.indexOf(0, start);
    const written = new TextDecoder().decode(this.#replacements.subarray(start, end < 0 ? undefined : end));
    this.#written.set(start, written);
    return written;
  }
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}

function utf8Length(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
