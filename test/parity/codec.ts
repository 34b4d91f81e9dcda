import { join } from 'node:path';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import { enhancedCodec } from '../../models/networks/enhancedCodec.ts';
import { repCodec } from '../../models/networks/repCodec.ts';
import { semanticFeatures } from '../../models/networks/semanticFeatures.ts';
import { syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { eachCase, unknownCase, type Check, type Golden, type Goldens } from './goldens.ts';
import { channelsFirst, runOnce, type Device } from './networkRun.ts';
import type { Stage } from './stage.ts';

export const codecStage: Stage = {
  name: 'codec',
  async check(goldens, report, device) {
    await eachCase(goldens.cases('codec'), report, async (golden) => {
      if (golden.op === 'RepCodec.quantize') await quantise(goldens, golden, report, device);
      else if (golden.op.includes('vq2emb')) await embed(goldens, golden, report, device);
      else if (golden.op.startsWith('EnhancedCodec')) await decode(goldens, golden, report, device);
      else report(unknownCase(golden));
    });
  },
};

async function quantise(
  goldens: Goldens,
  golden: Golden,
  report: (check: Check) => void,
  device: Device,
): Promise<void> {
  const checkpoint = openCheckpoint(semanticCodec(goldens));
  const graph = repCodec(checkpoint, device.target);
  graph.expose('encoder');
  const { shape } = goldens.input(golden, 'x');
  const { codes, quantised, encoder } = await runOnce(
    graph,
    {
      features: { elements: goldens.floats(golden, 'x'), shape },
    },
    device,
  );
  checkpoint.close();
  const ours = {
    indices: codes?.elements ?? [],
    S_ref: quantised?.elements ?? [],
    encoder: encoder?.elements ?? [],
  };
  for (const check of goldens.compareNamed(golden, ours)) report(check);
}

async function embed(goldens: Goldens, golden: Golden, report: (check: Check) => void, device: Device): Promise<void> {
  const codec = openCheckpoint(semanticCodec(goldens));
  const mel = openCheckpoint(join(syntheticCheckpoints(goldens, 'v2'), 's2mel.pth'));
  const graph = semanticFeatures(codec, mel, device.target);
  graph.expose('embedding');
  const codes = BigInt64Array.from(goldens.integers(golden, 'codes'), BigInt);
  const width = Number(graph.inputs.find(({ name }) => name === 'latent')?.shape[2]);
  const { embedding } = await runOnce(
    graph,
    {
      codes: { elements: codes, shape: [1, codes.length] },
      latent: { elements: new Float32Array(codes.length * width), shape: [1, codes.length, width] },
    },
    device,
  );
  codec.close();
  mel.close();
  report(goldens.compare(golden, 'emb', channelsFirst(embedding)));
}

async function decode(goldens: Goldens, golden: Golden, report: (check: Check) => void, device: Device): Promise<void> {
  const checkpoint = openCheckpoint(join(syntheticCheckpoints(goldens, 'v25'), 'codec.pth'));
  const codes = BigInt64Array.from(goldens.integers(golden, 'codes'), BigInt);
  const { features } = await runOnce(
    enhancedCodec(checkpoint, device.target),
    {
      codes: { elements: codes, shape: [1, codes.length] },
    },
    device,
  );
  checkpoint.close();
  report(goldens.compare(golden, 'S_infer', features?.elements ?? []));
}

function semanticCodec(goldens: Goldens): string {
  return join(syntheticCheckpoints(goldens, 'v2'), 'hf_cache', 'semantic_codec_model.safetensors');
}
