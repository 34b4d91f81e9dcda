import { join } from 'node:path';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import {
  blendEmotion,
  mixEmotionRows,
  nearestEmotionRows,
  type EmotionMatrix,
} from '../../models/features/emotionMix.ts';
import { balanceEmotion, scaleEmotion } from '../../models/text/emotionWeights.ts';
import { syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { eachCase, equality, type Golden, type Goldens } from './goldens.ts';
import type { Stage } from './stage.ts';

/** Emotion by weights: the rows of the matrix, their mix, and how weights are scaled. */
export const emotionStage: Stage = {
  name: 'emotion',
  check: async (goldens, report) => {
    const matrices = new Map<string, Matrix>();
    await eachCase(goldens.cases('emotion'), report, (golden) => {
      const table = golden.outputs['table']?.file;
      if (table !== undefined) {
        report(equality(golden, 'table', differentScalings(goldens.json(table) as Scaling[])));
        return;
      }
      if (golden.model !== 'v2' && golden.model !== 'v25') throw new Error('no model');
      const matrix = matrices.get(golden.model) ?? readMatrix(goldens, golden.model);
      matrices.set(golden.model, matrix);
      const counted = { ...matrix, counts: golden.settings['emo_num'] as number[] };
      // "given by the test" where the rows were random.
      const given = String(golden.settings['indices']).startsWith('given');
      const firsts = counted.counts.map((_, emotion) => counted.counts.slice(0, emotion).reduce((a, b) => a + b, 0));
      const rows = given
        ? storedRows(goldens, golden, firsts)
        : nearestEmotionRows(counted, goldens.floats(golden, 'style'));
      const weights = Array.from(goldens.floats(golden, 'vector'));
      const mixed = mixEmotionRows(counted, rows, weights);
      const within = rows.map((row, emotion) => row - (firsts[emotion] ?? 0));
      // Given rows have nothing to agree with, but they have to be rows of their emotion.
      const outside = within.filter((row, emotion) => row < 0 || row >= (counted.counts[emotion] ?? 0)).length;
      report(given ? equality(golden, 'indices', outside) : goldens.compare(golden, 'indices', within));
      const out = blendEmotion(mixed, weights, goldens.floats(golden, 'emovec'));
      for (const check of goldens.compareNamed(golden, { emovec_mat: mixed, out })) report(check);
    });
  },
};

type Matrix = Omit<EmotionMatrix, 'counts'>;

function readMatrix(goldens: Goldens, model: 'v2' | 'v25'): Matrix {
  const folder = syntheticCheckpoints(goldens, model);
  const bare = (file: string): Float32Array => {
    const checkpoint = openCheckpoint(join(folder, file));
    const values = checkpoint.floats('');
    checkpoint.close();
    return values;
  };
  return { styles: bare('feat1.pt'), emotions: bare('feat2.pt') };
}

/** The reference counts rows within their emotion. */
function storedRows(goldens: Goldens, golden: Golden, firsts: readonly number[]): number[] {
  const stored = Array.from(goldens.output(golden, 'indices').values, Number);
  return stored.map((row, emotion) => row + (firsts[emotion] ?? 0));
}

interface Scaling {
  readonly vector: number[];
  readonly emo_alpha: number;
  readonly scaled: number[];
  readonly normalize_bias: number[];
  readonly normalize_nobias: number[];
}

function differentScalings(cases: readonly Scaling[]): number {
  const near = (ours: readonly number[], wanted: readonly number[]): boolean =>
    ours.every((value, at) => Math.abs(value - (wanted[at] ?? NaN)) <= 1e-15);
  return cases.filter(
    ({ vector, emo_alpha, scaled, normalize_bias, normalize_nobias }) =>
      scaleEmotion(vector, emo_alpha).join() !== scaled.join() ||
      !near(balanceEmotion(vector, true), normalize_bias) ||
      !near(balanceEmotion(vector, false), normalize_nobias),
  ).length;
}
