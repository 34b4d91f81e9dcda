import { gunzipSync } from 'node:zlib';
import { TablereadError } from '../../foundation/tablereadError.ts';

/**
 * A weighted finite-state transducer over bytes. State `s` owns the arcs `arcStart[s] … arcStart[s + 1] − 1`, sorted by
 * input byte; those before `labelStart[s]` read nothing (epsilon).
 */
export interface TextGrammar {
  /** Name for errors. */
  readonly file: string;
  readonly start: number;
  readonly states: number;
  /** Weight of ending in a state, Infinity where a path cannot end. [states] */
  readonly final: Float32Array;
  /** [states + 1] */
  readonly arcStart: Int32Array;
  /** [states] */
  readonly labelStart: Int32Array;
  /** Byte that an arc reads, 0 = none. [arcs] */
  readonly input: Uint8Array;
  /** Byte that an arc writes, 0 = none. [arcs] */
  readonly output: Uint8Array;
  /** [arcs] */
  readonly weight: Float32Array;
  /** State that an arc leads to. [arcs] */
  readonly next: Int32Array;
  /** Which row of `lookahead` holds for a state. [states] */
  readonly lookaheadRow: Int32Array;
  /**
   * What can follow in a state: bit b of a row (word b >> 5) is set where byte b can be read next, whatever is written
   * before; bit 0 stands for the end of the text. Eight words a row.
   */
  readonly lookahead: Uint32Array;
}

/** First word of every OpenFST file. */
const magicNumber = 2125659606;
/** Flags of the header: the file carries input or output symbol tables, which byte grammars do not have. */
const symbolTables = 3;
const bytesOfState = 12;
const bytesOfArc = 16;
/** Unpacked; the largest published grammar has 8 MB. */
const largestGrammar = 256 * 1024 * 1024;

/**
 * Reads an OpenFST file: a `vector` transducer with `standard` arcs (tropical weights), byte labels and no symbol
 * tables; gzip is unpacked. Sizes are checked against the file before anything is allocated.
 * Errors: `text/grammar-…`, naming the file. Source: the file format of OpenFST 1.7 (version 2 of the vector type).
 */
export function readTextGrammar(file: string, content: Uint8Array): TextGrammar {
  const reader = new Reader(file, unpacked(file, content));
  if (reader.int32() !== magicNumber) throw new TablereadError('text/grammar-foreign', { file });
  const kind = `${reader.string()}/${reader.string()}`;
  const version = reader.int32();
  const flags = reader.int32();
  if (kind !== 'vector/standard' || version !== 2 || (flags & symbolTables) !== 0) {
    throw new TablereadError('text/grammar-kind', { file, kind: `${kind}, version ${version}, flags ${flags}` });
  }
  reader.skip(8); // properties of the graph: what matters is checked below
  const start = reader.int64();
  const states = reader.int64();
  reader.skip(8); // number of arcs: 0 in files of older tools
  const arcs = (reader.left - states * bytesOfState) / bytesOfArc;
  if (!(states > 0) || !Number.isInteger(arcs) || arcs < 0) reader.fail();
  if (!(start >= 0 && start < states)) reader.fail();
  const graph = readStates(reader, states, arcs);
  return { file, start, states, ...graph, ...lookAhead(file, states, graph) };
}

type Graph = Pick<TextGrammar, 'final' | 'arcStart' | 'labelStart' | 'input' | 'output' | 'weight' | 'next'>;

function readStates(reader: Reader, states: number, arcs: number): Graph {
  const graph = {
    final: new Float32Array(states),
    arcStart: new Int32Array(states + 1),
    labelStart: new Int32Array(states),
    input: new Uint8Array(arcs),
    output: new Uint8Array(arcs),
    weight: new Float32Array(arcs),
    next: new Int32Array(arcs),
  };
  const { final, arcStart, labelStart, input, output, weight, next } = graph;
  let arc = 0;
  for (let state = 0; state < states; state++) {
    arcStart[state] = arc;
    final[state] = reader.weight();
    const count = reader.int64();
    if (!(count >= 0 && count <= arcs - arc)) reader.fail();
    let silent = 0;
    let last = 0;
    for (const end = arc + count; arc < end; arc++) {
      const read = reader.label();
      // Compositions look bytes up by bisection, and epsilons come first.
      if (read < last) reader.fail();
      last = read;
      if (read === 0) silent++;
      input[arc] = read;
      output[arc] = reader.label();
      weight[arc] = reader.weight();
      const target = reader.int32();
      if (!(target >= 0 && target < states)) reader.fail();
      next[arc] = target;
    }
    labelStart[state] = (arcStart[state] ?? 0) + silent;
  }
  arcStart[states] = arc;
  if (arc !== arcs) reader.fail();
  return graph;
}

/**
 * What every state can read next: the union over the states that it reaches without reading. Few different sets occur
 * (about 1,500 for 130,000 states), so they are shared. Walks the silent arcs depth first; a loop of silent arcs makes
 * best paths meaningless and is an error.
 */
function lookAhead(file: string, states: number, graph: Graph): Pick<TextGrammar, 'lookahead' | 'lookaheadRow'> {
  const { final, arcStart, labelStart, input, next } = graph;
  const open = -1;
  const unseen = -2;
  const lookaheadRow = new Int32Array(states).fill(unseen);
  const rows: Uint32Array[] = [];
  const rowOf = new Map<string, number>();
  const stack = new Int32Array(states);
  const cursor = Int32Array.from(arcStart);
  for (let root = 0; root < states; root++) {
    if (lookaheadRow[root] !== unseen) continue;
    let depth = 0;
    stack[0] = root;
    lookaheadRow[root] = open;
    while (depth >= 0) {
      const state = stack[depth] ?? 0;
      const arc = cursor[state] ?? 0;
      if (arc < (labelStart[state] ?? 0)) {
        cursor[state] = arc + 1;
        const target = next[arc] ?? 0;
        if (lookaheadRow[target] === open) throw new TablereadError('text/grammar-loop', { file, state: target });
        if (lookaheadRow[target] !== unseen) continue;
        lookaheadRow[target] = open;
        depth++;
        stack[depth] = target;
        continue;
      }
      const row = new Uint32Array(8);
      if (final[state] !== Infinity) row[0] = 1;
      for (let silent = arcStart[state] ?? 0; silent < arc; silent++) {
        const other = rows[lookaheadRow[next[silent] ?? 0] ?? 0];
        if (other !== undefined) for (let word = 0; word < 8; word++) row[word] = (row[word] ?? 0) | (other[word] ?? 0);
      }
      for (let label = arc; label < (arcStart[state + 1] ?? 0); label++) {
        const byte = input[label] ?? 0;
        row[byte >> 5] = (row[byte >> 5] ?? 0) | (1 << (byte & 31));
      }
      lookaheadRow[state] = shared(row, rows, rowOf);
      depth--;
    }
  }
  const lookahead = new Uint32Array(rows.length * 8);
  rows.forEach((row, index) => lookahead.set(row, index * 8));
  return { lookahead, lookaheadRow };
}

function shared(row: Uint32Array, rows: Uint32Array[], rowOf: Map<string, number>): number {
  const key = row.join();
  const known = rowOf.get(key);
  if (known !== undefined) return known;
  rowOf.set(key, rows.length);
  rows.push(row);
  return rows.length - 1;
}

function unpacked(file: string, content: Uint8Array): Uint8Array {
  if (content[0] !== 0x1f || content[1] !== 0x8b) return content;
  try {
    return gunzipSync(content, { maxOutputLength: largestGrammar });
  } catch (cause) {
    throw new TablereadError('text/grammar-damaged', { file, at: 0 }, { cause });
  }
}

class Reader {
  readonly #file: string;
  readonly #view: DataView;
  #at = 0;

  constructor(file: string, bytes: Uint8Array) {
    this.#file = file;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#view.byteLength - this.#at;
  }

  fail(): never {
    throw new TablereadError('text/grammar-damaged', { file: this.#file, at: this.#at });
  }

  skip(bytes: number): void {
    if (bytes > this.left) this.fail();
    this.#at += bytes;
  }

  int32(): number {
    if (this.left < 4) this.fail();
    const value = this.#view.getInt32(this.#at, true);
    this.#at += 4;
    return value;
  }

  /** As a number: what does not fit one is too large for any file. */
  int64(): number {
    if (this.left < 8) this.fail();
    const value = Number(this.#view.getBigInt64(this.#at, true));
    this.#at += 8;
    return value;
  }

  label(): number {
    const value = this.int32();
    if (!(value >= 0 && value <= 255)) this.fail();
    return value;
  }

  /** Infinity stands for "never"; NaN and −Infinity have no meaning. */
  weight(): number {
    if (this.left < 4) this.fail();
    const value = this.#view.getFloat32(this.#at, true);
    if (!(value > -Infinity)) this.fail();
    this.#at += 4;
    return value;
  }

  string(): string {
    const length = this.int32();
    if (!(length >= 0 && length <= 64 && length <= this.left)) this.fail();
    let text = '';
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.#view.getUint8(this.#at + i));
    this.#at += length;
    return text;
  }
}
