import type { Graph, Quantised } from './graph.ts';
import type { Value } from './value.ts';

/**
 * What several products take: `source` with its elements moved or repeated by `move`, and none computed. Products in 8
 * bits quantise it once and move the codes, a quarter of the bytes. For a single product that is slower than the
 * operator that does both.
 */
export class SharedFactor {
  readonly source: Value;
  readonly #move: (value: Value) => Value;
  #plain: Value | undefined;
  #quantised: Quantised | undefined;

  constructor(source: Value, move: (value: Value) => Value = (value) => value) {
    this.source = source;
    this.#move = move;
  }

  plain(): Value {
    this.#plain ??= this.#move(this.source);
    return this.#plain;
  }

  quantised(graph: Graph): Quantised {
    if (this.#quantised === undefined) {
      const { codes, scale, zero } = graph.quantise(this.source);
      this.#quantised = { codes: this.#move(codes), scale, zero };
    }
    return this.#quantised;
  }
}
