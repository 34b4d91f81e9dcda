/** Eight weights: happy, angry, sad, afraid, disgusted, melancholic, surprised, calm. */
export type EmotionWeights = readonly number[];

/** How strongly each emotion tends to act, to be evened out. Source: `normalize_emo_vec` of the original. */
const biases: EmotionWeights = [0.9375, 0.875, 1, 1, 0.9375, 0.9375, 0.6875, 0.5625];
/** Beyond this sum speech becomes unstable. Source: the same. */
const greatestSum = 0.8;

/**
 * Weights at a strength of 0–1 (held there), cut to four decimals as the original does; at 1 they stay as they are.
 */
export function scaleEmotion(weights: EmotionWeights, strength: number): number[] {
  const scale = Math.max(0, Math.min(1, strength));
  if (scale === 1) return [...weights];
  return weights.map((weight) => Math.trunc(weight * scale * 10000) / 10000);
}

/**
 * Weights evened out by emotion, if wanted, and brought down together where they come to more than 0.8: what the
 * original's page does to sliders, and nothing else in the original.
 */
export function balanceEmotion(weights: EmotionWeights, evenOut: boolean): number[] {
  const biased = weights.map((weight, emotion) => weight * (evenOut ? (biases[emotion] ?? 1) : 1));
  const sum = biased.reduce((total, weight) => total + weight, 0);
  return sum > greatestSum ? biased.map((weight) => (weight * greatestSum) / sum) : biased;
}
