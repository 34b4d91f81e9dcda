/** Weights that sum up to more are heard scaled down to this sum (IndexTTS-2; docs/language.md). */
export const greatestSum = 0.8;

/** Of eight weights, rounded to hundredths: 0.1 + 0.7 is 0.8. */
export function weightSum(weights: readonly number[]): number {
  return Math.round(weights.reduce((sum, weight) => sum + weight, 0) * 100) / 100;
}

/** The weights as they are heard. Rounded down to hundredths, so that eight roundings do not lift the sum again. */
export function scaledWeights(weights: readonly number[]): readonly number[] {
  const sum = weightSum(weights);
  if (sum <= greatestSum) return weights;
  return weights.map((weight) => Math.floor(((weight * greatestSum) / sum) * 100 + 1e-6) / 100);
}
