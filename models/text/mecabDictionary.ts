import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { TablereadError } from '../../foundation/tablereadError.ts';

/** One entry of a dictionary: what its two sides connect to, and what it costs. */
export interface MecabWord {
  readonly left: number;
  readonly right: number;
  readonly cost: number;
}

/** A word that a text starts with at some place. */
export interface FoundWord extends MecabWord {
  /** Bytes. */
  readonly length: number;
}

/** What a character belongs to: how words that no dictionary has are made of it. */
export interface CharacterKind {
  /** One bit for every category. */
  readonly categories: number;
  /** The category whose unknown words are taken. */
  readonly category: number;
  /** Unknown words of up to so many characters. */
  readonly longest: number;
  /** Whether all neighbours of the category make one word. */
  readonly group: boolean;
  /** Whether unknown words are tried although the dictionary has words here. */
  readonly always: boolean;
}

/** A compiled MeCab dictionary, as much of it as tells where words end. */
export interface MecabDictionary {
  /** Known words that the bytes start with at a place. */
  wordsAt(bytes: Uint8Array, at: number): FoundWord[];
  /** How an unknown word of a category may be taken. */
  unknownWords(category: number): readonly MecabWord[];
  /** Kind of a character by its UTF-16 code; those beyond count as 0. */
  kindOf(code: number): CharacterKind;
  /** What it costs that a word with this right side stands before one with that left side. */
  connectionCost(right: number, left: number): number;
}

/** XORed with the size of the file, the first number of a dictionary. */
const dictionaryMagic = 0xef718f77;
const dictionaryVersion = 102;
const headerBytes = 72;
const wordBytes = 16;
const characters = 0xffff;
const categoryNameBytes = 32;

/**
 * Reads a folder of a compiled MeCab dictionary in UTF-8 (`sys.dic`, `unk.dic`, `char.bin`, `matrix.bin`), without the
 * features of the words, which make most of it. Takes about 180 MB of memory for UniDic.
 * Errors: `text/dictionary-damaged` and `text/dictionary-kind`, naming the file; those of the file system as they are.
 * Source: the file formats of MeCab 0.996.
 */
export async function openMecabDictionary(folder: string): Promise<MecabDictionary> {
  const [system, unknown, kinds, matrix] = await Promise.all([
    readWords(join(folder, 'sys.dic')),
    readWords(join(folder, 'unk.dic')),
    readKinds(join(folder, 'char.bin')),
    readMatrix(join(folder, 'matrix.bin')),
  ]);
  const unknownByCategory = kinds.names.map((name) => {
    const bytes = Buffer.from(name, 'utf8');
    return unknown.wordsAt(bytes, 0).filter(({ length }) => length === bytes.length);
  });
  return {
    wordsAt: (bytes, at) => system.wordsAt(bytes, at),
    unknownWords: (category) => unknownByCategory[category] ?? [],
    kindOf: (code) => kinds.kindOf(code),
    connectionCost: (right, left) => matrix.costs[right + matrix.rights * left] ?? 0,
  };
}

class Words {
  /** Pairs (base, check). */
  readonly trie: Int32Array;
  readonly #words: DataView;

  constructor(trie: Int32Array, words: DataView) {
    this.trie = trie;
    this.#words = words;
  }

  /** Walks the double array; a negative base at the end of a string tells where its words are and how many. */
  wordsAt(bytes: Uint8Array, at: number): FoundWord[] {
    const found: FoundWord[] = [];
    let base = this.trie[0] ?? 0;
    for (let end = at; ; end++) {
      const value = this.trie[2 * base] ?? 0;
      if (this.trie[2 * base + 1] === base && value < 0) this.#take(found, -value - 1, end - at);
      if (end >= bytes.length) return found;
      const next = base + (bytes[end] ?? 0) + 1;
      if (this.trie[2 * next + 1] !== base) return found;
      base = this.trie[2 * next] ?? 0;
    }
  }

  #take(found: FoundWord[], value: number, length: number): void {
    if (length === 0) return;
    const first = value >>> 8;
    for (let word = first; word < first + (value & 0xff); word++) {
      const offset = word * wordBytes;
      if (offset + wordBytes > this.#words.byteLength) return;
      found.push({
        left: this.#words.getUint16(offset, true),
        right: this.#words.getUint16(offset + 2, true),
        cost: this.#words.getInt16(offset + 6, true),
        length,
      });
    }
  }
}

async function readWords(file: string): Promise<Words> {
  return withFile(file, async (handle, size) => {
    const header = await bytesOf(file, handle, 0, headerBytes, size);
    const field = (index: number): number => header.getUint32(index * 4, true);
    const charset = Buffer.from(header.buffer, header.byteOffset + 40, 32)
      .toString('latin1')
      .replace(/\0.*$/s, '');
    if ((field(0) ^ dictionaryMagic) >>> 0 !== size) throw new TablereadError('text/dictionary-damaged', { file });
    if (field(1) !== dictionaryVersion || !/^utf-?8$/i.test(charset)) {
      throw new TablereadError('text/dictionary-kind', { file, kind: `version ${field(1)}, ${charset}` });
    }
    const trieBytes = field(6);
    const wordsBytes = field(7);
    if (trieBytes % 8 !== 0) throw new TablereadError('text/dictionary-damaged', { file });
    const trie = await bytesOf(file, handle, headerBytes, trieBytes, size);
    const words = await bytesOf(file, handle, headerBytes + trieBytes, wordsBytes, size);
    return new Words(new Int32Array(trie.buffer, 0, trieBytes / 4), words);
  });
}

async function readKinds(
  file: string,
): Promise<{ readonly names: readonly string[]; readonly kindOf: (code: number) => CharacterKind }> {
  return withFile(file, async (handle, size) => {
    const content = await bytesOf(file, handle, 0, size, size);
    const count = size < 4 ? NaN : content.getUint32(0, true);
    const start = 4 + count * categoryNameBytes;
    if (size !== start + characters * 4) throw new TablereadError('text/dictionary-damaged', { file });
    const names = Array.from({ length: count }, (_, index) =>
      Buffer.from(content.buffer, content.byteOffset + 4 + index * categoryNameBytes, categoryNameBytes)
        .toString('utf8')
        .replace(/\0.*$/s, ''),
    );
    // 18 bits of categories, 8 for the one that counts, 4 for the length, group, always.
    const kindOf = (code: number): CharacterKind => {
      const bits = content.getUint32(start + (code < characters ? code : 0) * 4, true);
      return {
        categories: bits & 0x3ffff,
        category: (bits >>> 18) & 0xff,
        longest: (bits >>> 26) & 0xf,
        group: ((bits >>> 30) & 1) === 1,
        always: bits >>> 31 === 1,
      };
    };
    return { names, kindOf };
  });
}

async function readMatrix(file: string): Promise<{ readonly rights: number; readonly costs: Int16Array }> {
  return withFile(file, async (handle, size) => {
    const content = await bytesOf(file, handle, 0, size, size);
    const rights = size < 4 ? NaN : content.getUint16(0, true);
    const lefts = size < 4 ? NaN : content.getUint16(2, true);
    if (size !== 4 + rights * lefts * 2) throw new TablereadError('text/dictionary-damaged', { file });
    return { rights, costs: new Int16Array(content.buffer, content.byteOffset + 4, rights * lefts) };
  });
}

async function withFile<T>(file: string, read: (handle: FileHandle, size: number) => Promise<T>): Promise<T> {
  const handle = await open(file);
  try {
    return await read(handle, (await handle.stat()).size);
  } finally {
    await handle.close();
  }
}

async function bytesOf(file: string, handle: FileHandle, at: number, length: number, size: number): Promise<DataView> {
  if (at + length > size) throw new TablereadError('text/dictionary-damaged', { file });
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) throw new TablereadError('text/dictionary-damaged', { file });
    done += bytesRead;
  }
  return new DataView(bytes.buffer);
}
