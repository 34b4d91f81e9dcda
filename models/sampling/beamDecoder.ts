import type { Decoder, DrawNoise, NextCodes } from './decoder.ts';
import { logSoftmax, penaliseRepetition, warpScores } from './processScores.ts';
import type { CodeSet, SamplingSettings } from './samplingSettings.ts';

/** A sequence that is still open. */
interface Beam {
  readonly codes: readonly number[];
  /** Sum of the processed log-probabilities, float32. */
  readonly score: number;
  /** 1 for every code that counts as used. */
  readonly seen: Uint8Array;
}

/** One way to go on. */
interface Candidate {
  readonly beam: number;
  readonly code: number;
  readonly score: number;
}

interface Hypothesis {
  readonly codes: readonly number[];
  readonly score: number;
}

/** So far below anything real that its probability is 0: what all beams but the first start with. */
const outOfTheRunning = -1e9;
/** At least this many codes survive the warpers: one more than there are stop codes. */
const fewest = 2;

/**
 * Beam search that draws: in every step 2 × beams candidates are drawn without replacement from all beams at once, in
 * proportion to their warped probabilities; the best go on, those that stop become hypotheses. Without noise it takes
 * the likeliest candidates, unwarped but for the repetition penalty.
 * Scores are float32 sums of processed log-probabilities, as in the original. Source: beam sampling and beam search of
 * transformers 4.52 with its `BeamSearchScorer` (early_stopping off).
 */
export function beamDecoder(settings: SamplingSettings, codeSet: CodeSet, noise: DrawNoise | undefined): Decoder {
  const { beams: width, lengthPenalty, longest } = settings;
  const { size, stop } = codeSet;
  const hypotheses = new Hypotheses(width, lengthPenalty);
  const seen = new Uint8Array(size);
  for (const code of codeSet.seen) seen[code] = 1;
  let beams: readonly Beam[] = Array.from({ length: width }, (_, index) => ({
    codes: [],
    score: index === 0 ? 0 : outOfTheRunning,
    seen,
  }));
  let step = 0;
  let complete = false;

  const scoresOf = (beam: Beam, logits: Float32Array, row: number): Float32Array => {
    const start = logits.length === size ? 0 : row * size;
    const scores = logits.slice(start, start + size);
    logSoftmax(scores);
    penaliseRepetition(scores, beam.seen, settings.repetitionPenalty);
    if (noise !== undefined) warpScores(scores, settings, fewest);
    for (let code = 0; code < size; code++) scores[code] = (scores[code] ?? 0) + beam.score;
    return scores;
  };

  const extend = (candidates: readonly Candidate[]): void => {
    const next: Beam[] = [];
    const parents: number[] = [];
    candidates.forEach(({ beam, code, score }, rank) => {
      const parent = beams[beam];
      if (parent === undefined || next.length === width) return;
      if (code === stop) {
        if (rank < width) hypotheses.add(parent.codes, score, parent.codes.length + 1);
        return;
      }
      const used = parent.seen.slice();
      used[code] = 1;
      next.push({ codes: [...parent.codes, code], score, seen: used });
      parents.push(beam);
    });
    beams = next;
    latest = { codes: Int32Array.from(next, ({ codes }) => codes.at(-1) ?? 0), parents: Int32Array.from(parents) };
  };
  let latest: NextCodes = { codes: new Int32Array(width), parents: new Int32Array(width) };

  return {
    advance: (logits) => {
      const rows = beams.map((beam, row) => scoresOf(beam, logits, row));
      const candidates = choose(rows, 2 * width, stop, step, noise);
      step++;
      extend(candidates);
      complete = hypotheses.cannotImprove(candidates[0]?.score ?? -Infinity, step);
      return complete || step >= longest ? undefined : latest;
    },
    result: () => {
      // Ties go to the later one, as sorting and taking the last does.
      const open = complete ? [] : beams.map(({ codes, score }) => ({ codes, score, length: codes.length }));
      const best = hypotheses.with(open).reduce((a, b) => (b.score >= a.score ? b : a));
      return best.codes.length < longest ? [...best.codes, stop] : [...best.codes];
    },
  };
}

/**
 * The candidates of a step, best score first. Where fewer have any probability than are wanted, the rest are places that
 * count for nothing: they rank last and are replaced in the next step.
 */
function choose(
  rows: readonly Float32Array[],
  wanted: number,
  stop: number,
  step: number,
  noise: DrawNoise | undefined,
): Candidate[] {
  let greatest = -Infinity;
  for (const row of rows) for (const score of row) greatest = Math.max(greatest, score);
  const chosen: (Candidate & { readonly key: number })[] = [];
  rows.forEach((row, beam) => {
    for (let code = 0; code < row.length; code++) {
      const score = row[code] ?? 0;
      if (score === -Infinity) continue;
      const probability = Math.exp(score - greatest);
      if (noise !== undefined && probability === 0) continue;
      const key = noise === undefined ? score : probability / noise(step, beam * row.length + code);
      if (chosen.length === wanted && key <= (chosen.at(-1)?.key ?? 0)) continue;
      const place = chosen.findIndex((other) => other.key < key);
      chosen.splice(place < 0 ? chosen.length : place, 0, { beam, code, score, key });
      if (chosen.length > wanted) chosen.pop();
    }
  });
  const ranked: Candidate[] = chosen.sort((a, b) => b.score - a.score);
  while (ranked.length < wanted) ranked.push({ beam: 0, code: stop === 0 ? 1 : 0, score: -Infinity });
  return ranked;
}

/** The best sequences that have stopped. */
class Hypotheses {
  readonly #most: number;
  readonly #lengthPenalty: number;
  #kept: Hypothesis[] = [];

  constructor(most: number, lengthPenalty: number) {
    this.#most = most;
    this.#lengthPenalty = lengthPenalty;
  }

  /** `length` counts the stop code. */
  add(codes: readonly number[], sum: number, length: number): void {
    this.#kept = this.#best([...this.#kept, { codes, score: this.#score(sum, length) }]);
  }

  /** True when enough have stopped, and no open sequence, the best of which has `sum`, can beat the worst of them. */
  cannotImprove(sum: number, length: number): boolean {
    if (this.#kept.length < this.#most) return false;
    return Math.min(...this.#kept.map(({ score }) => score)) >= this.#score(sum, length);
  }

  /** Those kept, after the open ones have been added too. */
  with(
    open: readonly { readonly codes: readonly number[]; readonly score: number; readonly length: number }[],
  ): Hypothesis[] {
    return open.reduce<Hypothesis[]>(
      (kept, { codes, score, length }) => this.#best([...kept, { codes, score: this.#score(score, length) }]),
      this.#kept,
    );
  }

  /** A new one has to be better than the worst; of equals the earlier stays. */
  #best(hypotheses: readonly Hypothesis[]): Hypothesis[] {
    if (hypotheses.length <= this.#most) return [...hypotheses];
    const newest = hypotheses.length - 1;
    let worst = newest;
    hypotheses.forEach(({ score }, index) => {
      if (score < (hypotheses[worst]?.score ?? 0)) worst = index;
    });
    return hypotheses.filter((_, index) => index !== worst);
  }

  #score(sum: number, length: number): number {
    return sum / length ** this.#lengthPenalty;
  }
}
