import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A word: its text, what its sides connect to, its cost. */
export type Word = readonly [text: string, left: number, right: number, cost: number];

export interface Category {
  readonly name: string;
  readonly longest: number;
  readonly group: boolean;
  readonly always: boolean;
  /** Which characters belong to it; the first category has all others. */
  readonly characters: string;
}

export interface Dictionary {
  readonly words: readonly Word[];
  /** The text of an unknown word is the name of its category. */
  readonly unknown: readonly Word[];
  readonly categories: readonly Category[];
  /** [left][right] */
  readonly costs: readonly (readonly number[])[];
}

/** Writes a compiled MeCab dictionary (version 102, UTF-8) into a folder. */
export function writeMecabDictionary(folder: string, { words, unknown, categories, costs }: Dictionary): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'sys.dic'), wordsFile(words));
  writeFileSync(join(folder, 'unk.dic'), wordsFile(unknown));
  writeFileSync(join(folder, 'char.bin'), charactersFile(categories));
  const rights = costs[0]?.length ?? 0;
  const matrix = Buffer.alloc(4 + costs.length * rights * 2);
  matrix.writeUInt16LE(rights, 0);
  matrix.writeUInt16LE(costs.length, 2);
  costs.flat().forEach((cost, at) => matrix.writeInt16LE(cost, 4 + at * 2));
  writeFileSync(join(folder, 'matrix.bin'), matrix);
}

function wordsFile(words: readonly Word[]): Buffer {
  const sorted = [...words].sort((a, b) => Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0])));
  const texts = [...new Set(sorted.map(([text]) => text))];
  const values = new Map(
    texts.map((text) => {
      const first = sorted.findIndex((word) => word[0] === text);
      return [text, first * 256 + sorted.filter((word) => word[0] === text).length];
    }),
  );
  const trie = doubleArray(values);
  const entries = Buffer.alloc(sorted.length * 16);
  sorted.forEach(([, left, right, cost], index) => {
    entries.writeUInt16LE(left, index * 16);
    entries.writeUInt16LE(right, index * 16 + 2);
    entries.writeInt16LE(cost, index * 16 + 6);
  });
  const header = Buffer.alloc(72);
  const size = header.length + trie.length + entries.length;
  [(0xef718f77 ^ size) >>> 0, 102, 0, sorted.length, 0, 0, trie.length, entries.length, 0, 0].forEach((value, index) =>
    header.writeUInt32LE(value, index * 4),
  );
  header.write('UTF-8', 40, 'latin1');
  return Buffer.concat([header, trie, entries]);
}

/** A double array of Darts: children of a node lie at its base + byte + 1, its own value at its base. */
function doubleArray(values: ReadonlyMap<string, number>): Buffer {
  const base: number[] = [];
  const check: (number | undefined)[] = [];
  // Two nodes at one base would take each other's children for their own.
  const taken = new Set<number>();
  const place = (keys: readonly (readonly [rest: Buffer, value: number])[]): number => {
    const offsets = [...new Set(keys.map(([rest]) => (rest.length === 0 ? 0 : (rest[0] ?? 0) + 1)))];
    let at = 1;
    while (taken.has(at) || offsets.some((offset) => check[at + offset] !== undefined)) at++;
    taken.add(at);
    for (const offset of offsets) check[at + offset] = at;
    for (const offset of offsets) {
      const own = keys.filter(([rest]) => (rest.length === 0 ? 0 : (rest[0] ?? 0) + 1) === offset);
      base[at + offset] =
        offset === 0 ? -(own[0]?.[1] ?? 0) - 1 : place(own.map(([rest, value]) => [rest.subarray(1), value] as const));
    }
    return at;
  };
  check[0] = 0;
  base[0] = place([...values].map(([text, value]) => [Buffer.from(text), value] as const));
  // A place beyond the last child of any node is looked at too.
  const bytes = Buffer.alloc((check.length + 300) * 8);
  for (let unit = 0; unit < check.length; unit++) {
    bytes.writeInt32LE(base[unit] ?? 0, unit * 8);
    bytes.writeInt32LE(check[unit] ?? 0, unit * 8 + 4);
  }
  return bytes;
}

function charactersFile(categories: readonly Category[]): Buffer {
  const start = 4 + categories.length * 32;
  const bytes = Buffer.alloc(start + 0xffff * 4);
  bytes.writeUInt32LE(categories.length, 0);
  categories.forEach(({ name }, index) => bytes.write(name, 4 + index * 32, 'latin1'));
  const bits = categories.map(({ longest, group, always }, index) => {
    return ((1 << index) | (index << 18) | (longest << 26) | (Number(group) << 30) | (Number(always) << 31)) >>> 0;
  });
  for (let code = 0; code < 0xffff; code++) bytes.writeUInt32LE(bits[0] ?? 0, start + code * 4);
  categories.forEach(({ characters }, index) => {
    for (const character of characters) bytes.writeUInt32LE(bits[index] ?? 0, start + character.charCodeAt(0) * 4);
  });
  return bytes;
}
