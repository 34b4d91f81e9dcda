import type { Decoder, DrawNoise } from './decoder.ts';
import { penaliseRepetition, warpScores } from './processScores.ts';
import type { CodeSet, SamplingSettings } from './samplingSettings.ts';

/**
 * Draws one code a step from the warped logits. Without noise it takes the likeliest, unwarped but for the repetition
 * penalty. Source: sampling and greedy search of transformers 4.52.
 */
export function singleDecoder(settings: SamplingSettings, codeSet: CodeSet, noise: DrawNoise | undefined): Decoder {
  const seen = new Uint8Array(codeSet.size);
  for (const code of codeSet.seen) seen[code] = 1;
  const chosen: number[] = [];
  return {
    advance: (logits) => {
      const scores = logits.slice(0, codeSet.size);
      penaliseRepetition(scores, seen, settings.repetitionPenalty);
      if (noise !== undefined) warpScores(scores, settings, 1);
      const code = draw(scores, chosen.length, noise);
      chosen.push(code);
      seen[code] = 1;
      if (code === codeSet.stop || chosen.length >= settings.longest) return undefined;
      return { codes: Int32Array.of(code), parents: Int32Array.of(0) };
    },
    result: () => [...chosen],
  };
}

/** The greatest p / E; scaling all p alike changes nothing, so they need no sum. */
function draw(scores: Float32Array, step: number, noise: DrawNoise | undefined): number {
  let greatest = -Infinity;
  for (const score of scores) greatest = Math.max(greatest, score);
  let best = -1;
  let chosen = 0;
  for (let code = 0; code < scores.length; code++) {
    const score = scores[code] ?? 0;
    if (score === -Infinity) continue;
    const probability = Math.exp(score - greatest);
    const key = noise === undefined ? probability : probability / noise(step, code);
    if (key > best) {
      best = key;
      chosen = code;
    }
  }
  return chosen;
}
