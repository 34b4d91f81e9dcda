import type { TiktokenRanks } from '../checkpoints/tiktoken.ts';
import { languageTokens } from './languages.ts';
import { mergePairs } from './mergePairs.ts';
import { whiteSpace } from './whiteSpace.ts';
import { wellFormed } from './wellFormed.ts';

/** Turns text into the ids of IndexTTS-2.5. */
export interface TiktokenTokeniser {
  /** Ranks and special tokens together. */
  readonly size: number;
  /** Ids of a text; special tokens written in it are taken as such. */
  encode(text: string): number[];
  /** The text of ids; bytes that are no UTF-8 become U+FFFD. */
  decode(ids: readonly number[]): string;
}

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}${index + 1}`);

/** Special tokens follow the ranks, in this order. Source: `get_encoding` of the original's tokeniser. */
const specialTokens: readonly string[] = [
  'endoftext',
  'startoftranscript',
  ...languageTokens,
  ...['ASR', 'AED', 'SER', 'Speech', '/Speech', 'BGM', '/BGM', 'Laughter', '/Laughter', 'Applause', '/Applause'],
  ...['HAPPY', 'SAD', 'ANGRY', 'NEUTRAL'],
  ...['translate', 'transcribe', 'startoflm', 'startofprev', 'nospeech', 'notimestamps'],
  ...numbered('SPECIAL_TOKEN_', 30),
  ...['TTS/B', 'TTS/O', 'TTS/Q', 'TTS/A', 'TTS/CO', 'TTS/CL', 'TTS/H'],
  ...Array.from({ length: 13 }, (_, index) => `TTS/SP${String(index + 1).padStart(2, '0')}`),
  ...Array.from({ length: 1501 }, (_, index) => (index * 0.02).toFixed(2)),
].map((name) => `<|${name}|>`);

/** How text is cut before bytes are merged. Source: the pattern of Whisper's `multilingual` encoding. */
const pieces = new RegExp(
  `'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^${whiteSpace}\\p{L}\\p{N}]+|` +
    `[${whiteSpace}]+(?![^${whiteSpace}])|[${whiteSpace}]+`,
  'gu',
);

/** Makes the tokeniser of a rank file. Bytes of a piece are merged in the order of the ranks. */
export function tiktokenTokeniser({ ranks }: TiktokenRanks): TiktokenTokeniser {
  const specials = new Map(specialTokens.map((token, index) => [token, ranks.size + index]));
  const tokens: string[] = [];
  for (const [token, rank] of ranks) tokens[rank] = token;
  for (const [token, id] of specials) tokens[id] = token;

  const encodePiece = (piece: string, ids: number[]): void => {
    const bytes = Buffer.from(piece, 'utf8').toString('latin1');
    const whole = ranks.get(bytes);
    if (whole !== undefined) {
      ids.push(whole);
      return;
    }
    const borders = mergePairs(bytes.length, (start, _, end) => ranks.get(bytes.slice(start, end)));
    for (let part = 1; part < borders.length; part++) {
      // Single bytes are tokens, and merges lead to tokens only: every part is one.
      ids.push(ranks.get(bytes.slice(borders[part - 1], borders[part])) ?? 0);
    }
  };

  const encode = (raw: string): number[] => {
    const text = wellFormed(raw);
    const ids: number[] = [];
    const plain = (from: number, to: number): void => {
      for (const [piece] of text.slice(from, to).matchAll(pieces)) encodePiece(piece, ids);
    };
    let done = 0;
    for (let open = text.indexOf('<|'); open >= 0; open = text.indexOf('<|', open + 1)) {
      const close = text.indexOf('|>', open + 2);
      if (close < 0) break;
      const id = specials.get(text.slice(open, close + 2));
      if (id === undefined) continue;
      plain(done, open);
      ids.push(id);
      done = close + 2;
      open = close + 1;
    }
    plain(done, text.length);
    return ids;
  };

  const decode = (ids: readonly number[]): string =>
    Buffer.from(ids.map((id) => tokens[id] ?? '').join(''), 'latin1').toString('utf8');

  return { size: ranks.size + specials.size, encode, decode };
}
