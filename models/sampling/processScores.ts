import { introsort } from './introsort.ts';
import type { SamplingSettings } from './samplingSettings.ts';

/** Turns logits into the logarithms of their probabilities, in place. */
export function logSoftmax(scores: Float32Array): void {
  let greatest = -Infinity;
  for (const score of scores) greatest = Math.max(greatest, score);
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - greatest);
  const shift = greatest + Math.log(sum);
  for (let code = 0; code < scores.length; code++) scores[code] = (scores[code] ?? 0) - shift;
}

/** Makes codes less likely that were there before (`seen[code]` = 1), in place. Source: CTRL, as in transformers. */
export function penaliseRepetition(scores: Float32Array, seen: Uint8Array, penalty: number): void {
  if (penalty === 1) return;
  const factor = Math.fround(penalty);
  for (let code = 0; code < scores.length; code++) {
    if (seen[code] !== 1) continue;
    const score = scores[code] ?? 0;
    scores[code] = score < 0 ? score * factor : score / factor;
  }
}

/**
 * Temperature, top-k and top-p, in this order, in place; what is left out becomes −Infinity, and at least `fewest` codes
 * stay. Codes as likely as the last one that top-k keeps stay as well. Source: the warpers of transformers.
 */
export function warpScores(
  scores: Float32Array,
  { temperature, topK, topP }: Pick<SamplingSettings, 'temperature' | 'topK' | 'topP'>,
  fewest: number,
): void {
  if (temperature !== 1) {
    const divisor = Math.fround(temperature);
    for (let code = 0; code < scores.length; code++) scores[code] = (scores[code] ?? 0) / divisor;
  }
  if (topK > 0) keepTopK(scores, Math.max(topK, fewest));
  if (topP < 1) keepTopP(scores, topP, fewest);
}

function keepTopK(scores: Float32Array, count: number): void {
  if (count >= scores.length) return;
  const least = kthGreatest(scores, count);
  for (let code = 0; code < scores.length; code++) if ((scores[code] ?? 0) < least) scores[code] = -Infinity;
}

/** Few are kept of many, so most scores are compared with one number only. */
function kthGreatest(scores: Float32Array, count: number): number {
  const greatest = new Float32Array(count).fill(-Infinity); // descending
  for (const score of scores) {
    if (score <= (greatest[count - 1] ?? 0)) continue;
    let place = count - 1;
    for (; place > 0 && (greatest[place - 1] ?? 0) < score; place--) greatest[place] = greatest[place - 1] ?? 0;
    greatest[place] = score;
  }
  return greatest[count - 1] ?? -Infinity;
}

/**
 * Drops the least likely codes whose probabilities together come to no more than 1 − `share`. Where codes on both sides
 * of that border are equally likely, the sort of the reference decides (`introsort`); it costs too much to be the rule.
 */
function keepTopP(scores: Float32Array, share: number, fewest: number): void {
  const kept: number[] = [];
  for (let code = 0; code < scores.length; code++) if (scores[code] !== -Infinity) kept.push(code);
  const ascending = kept.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || a - b);
  const dropped = droppedOf(scores, ascending, share, fewest);
  const tied = dropped > 0 && scores[ascending[dropped - 1] ?? 0] === scores[ascending[dropped] ?? 0];
  const order = tied ? introsort(scores).subarray(scores.length - ascending.length) : ascending;
  for (let rank = 0; rank < dropped; rank++) scores[order[rank] ?? 0] = -Infinity;
}

function droppedOf(scores: Float32Array, ascending: readonly number[], share: number, fewest: number): number {
  const greatest = scores[ascending.at(-1) ?? 0] ?? 0;
  const weights = ascending.map((code) => Math.exp((scores[code] ?? 0) - greatest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const border = Math.fround(1 - share);
  let sum = 0;
  for (let rank = 0; rank < ascending.length - fewest; rank++) {
    sum += Math.fround((weights[rank] ?? 0) / total);
    if (Math.fround(sum) > border) return rank;
  }
  return Math.max(0, ascending.length - fewest);
}
