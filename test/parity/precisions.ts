import { join } from 'node:path';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../models/checkpoints/configuration.ts';
import { diffusionCondition, diffusionTransformer } from '../../models/networks/diffusionTransformer.ts';
import { wav2vec2Bert } from '../../models/networks/wav2vec2Bert.ts';
import type { Precision, Target } from '../../models/onnx/graph.ts';
import type { SessionOptions } from '../../models/onnx/session.ts';
import { syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import type { Check, Goldens } from './goldens.ts';
import { loadGpt, teacherForced } from './gpt.ts';
import { load, runOnce } from './networkRun.ts';
import { generatedMel } from './s2mel.ts';

/** An output in a reduced precision beside the reference. */
export interface PrecisionRow {
  readonly precision: Precision;
  readonly check: Check;
}

/** Reduced precisions of weights. */
export const reducedPrecisions = ['float16', 'block8', 'column8'] as const;

/**
 * Networks with reduced weights, compared with the same reference outputs: their `error` and `relativeError` say what the
 * precision costs. Only networks whose matrices are wide enough in the small models to be reduced at all.
 */
export async function checkPrecision(
  goldens: Goldens,
  precision: Precision,
  report: (row: PrecisionRow) => void,
): Promise<void> {
  const target: Target = { precision, cpu: true };
  const options: SessionOptions = { provider: 'cpu' };
  for (const model of ['v2', 'v25'] as const) {
    const folder = syntheticCheckpoints(goldens, model);
    const greedy = goldens.cases('gpt').filter((golden) => golden.model === model && golden.op.includes('raw logits'));
    const gpt = await loadGpt(goldens, model, target, options);
    for (const golden of greedy)
      report({ precision, check: goldens.compare(golden, 'logits', await teacherForced(gpt, goldens, golden)) });
    await gpt.release();

    const mel = openCheckpoint(join(folder, 's2mel.pth'));
    const configuration = readConfiguration(join(folder, 'config.yaml'));
    const conditions = await load(diffusionCondition(mel, target), options);
    const velocities = await load(diffusionTransformer(mel, configuration, target), options);
    const flows = goldens
      .cases('s2mel')
      .filter(
        (golden) => golden.model === model && golden.op.startsWith('CFM') && golden.settings['n_timesteps'] === 25,
      );
    for (const golden of flows) {
      report({
        precision,
        check: goldens.compare(golden, 'mel', await generatedMel(conditions, velocities, goldens, golden)),
      });
    }
    await conditions.release();
    await velocities.release();
    mel.close();
  }
  const bert = join(syntheticCheckpoints(goldens, 'v2'), 'hf_cache', 'w2v-bert-2.0');
  const checkpoint = openCheckpoint(join(bert, 'model.safetensors'));
  const graph = wav2vec2Bert(checkpoint, readConfiguration(join(bert, 'config.json')), target);
  const hidden = goldens
    .cases('w2vbert')
    .filter((golden) => 'hs17' in golden.outputs)
    .slice(0, 1);
  for (const golden of hidden) {
    const { shape } = goldens.input(golden, 'input_features');
    const feeds = {
      features: { elements: goldens.floats(golden, 'input_features'), shape },
      mask: { elements: Float32Array.from(goldens.integers(golden, 'attention_mask')), shape: shape.slice(0, 2) },
    };
    const results = await runOnce(graph, feeds, options);
    report({ precision, check: goldens.compare(golden, 'hs17', results['hidden']?.elements ?? []) });
  }
  checkpoint.close();
}
