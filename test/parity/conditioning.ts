import { join } from 'node:path';
import { openCheckpoint, type Checkpoint } from '../../models/checkpoints/checkpoint.ts';
import { blendEmotions, GptEmbeddings } from '../../models/networks/gptEmbeddings.ts';
import { emotionConditioning, speakerConditioning } from '../../models/networks/referenceConditioning.ts';
import { syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { eachCase, unknownCase, type Check, type Golden, type Goldens } from './goldens.ts';
import { load, runOnce, type Device } from './networkRun.ts';
import type { Stage } from './stage.ts';

export const conditioningStage: Stage = {
  name: 'conditioning',
  async check(goldens, report, device) {
    for (const model of ['v2', 'v25'] as const) {
      const cases = goldens.cases('conditioning').filter((golden) => golden.model === model);
      if (cases.length === 0) continue;
      const checkpoint = openCheckpoint(join(syntheticCheckpoints(goldens, model), 'gpt.pth'));
      await eachCase(cases, report, async (golden) => {
        if (golden.op.startsWith('get_conditioning')) await speaker(checkpoint, goldens, golden, report, device);
        else if (golden.op.startsWith('get_emovec')) await emotion(checkpoint, goldens, golden, report, device);
        else if (golden.op.startsWith('spk_emb_proj')) {
          const latents = new GptEmbeddings(checkpoint).speaker(goldens.floats(golden, 'style'));
          report(goldens.compare(golden, 'latents', latents));
        } else if (golden.op === 'merge_emovec') await blend(checkpoint, goldens, golden, report, device);
        else report(unknownCase(golden));
      });
      checkpoint.close();
    }
  },
};

async function speaker(
  checkpoint: Checkpoint,
  goldens: Goldens,
  golden: Golden,
  report: (check: Check) => void,
  device: Device,
): Promise<void> {
  const graph = speakerConditioning(checkpoint, device.target);
  graph.expose('conformer');
  const { shape } = goldens.input(golden, 'spk_cond_emb');
  const features = { elements: goldens.floats(golden, 'spk_cond_emb'), shape };
  for (const [name, { elements }] of Object.entries(await runOnce(graph, { features }, device))) {
    for (const check of goldens.compareNamed(golden, { [name]: elements })) report(check);
  }
}

async function emotion(
  checkpoint: Checkpoint,
  goldens: Goldens,
  golden: Golden,
  report: (check: Check) => void,
  device: Device,
): Promise<void> {
  const graph = emotionConditioning(checkpoint, device.target);
  for (const mark of Object.keys(golden.outputs)) if (mark !== 'emovec') graph.expose(mark);
  const features = { elements: goldens.floats(golden, 'emb'), shape: goldens.input(golden, 'emb').shape };
  for (const [name, { elements }] of Object.entries(await runOnce(graph, { features }, device))) {
    for (const check of goldens.compareNamed(golden, { [name === 'emotion' ? 'emovec' : name]: elements }))
      report(check);
  }
}

async function blend(
  checkpoint: Checkpoint,
  goldens: Goldens,
  golden: Golden,
  report: (check: Check) => void,
  device: Device,
): Promise<void> {
  const session = await load(emotionConditioning(checkpoint, device.target), device);
  const felt = async (name: string): Promise<Float32Array> => {
    const features = { elements: goldens.floats(golden, name), shape: goldens.input(golden, name).shape };
    return Float32Array.from((await session.run({ features }))['emotion']?.elements ?? [], Number);
  };
  const [own, other] = [await felt('spk_cond_emb'), await felt('emo_cond_emb')];
  await session.release();
  for (const output of Object.keys(golden.outputs)) {
    const strength = Number(output.replace('alpha_', ''));
    report(goldens.compare(golden, output, blendEmotions(own, other, strength)));
  }
}
