import type { SeededRandom } from '../sampling/seededRandom.ts';

/** The recorded emotions of the checkpoint, row by row: speakers' styles and what their emotion is to the network. */
export interface EmotionMatrix {
  /** [rows, styleWidth] (`feat1.pt`) */
  readonly styles: Float32Array;
  /** [rows, width] (`feat2.pt`) */
  readonly emotions: Float32Array;
  /** How many rows belong to each emotion, in the order of the weights (`emo_num` of the configuration). */
  readonly counts: readonly number[];
}

/** Below this a length counts as this, so that silence divides by something. Source: torch's cosine similarity. */
const leastLength = 1e-8;

/** For every emotion, the row whose speaker is most like `style` (by cosine; the first of equals). */
export function nearestEmotionRows({ styles, counts }: EmotionMatrix, style: Float32Array): number[] {
  return rowsOf(counts, (first, count) => {
    const likeness = Array.from({ length: count }, (_, row) => {
      const start = (first + row) * style.length;
      return cosine(style, styles.subarray(start, start + style.length));
    });
    return likeness.indexOf(Math.max(...likeness));
  });
}

/** For every emotion, any of its rows. */
export function randomEmotionRows({ counts }: EmotionMatrix, random: SeededRandom): number[] {
  return rowsOf(counts, (_, count, emotion) => random.integer('emotion', 0, emotion, count));
}

/**
 * The emotion of a line from weights: Σ wₖ · rowₖ, float32. `rows` counts within the whole matrix. [width]
 */
export function mixEmotionRows(
  { emotions, counts }: EmotionMatrix,
  rows: readonly number[],
  weights: readonly number[],
): Float32Array {
  const width = emotions.length / counts.reduce((total, count) => total + count, 0);
  const mixed = new Float32Array(width);
  rows.forEach((row, emotion) => {
    const weight = Math.fround(weights[emotion] ?? 0);
    for (let d = 0; d < width; d++) mixed[d] = (mixed[d] ?? 0) + Math.fround(weight * (emotions[row * width + d] ?? 0));
  });
  return mixed;
}

/** The mixed emotion over that of the speaker: mixed + (1 − Σ wₖ) · own. [width] */
export function blendEmotion(mixed: Float32Array, weights: readonly number[], own: Float32Array): Float32Array {
  const sum = weights.reduce((total, weight) => Math.fround(total + Math.fround(weight)), 0);
  const rest = Math.fround(1 - sum);
  return mixed.map((value, d) => value + Math.fround(rest * (own[d] ?? 0)));
}

function rowsOf(
  counts: readonly number[],
  choose: (first: number, count: number, emotion: number) => number,
): number[] {
  let first = 0;
  return counts.map((count, emotion) => {
    const row = first + choose(first, count, emotion);
    first += count;
    return row;
  });
}

function cosine(a: Float32Array, b: Float32Array): number {
  let product = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let d = 0; d < a.length; d++) {
    const x = a[d] ?? 0;
    const y = b[d] ?? 0;
    product += x * y;
    squaresOfA += x * x;
    squaresOfB += y * y;
  }
  return product / Math.max(leastLength, Math.sqrt(squaresOfA)) / Math.max(leastLength, Math.sqrt(squaresOfB));
}
