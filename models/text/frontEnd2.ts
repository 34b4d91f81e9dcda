import type { Behaviour } from './behaviour.ts';
import { inlinePronunciations } from './pronunciation.ts';
import { splitPieces, type PieceLimits } from './splitPieces.ts';
import type { Piece, UnigramTokeniser } from './unigramTokeniser.ts';
import { stripped } from './whiteSpace.ts';

/** A text ready for the network of IndexTTS-2. */
export interface Text2 {
  /** Written out as it is spoken. */
  readonly normalised: string;
  readonly pieces: readonly string[];
  /** Pieces and ids of each segment. */
  readonly segments: readonly { readonly pieces: readonly string[]; readonly ids: readonly number[] }[];
}

/** Characters that stand alone before the tokeniser: Hangul, CJK and kana blocks, CJK forms, planes 2. */
const cjk = /([\u1100-\u11ff\u2e80-\ua4cf\ua840-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff65-\uffdc\u{20000}-\u{2ffff}])/u;

/**
 * Text to segments of ids for IndexTTS-2. `normalise` is `normaliseText` with its grammars, or leaves the text alone.
 * A text of one character goes to the tokeniser as it is, in both behaviours.
 * `original` leaves marked pronunciations in the text, where they mean nothing to the model; `corrected` writes their
 * pinyin instead, which does. Source: `TextTokenizer` of the original.
 */
export function frontEnd2(
  text: string,
  tokeniser: UnigramTokeniser,
  normalise: (text: string) => string,
  limits: PieceLimits,
  behaviour: Behaviour,
): Text2 {
  const spoken = Array.from(stripped(text)).length === 1 ? text : normalise(text);
  const normalised = behaviour === 'original' ? spoken : inlinePronunciations(spoken);
  const pieces = piecesOf(text, normalised, tokeniser).map((piece) => piece.text);
  const segments = splitPieces(pieces, limits, behaviour).map((segment) => ({
    pieces: segment,
    ids: segment.map((piece) => tokeniser.idOf(piece)),
  }));
  return { normalised, pieces, segments };
}

function piecesOf(text: string, normalised: string, tokeniser: UnigramTokeniser): Piece[] {
  if (text === '') return [];
  return tokeniser.encode(Array.from(stripped(text)).length === 1 ? text : separateCharacters(normalised));
}

/** CJK characters apart from everything else, all in upper case: `GPT是 ai` → `GPT 是 AI`. */
export function separateCharacters(text: string): string {
  return text
    .split(cjk)
    .map(stripped)
    .filter((part) => part !== '')
    .join(' ')
    .toUpperCase();
}
