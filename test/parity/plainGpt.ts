import type { Checkpoint } from '../../models/checkpoints/checkpoint.ts';
import { gptPrefix } from '../../models/networks/gptWeights.ts';

/** Keys and values of every layer so far, [positions][width]. */
interface Past {
  readonly keys: readonly (readonly Float64Array[])[];
  readonly values: readonly (readonly Float64Array[])[];
}

interface Layer {
  readonly normBefore: Norm;
  readonly attention: Linear;
  readonly attentionOut: Linear;
  readonly normBetween: Norm;
  readonly widen: Linear;
  readonly narrow: Linear;
}

interface Norm {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** Weights as GPT-2 stores them, [in, out]. */
interface Linear {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/**
 * The language model in plain float64 loops, for testing what chooses its codes: written from gpt.md alone, it shares
 * nothing with the networks of the product.
 */
export class PlainGpt {
  readonly #layers: readonly Layer[];
  readonly #norms: readonly Norm[];
  readonly #head: Linear;
  readonly #codes: Float32Array;
  readonly #positions: Float32Array;
  readonly #width: number;
  readonly #heads: number;
  readonly size: number;

  constructor(checkpoint: Checkpoint, heads: number) {
    this.#heads = heads;
    const prefix = gptPrefix(checkpoint);
    const floats = (name: string): Float32Array => checkpoint.floats(prefix + name);
    const norm = (name: string): Norm => ({ weight: floats(`${name}.weight`), bias: floats(`${name}.bias`) });
    const layers: Layer[] = [];
    while (checkpoint.entries.has(`${prefix}gpt.h.${layers.length}.ln_1.weight`)) {
      const at = `gpt.h.${layers.length}`;
      layers.push({
        normBefore: norm(`${at}.ln_1`),
        attention: norm(`${at}.attn.c_attn`),
        attentionOut: norm(`${at}.attn.c_proj`),
        normBetween: norm(`${at}.ln_2`),
        widen: norm(`${at}.mlp.c_fc`),
        narrow: norm(`${at}.mlp.c_proj`),
      });
    }
    this.#layers = layers;
    this.#norms = [norm('gpt.ln_f'), norm('final_norm')];
    const head = norm('mel_head');
    this.size = head.bias.length;
    this.#width = head.weight.length / this.size;
    // The head is stored [out, in].
    const width = this.#width;
    const weight = new Float32Array(head.weight.length);
    head.weight.forEach((value, at) => (weight[(at % width) * this.size + Math.floor(at / width)] = value));
    this.#head = { weight, bias: head.bias };
    this.#codes = floats('mel_embedding.weight');
    this.#positions = floats('mel_pos_embedding.emb.weight');
  }

  /** What a code is at a position. */
  embed(code: number, position: number): Float64Array {
    const width = this.#width;
    return Float64Array.from({ length: width }, (_, d) => {
      return (this.#codes[code * width + d] ?? 0) + (this.#positions[position * width + d] ?? 0);
    });
  }

  /** Runs one more position. */
  step(input: Float64Array, past: Past | undefined): { readonly logits: Float32Array; readonly past: Past } {
    let x = input;
    const keys: (readonly Float64Array[])[] = [];
    const values: (readonly Float64Array[])[] = [];
    this.#layers.forEach((layer, index) => {
      const both = linear(normalised(x, layer.normBefore), layer.attention);
      const width = this.#width;
      const key = [...(past?.keys[index] ?? []), both.slice(width, 2 * width)];
      const value = [...(past?.values[index] ?? []), both.slice(2 * width)];
      keys.push(key);
      values.push(value);
      x = sum(x, linear(attend(both.subarray(0, width), key, value, this.#heads), layer.attentionOut));
      const wide = linear(normalised(x, layer.normBetween), layer.widen).map(gelu);
      x = sum(x, linear(wide, layer.narrow));
    });
    const state = this.#norms.reduce(normalised, x);
    return { logits: Float32Array.from(linear(state, this.#head)), past: { keys, values } };
  }
}

function attend(
  query: Float64Array,
  keys: readonly Float64Array[],
  values: readonly Float64Array[],
  heads: number,
): Float64Array {
  const headWidth = query.length / heads;
  const result = new Float64Array(query.length);
  for (let head = 0; head < query.length; head += headWidth) {
    const scores = keys.map((key) => {
      let score = 0;
      for (let d = head; d < head + headWidth; d++) score += (query[d] ?? 0) * (key[d] ?? 0);
      return score / Math.sqrt(headWidth);
    });
    const greatest = Math.max(...scores);
    const weights = scores.map((score) => Math.exp(score - greatest));
    const total = weights.reduce((a, b) => a + b, 0);
    values.forEach((value, at) => {
      const share = (weights[at] ?? 0) / total;
      for (let d = head; d < head + headWidth; d++) result[d] = (result[d] ?? 0) + share * (value[d] ?? 0);
    });
  }
  return result;
}

function linear(x: Float64Array, { weight, bias }: Linear): Float64Array {
  const result = Float64Array.from(bias);
  const width = result.length;
  for (let row = 0; row < x.length; row++) {
    const factor = x[row] ?? 0;
    const start = row * width;
    for (let column = 0; column < width; column++) {
      result[column] = (result[column] ?? 0) + factor * (weight[start + column] ?? 0);
    }
  }
  return result;
}

function normalised(x: Float64Array, { weight, bias }: Norm): Float64Array {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  const variance = x.reduce((a, b) => a + (b - mean) ** 2, 0) / x.length;
  const scale = 1 / Math.sqrt(variance + 1e-5);
  return x.map((value, d) => (value - mean) * scale * (weight[d] ?? 0) + (bias[d] ?? 0));
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, d) => value + (b[d] ?? 0));
}

function gelu(x: number): number {
  return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
}

export type { Past };
