/** One arc: what it reads and writes (a character or nothing), its weight and where it leads. */
export type Arc = readonly [reads: string, writes: string, weight: number, next: number];

/** A state: its weight as an end (Infinity = none) and its arcs, which are written sorted by what they read. */
export interface State {
  readonly final: number;
  readonly arcs: readonly Arc[];
}

const code = (character: string): number => (character === '' ? 0 : character.charCodeAt(0));

/** Writes a transducer as OpenFST does: `vector`, `standard`, version 2. */
export function writeGrammar(states: readonly State[], start = 0): Buffer {
  const int32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    return bytes;
  };
  const int64 = (value: number): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(value));
    return bytes;
  };
  const float = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    return bytes;
  };
  const string = (text: string): Buffer => Buffer.concat([int32(text.length), Buffer.from(text)]);
  const arcs = states.reduce((count, state) => count + state.arcs.length, 0);
  return Buffer.concat([
    int32(2125659606),
    string('vector'),
    string('standard'),
    int32(2),
    int32(0),
    int64(0),
    int64(start),
    int64(states.length),
    int64(arcs),
    ...states.flatMap((state) => [
      float(state.final),
      int64(state.arcs.length),
      ...[...state.arcs]
        .sort((a, b) => code(a[0]) - code(b[0]))
        .flatMap(([reads, writes, weight, next]) => [
          int32(code(reads)),
          int32(code(writes)),
          float(weight),
          int32(next),
        ]),
    ]),
  ]);
}
