import { join } from 'node:path';
import { openCheckpoint, type Checkpoint } from '../../models/checkpoints/checkpoint.ts';
import { emotionConditioning, speakerConditioning } from '../../models/networks/referenceConditioning.ts';
import { syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import type { Check, Golden, Goldens } from './goldens.ts';
import { runOnce } from './networkRun.ts';
import type { Stage } from './stage.ts';

export const conditioningStage: Stage = {
  name: 'conditioning',
  async check(goldens, report) {
    for (const model of ['v2', 'v25'] as const) {
      const cases = goldens.cases('conditioning').filter((golden) => golden.model === model);
      if (cases.length === 0) continue;
      const checkpoint = openCheckpoint(join(syntheticCheckpoints(goldens, model), 'gpt.pth'));
      for (const golden of cases) {
        if (golden.op.startsWith('get_conditioning')) await speaker(checkpoint, goldens, golden, report);
        if (golden.op.startsWith('get_emovec')) await emotion(checkpoint, goldens, golden, report);
      }
      checkpoint.close();
    }
  },
};

async function speaker(
  checkpoint: Checkpoint,
  goldens: Goldens,
  golden: Golden,
  report: (check: Check) => void,
): Promise<void> {
  const graph = speakerConditioning(checkpoint);
  graph.expose('conformer');
  const { shape } = goldens.input(golden, 'spk_cond_emb');
  const features = { elements: goldens.floats(golden, 'spk_cond_emb'), shape };
  for (const [name, { elements }] of Object.entries(await runOnce(graph, { features }))) {
    report(goldens.compare(golden, name, elements));
  }
}

async function emotion(
  checkpoint: Checkpoint,
  goldens: Goldens,
  golden: Golden,
  report: (check: Check) => void,
): Promise<void> {
  const graph = emotionConditioning(checkpoint);
  for (const mark of Object.keys(golden.outputs)) if (mark !== 'emovec') graph.expose(mark);
  const features = { elements: goldens.floats(golden, 'emb'), shape: goldens.input(golden, 'emb').shape };
  for (const [name, { elements }] of Object.entries(await runOnce(graph, { features }))) {
    report(goldens.compare(golden, name === 'emotion' ? 'emovec' : name, elements));
  }
}
