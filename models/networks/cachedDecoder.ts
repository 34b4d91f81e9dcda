import type { Session, Tensor } from '../onnx/session.ts';
import { KeyValueCache } from './keyValueCache.ts';
import { StepStore, type AddedSteps } from './stepStore.ts';

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
  /** Whether a line may go on in several rows. */
  readonly beams: boolean;
}

interface Pass {
  readonly logits: Float32Array;
  readonly hidden: Float32Array;
  readonly added: AddedSteps;
}

/** What a decoder is fed of the past. */
interface Past {
  readonly bias: Float32Array;
  readonly line: StepStore;
  readonly beam: StepStore;
}

/**
 * Runs a decoder with caches (`gpt2`, `qwen3`). Decodes rows step by step, several lines and several beams of each at
 * once: a step of twelve rows takes twice the time of one. Rows may have different lengths.
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
    return this.#cache.places.length;
  }

  /**
   * Adds a row, a line of its own, that begins with embeddings [steps, width]; gives the logits [codes] behind them. More
   * rows of the same beginning (beams) are made by `takeOver`, without computing it again.
   */
  async begin(embeddings: Float32Array): Promise<Float32Array> {
    const { logits, added } = await this.#fresh(embeddings, embeddings.length / this.size.width - 1);
    this.#cache.addLine(added);
    return logits;
  }

  /** Row i goes on from what was row `parents[i]`; rows without a child end. */
  takeOver(parents: readonly number[]): void {
    if (!this.size.beams && new Set(parents).size < parents.length) throw new RangeError('this decoder has no beams');
    this.#cache.takeOver(parents);
  }

  /** Feeds every row one embedding: [rows, width] gives logits [rows, codes]. */
  async step(embeddings: Float32Array): Promise<Float32Array> {
    const { width, codes } = this.size;
    const { places, lines, beams } = this.#cache;
    const byPlace = new Float32Array(lines * beams * width);
    places.forEach((place, row) => byPlace.set(embeddings.subarray(row * width, (row + 1) * width), place * width));
    const starts = Array.from({ length: lines }, (_, line) => this.#cache.lineLength(line));
    const { logits, added } = await this.#run(byPlace, [lines, beams, 1], starts, 0, this.#past());
    this.#cache.append(added);
    const byRow = new Float32Array(places.length * codes);
    places.forEach((place, row) => byRow.set(logits.subarray(place * codes, (place + 1) * codes), row * codes));
    return byRow;
  }

  /**
   * Hidden states [steps − first, width], from the step `first` on, of embeddings [steps, width], apart from all rows:
   * version 2's second pass.
   */
  async hidden(embeddings: Float32Array, first: number): Promise<Float32Array> {
    return (await this.#fresh(embeddings, first)).hidden;
  }

  /** All that the rows have behind them, for a single new step. */
  #past(): Past {
    const { lines, beams, line, beam } = this.#cache;
    const all = line.room + beam.room + 1;
    const bias = new Float32Array(lines * beams * all);
    for (let place = 0; place < lines * beams; place++) {
      const [of, start] = [Math.floor(place / beams), place * all];
      bias.fill(hiddenScore, start + this.#cache.lineLength(of), start + line.room);
      bias.fill(hiddenScore, start + line.room + this.#cache.beamLength(of, place % beams), start + all - 1);
    }
    return { bias, line, beam };
  }

  /** A pass over a whole beginning. One unused step stands for the past: some devices cannot take an empty one. */
  async #fresh(embeddings: Float32Array, first: number): Promise<Pass> {
    const steps = embeddings.length / this.size.width;
    const bias = new Float32Array(steps * (1 + steps));
    for (let step = 0; step < steps; step++) {
      const start = step * (1 + steps);
      bias[start] = hiddenScore;
      bias.fill(hiddenScore, start + 1 + step + 1, start + 1 + steps);
    }
    const unused = (room: number): StepStore => {
      const store = new StepStore(this.size);
      store.layOut([undefined], 1, room, () => 0);
      return store;
    };
    return this.#run(embeddings, [1, 1, steps], [0], first, { bias, line: unused(1), beam: unused(0) });
  }

  /** `starts`: of every line the position of its first step; `first`: the step from which hidden states are wanted. */
  async #run(
    embeddings: Float32Array,
    sizes: readonly [lines: number, beams: number, steps: number],
    starts: readonly number[],
    first: number,
    past: Past,
  ): Promise<Pass> {
    const [lines, beams, steps] = sizes;
    const { width, layers } = this.size;
    const looked = past.bias.length / (lines * beams * steps);
    const positions = starts.flatMap((start) => Array.from({ length: steps }, (_, step) => BigInt(start + step)));
    const stores = this.size.beams ? { '': past.line, 'beam.': past.beam } : { '': past.line };
    const fed: Record<string, Tensor> = {};
    for (const [prefix, store] of Object.entries(stores)) {
      for (let layer = 0; layer < layers; layer++) {
        fed[`${prefix}key.${layer}`] = { elements: store.keys(layer), shape: store.shape };
        fed[`${prefix}value.${layer}`] = { elements: store.values(layer), shape: store.shape };
      }
    }
    const { logits, hidden, added } = await this.#session.run({
      embeddings: { elements: embeddings, shape: [...sizes, width] },
      bias: { elements: past.bias, shape: [lines, 1, beams, steps, looked] },
      first: { elements: BigInt64Array.of(BigInt(first)), shape: [1] },
      ...fed,
      ...(this.size.positions ? { positions: { elements: BigInt64Array.from(positions), shape: [lines, steps] } } : {}),
    });
    return {
      logits: floats(logits),
      hidden: floats(hidden),
      added: { elements: floats(added), lines, lanes: beams, steps },
    };
  }
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.elements instanceof Float32Array)) throw new TypeError('the decoder gives float32');
  return tensor.elements;
}
