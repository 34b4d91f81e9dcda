import { TablereadError } from '../../foundation/tablereadError.ts';
import { byteAlphabet, type HuggingFaceTokenizer } from '../checkpoints/huggingFaceTokenizer.ts';
import { mergePairs } from './mergePairs.ts';
import { whiteSpace } from './whiteSpace.ts';
import { wellFormed } from './wellFormed.ts';

/** Turns text into the ids of a byte-level BPE model (Qwen), and ids into text. */
export interface ByteLevelTokeniser {
  encode(text: string): number[];
  /** Text of ids, without the tokens marked special; bytes that are no UTF-8 become U+FFFD. */
  decode(ids: readonly number[]): string;
}

/** Makes the tokeniser of a `tokenizer.json`. Errors: `tokenizer/json-unsupported` for a pattern that has no equal here. */
export function byteLevelTokeniser(tokenizer: HuggingFaceTokenizer): ByteLevelTokeniser {
  const { file, vocabulary, merges, addedTokens, normalisesToNfc } = tokenizer;
  const words = javascriptPattern(file, tokenizer.words);
  const byteOf = new Map(byteAlphabet.map((character, byte) => [character, byte]));
  const idOfAdded = new Map(addedTokens.map(({ content, id }) => [content, id]));
  const added = alternation(addedTokens.map(({ content }) => content));
  const textOf = new Map<number, Uint8Array>();
  for (const [token, id] of vocabulary) {
    textOf.set(
      id,
      Uint8Array.from(token, (character) => byteOf.get(character) ?? 0x3f),
    );
  }
  for (const { id, content, special } of addedTokens) textOf.set(id, Buffer.from(special ? '' : content, 'utf8'));

  const encodeWord = (word: string, ids: number[]): void => {
    const bytes = Array.from(Buffer.from(word, 'utf8'), (byte) => byteAlphabet[byte] ?? '').join('');
    const borders = mergePairs(bytes.length, (start, middle, end) =>
      merges.get(`${bytes.slice(start, middle)} ${bytes.slice(middle, end)}`),
    );
    for (let part = 1; part < borders.length; part++) {
      // Every byte is in the vocabulary, and so is the outcome of every merge: the reader checked both.
      ids.push(vocabulary.get(bytes.slice(borders[part - 1], borders[part])) ?? 0);
    }
  };

  const encodePlain = (text: string, ids: number[]): void => {
    const normalised = normalisesToNfc ? text.normalize('NFC') : text;
    let done = 0;
    for (const match of normalised.matchAll(words)) {
      if (match.index > done) encodeWord(normalised.slice(done, match.index), ids);
      if (match[0] !== '') encodeWord(match[0], ids);
      done = match.index + match[0].length;
    }
    if (done < normalised.length) encodeWord(normalised.slice(done), ids);
  };

  const encode = (raw: string): number[] => {
    const text = wellFormed(raw);
    const ids: number[] = [];
    let done = 0;
    for (const match of added === undefined ? [] : text.matchAll(added)) {
      encodePlain(text.slice(done, match.index), ids);
      ids.push(idOfAdded.get(match[0]) ?? 0);
      done = match.index + match[0].length;
    }
    encodePlain(text.slice(done), ids);
    return ids;
  };

  const decode = (ids: readonly number[]): string =>
    Buffer.concat(ids.map((id) => textOf.get(id) ?? new Uint8Array())).toString('utf8');

  return { encode, decode };
}

/** Longest first: of two tokens that start alike, the longer one is meant. */
function alternation(contents: readonly string[]): RegExp | undefined {
  if (contents.length === 0) return undefined;
  const sorted = [...contents].sort((a, b) => b.length - a.length);
  return new RegExp(sorted.map((content) => content.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'), 'gu');
}

/**
 * The regular expression of the file (Oniguruma) as JavaScript understands it: `(?i:…)` is spelled out letter by letter,
 * `\s` and `\S` are the white space of Unicode. `ſ` is a case of s, `K` (Kelvin) one of k.
 */
function javascriptPattern(file: string, pattern: string): RegExp {
  const unsupported = (): TablereadError =>
    new TablereadError('tokenizer/json-unsupported', {
      file,
      field: 'pre_tokenizer.pattern',
      found: pattern.slice(0, 60),
    });
  let result = '';
  let inClass = false;
  /** Of every open group, whether it ignores case. */
  const groups: boolean[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '\\') {
      const escape = pattern.slice(at, at + 2);
      at++;
      if (escape === '\\s') result += inClass ? whiteSpace : `[${whiteSpace}]`;
      else if (escape === '\\S' && inClass) throw unsupported();
      else result += escape === '\\S' ? `[^${whiteSpace}]` : escape;
    } else if (pattern.startsWith('(?i:', at)) {
      groups.push(true);
      result += '(?:';
      at += 3;
    } else if (character === '(' && !inClass) {
      groups.push(groups.at(-1) ?? false);
      result += character;
    } else if (character === ')' && !inClass) {
      groups.pop();
      result += character;
    } else {
      if (character === '[') inClass = true;
      if (character === ']') inClass = false;
      const letter = /[a-z]/i.test(character) && (groups.at(-1) ?? false);
      if (letter && inClass) throw unsupported();
      const fold = { s: '\u017f', k: '\u212a' }[character.toLowerCase()] ?? '';
      result += letter ? `[${character.toLowerCase()}${character.toUpperCase()}${fold}]` : character;
    }
  }
  try {
    return new RegExp(result, 'gu');
  } catch {
    throw unsupported();
  }
}
