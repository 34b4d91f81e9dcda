import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { gptPrefix } from './gptWeights.ts';

/** Ids that begin and end a text; a tokeniser's ids of the same value are left out of it. Source: config.yaml, gpt. */
const startOfText = 0;
const endOfText = 1;

/**
 * What the decoder is fed: vectors of codes, of text and of conditions. Tables of codes and positions are held in
 * memory (46 MB at full size); of the table of text, up to 310 MB, only the rows of a line are read.
 * Source: UnifiedVoice.prepare_gpt_inputs and get_logits of IndexTTS.
 */
export class GptEmbeddings {
  readonly width: number;
  /** Longest text, in ids. */
  readonly longestText: number;
  /** Most codes that a line can have: of the table of positions, row 1 is skipped and the last is the stop code's. */
  readonly mostCodes: number;
  readonly #checkpoint: Checkpoint;
  readonly #prefix: string;
  readonly #codes: Float32Array;
  readonly #codePositions: Float32Array;
  readonly #textPositions: Float32Array;

  constructor(checkpoint: Checkpoint) {
    this.#checkpoint = checkpoint;
    this.#prefix = gptPrefix(checkpoint);
    this.#codes = this.#floats('mel_embedding.weight');
    this.#codePositions = this.#floats('mel_pos_embedding.emb.weight');
    this.#textPositions = this.#floats('text_pos_embedding.emb.weight');
    this.width = checkpoint.entry(`${this.#prefix}mel_embedding.weight`).shape[1] ?? 0;
    this.longestText = this.#textPositions.length / this.width - 2;
    this.mostCodes = this.#codePositions.length / this.width - 2;
  }

  /** A code at a position: [width]. While generating, the start code stands at 0 and the k-th code at k + 1. */
  code(code: number, position: number): Float32Array {
    return this.#sum(row(this.#codes, code, this.width), row(this.#codePositions, position, this.width));
  }

  /** Codes at the positions 0, 1, 2, … as in the second pass: [n, width]. */
  codes(codes: readonly number[]): Float32Array {
    return join(codes.map((code, position) => this.code(code, position)));
  }

  /**
   * A text with its start and its end: [n + 2, width]. `language` is a row of 2.5's table of languages, added to every
   * vector. The original pads on the left for every id that is left out and masks the padding; it is dropped here.
   */
  text(ids: readonly number[], language?: number): Float32Array {
    const kept = ids.filter((id) => id !== startOfText && id !== endOfText);
    const spoken = language === undefined ? undefined : this.#rows('lang_embedding.weight', language);
    return join(
      [startOfText, ...kept, endOfText].map((id, position) => {
        const vector = this.#sum(
          this.#rows('text_embedding.weight', id),
          row(this.#textPositions, position, this.width),
        );
        return spoken === undefined ? vector : this.#sum(vector, spoken);
      }),
    );
  }

  /**
   * The vectors before the text: speaker latents [n, width], each with the emotion [width] added, and the two of the
   * duration: in version 2 rows 1 and 0 of its table, in 2.5 zeros.
   */
  conditions(speaker: Float32Array, emotion: Float32Array): Float32Array {
    const { width } = this;
    const felt = speaker.map((value, index) => value + (emotion[index % width] ?? 0));
    const slots = this.#checkpoint.entries.has(`${this.#prefix}speed_emb.weight`)
      ? [this.#rows('speed_emb.weight', 1), this.#rows('speed_emb.weight', 0)]
      : [new Float32Array(2 * width)];
    return join([felt, ...slots]);
  }

  /** The speaker of version 2.5: a style [192] projected to one latent [1, width]. */
  speaker(style: Float32Array): Float32Array {
    const matrix = this.#floats('spk_emb_proj.weight');
    return this.#floats('spk_emb_proj.bias').map((start, output) => {
      let sum = start;
      for (let i = 0; i < style.length; i++) sum += (style[i] ?? 0) * (matrix[output * style.length + i] ?? 0);
      return sum;
    });
  }

  #floats(name: string): Float32Array {
    return this.#checkpoint.floats(this.#prefix + name);
  }

  #rows(name: string, first: number): Float32Array {
    return this.#checkpoint.rows(this.#prefix + name, first, 1);
  }

  #sum(a: Float32Array, b: Float32Array): Float32Array {
    return a.map((value, index) => value + (b[index] ?? 0));
  }
}

/** The emotion between the speaker's own and another's: 0 the former, 1 the latter, beyond 1 extrapolated. */
export function blendEmotions(own: Float32Array, other: Float32Array, strength: number): Float32Array {
  return own.map((value, index) => value + strength * ((other[index] ?? 0) - value));
}

function row(table: Float32Array, index: number, width: number): Float32Array {
  if (index < 0 || (index + 1) * width > table.length) throw new RangeError(`row ${index} of ${table.length / width}`);
  return table.subarray(index * width, (index + 1) * width);
}

function join(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}
