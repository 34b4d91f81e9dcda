import type { Session, Tensor } from '../onnx/session.ts';
import type { Gpt2Size } from './gpt2.ts';
import { KeyValueCache, type AddedSteps } from './keyValueCache.ts';

/** Added to the score of a step that must not be looked at: its share becomes exactly 0. */
const hiddenScore = -1e9;

interface Pass {
  readonly logits: Float32Array;
  readonly hidden: Float32Array;
  readonly added: AddedSteps;
}

/**
 * Decodes rows step by step, several lines and several beams of each at once: a step of twelve rows takes twice the
 * time of one. Rows may have different lengths.
 */
export class GptDecoder {
  readonly size: Gpt2Size;
  readonly #session: Session;
  readonly #cache: KeyValueCache;

  constructor(session: Session, size: Gpt2Size) {
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
    const { logits, added } = await this.#run(bySlot, rows, 1, bias, past);
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
    return this.#run(embeddings, 1, steps, bias, past);
  }

  async #run(
    embeddings: Float32Array,
    rows: number,
    steps: number,
    bias: Float32Array,
    past: Readonly<Record<string, Tensor>>,
  ): Promise<Pass> {
    const { logits, hidden, added } = await this.#session.run({
      embeddings: { elements: embeddings, shape: [rows, steps, this.size.width] },
      bias: { elements: bias, shape: [rows, 1, steps, bias.length / (rows * steps)] },
      ...past,
    });
    return { logits: floats(logits), hidden: floats(hidden), added: { elements: floats(added), rows, steps } };
  }
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.elements instanceof Float32Array)) throw new TypeError('the decoder gives float32');
  return tensor.elements;
}
