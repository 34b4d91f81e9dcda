import type { Session, Tensor } from '../onnx/session.ts';
import { KeyValueCache, type AddedSteps } from './keyValueCache.ts';

/** Added to the score of a step that must not be looked at: its share becomes exactly 0. */
const hiddenScore = -1e9;

/** Sizes of a decoder, as its checkpoint and configuration give them. */
export interface DecoderSize {
  readonly layers: number;
  /** Heads of keys and values. */
  readonly heads: number;
  /** Width of a head. */
  readonly headSize: number;
  /** Width of what it is fed. */
  readonly width: number;
  /** Codes that its logits tell apart. */
  readonly codes: number;
  /** Whether it takes `positions` [rows, steps]: the place of every step in its row. */
  readonly positions: boolean;
}

interface Pass {
  readonly logits: Float32Array;
  readonly hidden: Float32Array;
  readonly added: AddedSteps;
}

/**
 * Runs a decoder with caches (`gpt2`, `qwen3`). Decodes rows step by step, several lines and several beams of each at once: a step of twelve rows takes twice the
 * time of one. Rows may have different lengths.
 */
export class CachedDecoder {
  readonly size: DecoderSize;
  readonly #session: Session;
  readonly #cache: KeyValueCache;

  constructor(session: Session, size: DecoderSize) {
    this.#session = session;
    this.size = size;
    this.#cache = new KeyValueCache(size);
  }

  /** Number of rows. */
  get rows(): number {
    return this.#cache.rows;
  }

  /**
   * Adds a row that begins with embeddings [steps, width]; gives the logits [codes] behind them. More rows of the same
   * beginning (beams) are made by `takeOver`, without computing it again.
   */
  async begin(embeddings: Float32Array): Promise<Float32Array> {
    const { logits, added } = await this.#fresh(embeddings);
    this.#cache.addRow(added);
    return logits;
  }

  /** Row i goes on from what was row `parents[i]`; rows without a child end. */
  takeOver(parents: readonly number[]): void {
    this.#cache.takeOver(parents);
  }

  /** Feeds every row one embedding: [rows, width] gives logits [rows, codes]. */
  async step(embeddings: Float32Array): Promise<Float32Array> {
    const { width, codes } = this.size;
    const { rows, slots, capacity } = this.#cache;
    const bySlot = new Float32Array(embeddings.length);
    slots.forEach((slot, row) => bySlot.set(embeddings.subarray(row * width, (row + 1) * width), slot * width));
    const bias = new Float32Array(rows * (capacity + 1));
    for (let slot = 0; slot < rows; slot++) {
      const start = slot * (capacity + 1);
      bias.fill(hiddenScore, start + this.#cache.length(slot), start + capacity);
    }
    const past: Record<string, Tensor> = {};
    const shape = [rows, this.size.heads, capacity, this.size.headSize];
    for (let layer = 0; layer < this.size.layers; layer++) {
      past[`key.${layer}`] = { elements: this.#cache.keys(layer), shape };
      past[`value.${layer}`] = { elements: this.#cache.values(layer), shape };
    }
    const places = Array.from({ length: rows }, (_, slot) => this.#cache.length(slot));
    const { logits, added } = await this.#run(bySlot, places, 1, bias, past);
    this.#cache.append(added);
    const byRow = new Float32Array(logits.length);
    slots.forEach((slot, row) => byRow.set(logits.subarray(slot * codes, (slot + 1) * codes), row * codes));
    return byRow;
  }

  /** Hidden states [steps, width] of embeddings [steps, width], apart from all rows: version 2's second pass. */
  async hidden(embeddings: Float32Array): Promise<Float32Array> {
    return (await this.#fresh(embeddings)).hidden;
  }

  /** A pass over a whole beginning. One unused step stands for the past: some devices cannot take an empty one. */
  async #fresh(embeddings: Float32Array): Promise<Pass> {
    const { width, layers, heads, headSize } = this.size;
    const steps = embeddings.length / width;
    const bias = new Float32Array(steps * (1 + steps));
    for (let step = 0; step < steps; step++) {
      const start = step * (1 + steps);
      bias[start] = hiddenScore;
      bias.fill(hiddenScore, start + 1 + step + 1, start + 1 + steps);
    }
    const nothing = { elements: new Float32Array(heads * headSize), shape: [1, heads, 1, headSize] };
    const past: Record<string, Tensor> = {};
    for (let layer = 0; layer < layers; layer++) {
      past[`key.${layer}`] = nothing;
      past[`value.${layer}`] = nothing;
    }
    return this.#run(embeddings, [0], steps, bias, past);
  }

  /** `places`: for every row the position of its first step. */
  async #run(
    embeddings: Float32Array,
    places: readonly number[],
    steps: number,
    bias: Float32Array,
    past: Readonly<Record<string, Tensor>>,
  ): Promise<Pass> {
    const rows = places.length;
    const positions = places.flatMap((place) => Array.from({ length: steps }, (_, step) => BigInt(place + step)));
    const { logits, hidden, added } = await this.#session.run({
      embeddings: { elements: embeddings, shape: [rows, steps, this.size.width] },
      bias: { elements: bias, shape: [rows, 1, steps, bias.length / (rows * steps)] },
      ...past,
      ...(this.size.positions ? { positions: { elements: BigInt64Array.from(positions), shape: [rows, steps] } } : {}),
    });
    return { logits: floats(logits), hidden: floats(hidden), added: { elements: floats(added), rows, steps } };
  }
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.elements instanceof Float32Array)) throw new TypeError('the decoder gives float32');
  return tensor.elements;
}
