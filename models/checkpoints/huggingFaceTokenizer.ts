import { TablereadError } from '../../foundation/tablereadError.ts';

/** A token that is found in the text before anything else happens to it. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  /** Left out when ids are turned back into text for people. */
  readonly special: boolean;
}

/** What a byte-level BPE `tokenizer.json` says (Qwen, GPT-2). Tokens are written in its alphabet of one character a byte. */
export interface HuggingFaceTokenizer {
  readonly file: string;
  readonly vocabulary: ReadonlyMap<string, number>;
  /** `left right` → how early the pair is merged. */
  readonly merges: ReadonlyMap<string, number>;
  readonly addedTokens: readonly AddedToken[];
  readonly normalisesToNfc: boolean;
  /** The regular expression that cuts text into words, as the file writes it. */
  readonly words: string;
}

/** The words of GPT-2, which `ByteLevel` uses by itself. Source: the ByteLevel pre-tokenizer of tokenizers. */
const byteLevelWords = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`;

/**
 * Reads a `tokenizer.json` of the byte-level BPE kind.
 * Errors: `tokenizer/json-damaged` with the field, `tokenizer/json-unsupported` with field and what it holds: a setting
 * that would change ids is never passed over.
 */
export function readHuggingFaceTokenizer(file: string, content: string): HuggingFaceTokenizer {
  let tree: unknown;
  try {
    tree = JSON.parse(content);
  } catch (cause) {
    throw new TablereadError('tokenizer/json-damaged', { file, field: '(JSON)' }, { cause });
  }
  const read = new Fields(file);
  const root = read.object(tree, '(root)');
  const model = read.object(root['model'], 'model');
  read.only(model['type'], 'model.type', ['BPE', undefined]);
  read.only(model['dropout'], 'model.dropout', [null, undefined]);
  for (const name of ['unk_token', 'continuing_subword_prefix', 'end_of_word_suffix'] as const) {
    read.only(model[name], `model.${name}`, [null, undefined, '']);
  }
  for (const name of ['byte_fallback', 'ignore_merges'] as const) {
    read.only(model[name], `model.${name}`, [false, null, undefined]);
  }
  const vocabulary = readVocabulary(read, model['vocab']);
  return {
    file,
    vocabulary,
    merges: readMerges(read, model['merges'], vocabulary),
    addedTokens: readAddedTokens(read, root['added_tokens']),
    normalisesToNfc: normalisesToNfc(read, root['normalizer']),
    words: readWords(read, root['pre_tokenizer']),
  };
}

function readVocabulary(read: Fields, value: unknown): Map<string, number> {
  const vocabulary = new Map<string, number>();
  for (const [token, id] of Object.entries(read.object(value, 'model.vocab'))) {
    vocabulary.set(token, read.id(id, `model.vocab["${token}"]`));
  }
  for (const byte of byteAlphabet) {
    if (!vocabulary.has(byte)) throw read.damaged(`model.vocab["${byte}"]`);
  }
  return vocabulary;
}

function readMerges(read: Fields, value: unknown, vocabulary: ReadonlyMap<string, number>): Map<string, number> {
  const merges = new Map<string, number>();
  read.array(value, 'model.merges').forEach((merge, rank) => {
    const pair: unknown = typeof merge === 'string' ? merge.split(' ') : merge;
    const [left, right, ...more] = read.array(pair, `model.merges[${rank}]`);
    if (typeof left !== 'string' || typeof right !== 'string' || more.length > 0 || !vocabulary.has(left + right)) {
      throw read.damaged(`model.merges[${rank}]`);
    }
    merges.set(`${left} ${right}`, rank);
  });
  return merges;
}

function readAddedTokens(read: Fields, value: unknown): AddedToken[] {
  return read.array(value ?? [], 'added_tokens').map((entry, index) => {
    const field = `added_tokens[${index}]`;
    const token = read.object(entry, field);
    const { content, special } = token;
    if (typeof content !== 'string' || content === '') throw read.damaged(`${field}.content`);
    for (const name of ['single_word', 'lstrip', 'rstrip', 'normalized'] as const) {
      read.only(token[name], `${field}.${name}`, [false, undefined]);
    }
    return { id: read.id(token['id'], `${field}.id`), content, special: special === true };
  });
}

function normalisesToNfc(read: Fields, value: unknown): boolean {
  if (value === null || value === undefined) return false;
  read.only(read.object(value, 'normalizer')['type'], 'normalizer.type', ['NFC']);
  return true;
}

/** Either `ByteLevel` alone, or a sequence of one `Split` by a regular expression and a `ByteLevel` that does not cut. */
function readWords(read: Fields, value: unknown): string {
  const root = read.object(value, 'pre_tokenizer');
  const steps = root['type'] === 'Sequence' ? read.array(root['pretokenizers'], 'pre_tokenizer.pretokenizers') : [root];
  let words: string | undefined;
  steps.forEach((entry, index) => {
    const field = `pre_tokenizer[${index}]`;
    const step = read.object(entry, field);
    read.only(step['type'], `${field}.type`, words === undefined ? ['Split', 'ByteLevel'] : ['ByteLevel']);
    if (step['type'] === 'Split') {
      const pattern = read.object(step['pattern'], `${field}.pattern`)['Regex'];
      if (typeof pattern !== 'string') throw read.damaged(`${field}.pattern`);
      read.only(step['behavior'], `${field}.behavior`, ['Isolated']);
      read.only(step['invert'], `${field}.invert`, [false, undefined]);
      words = pattern;
      return;
    }
    read.only(step['add_prefix_space'], `${field}.add_prefix_space`, [false]);
    read.only(step['use_regex'], `${field}.use_regex`, words === undefined ? [true, undefined] : [false]);
    words ??= byteLevelWords;
  });
  if (words === undefined) throw read.damaged('pre_tokenizer');
  return words;
}

/**
 * The 256 characters that stand for bytes: printable ones for themselves, the others from U+0100 on in order.
 * Source: `bytes_to_unicode` of GPT-2.
 */
export const byteAlphabet: readonly string[] = makeByteAlphabet();

function makeByteAlphabet(): string[] {
  let moved = 0;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    return String.fromCodePoint(printable ? byte : 0x100 + moved++);
  });
}

class Fields {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  damaged(field: string): TablereadError {
    return new TablereadError('tokenizer/json-damaged', { file: this.#file, field });
  }

  object(value: unknown, field: string): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.damaged(field);
    return value as Readonly<Record<string, unknown>>;
  }

  array(value: unknown, field: string): readonly unknown[] {
    if (!Array.isArray(value)) throw this.damaged(field);
    return value;
  }

  id(value: unknown, field: string): number {
    if (!Number.isInteger(value) || !(Number(value) >= 0 && Number(value) < 2 ** 31)) throw this.damaged(field);
    return Number(value);
  }

  only(value: unknown, field: string, allowed: readonly unknown[]): void {
    if (allowed.includes(value)) return;
    throw new TablereadError('tokenizer/json-unsupported', {
      file: this.#file,
      field,
      found: value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60),
    });
  }
}
