import { join } from 'node:path';
import { openCheckpoint, type Checkpoint } from '../../models/checkpoints/checkpoint.ts';
import { readConfiguration, type Configuration } from '../../models/checkpoints/configuration.ts';
import { diffusionCondition, diffusionTransformer } from '../../models/networks/diffusionTransformer.ts';
import { flowMatching } from '../../models/networks/flowMatching.ts';
import { lengthRegulator } from '../../models/networks/lengthRegulator.ts';
import { melFrames, scaledMelFrames } from '../../models/networks/melFrames.ts';
import { nearestIndices } from '../../models/networks/nearestIndices.ts';
import { semanticFeatures } from '../../models/networks/semanticFeatures.ts';
import type { Session } from '../../models/onnx/session.ts';
import { syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { eachCase, unknownCase, type Check, type Golden, type Goldens } from './goldens.ts';
import { channelsFirst, load, runOnce, type Device } from './networkRun.ts';
import type { Stage } from './stage.ts';

type Report = (check: Check) => void;

interface Files {
  readonly folder: string;
  readonly mel: Checkpoint;
  readonly configuration: Configuration;
}

export const s2melStage: Stage = {
  name: 's2mel',
  async check(goldens, report, device) {
    const cases = goldens.cases('s2mel');
    const counted = cases.filter((golden) => golden.model === null);
    await eachCase(counted, report, (golden) => tables(goldens, golden, report));
    for (const model of ['v2', 'v25'] as const) {
      const own = cases.filter((golden) => golden.model === model);
      if (own.length === 0) continue;
      const folder = syntheticCheckpoints(goldens, model);
      const mel = openCheckpoint(join(folder, 's2mel.pth'));
      const files = { folder, mel, configuration: readConfiguration(join(folder, 'config.yaml')) };
      await eachCase(own, report, async (golden) => {
        if (golden.op.startsWith('length_regulator')) await regulate(files, goldens, golden, report, device);
        else if (golden.op.startsWith('vq2emb')) await features(files, goldens, golden, report, device);
        else if (golden.op.startsWith('DiT')) await velocity(files, goldens, golden, report, device);
        else if (!golden.op.startsWith('CFM')) report(unknownCase(golden));
      });
      // Emulated GPUs take minutes for what one velocity of each network proves.
      const flows = device.provider === 'webgpu' ? [] : own.filter((golden) => golden.op.startsWith('CFM'));
      if (flows.length > 0) await flow(files, goldens, flows, report, device);
      mel.close();
    }
  },
};

function tables(goldens: Goldens, golden: Golden, report: Report): void {
  for (const output of Object.keys(golden.outputs)) {
    const reference = Array.from(goldens.output(golden, output).values, Number);
    if (golden.op.startsWith('F.interpolate')) {
      const ours: number[] = [];
      while (ours.length < reference.length) {
        const [steps = 0, count = 0] = reference.slice(ours.length);
        ours.push(steps, count, ...nearestIndices(steps, count));
      }
      report(goldens.compare(golden, output, ours));
    } else if (!golden.op.startsWith('number of mel frames')) report(unknownCase(golden));
    else {
      const factor = /^v25_f(.+)$/.exec(output)?.[1];
      const frames = (codes: number): number =>
        factor === undefined ? melFrames(codes) : scaledMelFrames(2 * codes, Number(factor));
      report(
        goldens.compare(
          golden,
          output,
          reference.map((_, index) => frames(index + 1)),
        ),
      );
    }
  }
}

async function regulate(
  { mel }: Files,
  goldens: Goldens,
  golden: Golden,
  report: Report,
  device: Device,
): Promise<void> {
  const { shape } = goldens.input(golden, 'x');
  const indices = nearestIndices(shape[1] ?? 0, Number(golden.settings['ylens']));
  const { condition } = await runOnce(
    lengthRegulator(mel, device.target),
    {
      features: { elements: goldens.floats(golden, 'x'), shape },
      indices: { elements: BigInt64Array.from(indices, BigInt), shape: [indices.length] },
    },
    device,
  );
  report(goldens.compare(golden, 'out', condition?.elements ?? []));
}

async function features(
  { folder, mel }: Files,
  goldens: Goldens,
  golden: Golden,
  report: Report,
  device: Device,
): Promise<void> {
  const codec = openCheckpoint(join(folder, 'hf_cache', 'semantic_codec_model.safetensors'));
  const graph = semanticFeatures(codec, mel, device.target);
  graph.expose('projection');
  const codes = goldens.integers(golden, 'codes');
  const results = await runOnce(
    graph,
    {
      codes: { elements: BigInt64Array.from(codes, BigInt), shape: [1, codes.length] },
      latent: { elements: goldens.floats(golden, 'latent'), shape: goldens.input(golden, 'latent').shape },
    },
    device,
  );
  codec.close();
  const ours = { gpt_layer: results['projection']?.elements ?? [], S_infer: results['features']?.elements ?? [] };
  for (const check of goldens.compareNamed(golden, ours)) report(check);
}

async function velocity(
  { mel, configuration }: Files,
  goldens: Goldens,
  golden: Golden,
  report: Report,
  device: Device,
): Promise<void> {
  const { shape } = goldens.input(golden, 'x'); // [2, mels, frames], both rows equal
  const [, mels = 0, frames = 0] = shape;
  // Row 0 is the conditional one; prompt, style and mu of row 1 are zero.
  const first = (name: string, count: number): Float32Array => goldens.floats(golden, name).subarray(0, count);
  const style = goldens.floats(golden, 'style').length / 2;
  const content = goldens.floats(golden, 'mu').length / 2 / frames;
  const { condition } = await runOnce(
    diffusionCondition(mel, device.target),
    {
      prompt: { elements: first('prompt_x', mels * frames), shape: [1, mels, frames] },
      style: { elements: first('style', style), shape: [1, style] },
      mu: { elements: first('mu', frames * content), shape: [1, frames, content] },
    },
    device,
  );
  if (condition === undefined) throw new Error('no condition');
  const graph = diffusionTransformer(mel, configuration, device.target);
  for (const mark of Object.keys(golden.outputs)) if (mark !== 'v') graph.expose(mark);
  const results = await runOnce(
    graph,
    {
      x: { elements: first('x', mels * frames), shape: [1, mels, frames] },
      time: { elements: first('t', 1), shape: [1] },
      condition,
      first: { elements: BigInt64Array.of(0n), shape: [1] },
    },
    device,
  );
  for (const [name, tensor] of Object.entries(results)) {
    const elements = Array.from(tensor.elements, Number);
    if (name === 'velocity') report(goldens.compare(golden, 'v', elements));
    // The time is the same for both rows: we embed it once.
    else if (name === 't_embedder') report(goldens.compare(golden, name, [...elements, ...elements]));
    else if (name === 'wavenet') {
      const half = elements.length / 2;
      const rows = [0, half].map((start) => Float32Array.from(elements.slice(start, start + half)));
      const turned = rows.flatMap((row) => channelsFirst({ elements: row, shape: [1, frames, half / frames] }));
      report(goldens.compare(golden, name, turned));
    } else report(goldens.compare(golden, name, elements));
  }
}

async function flow(
  { mel, configuration }: Files,
  goldens: Goldens,
  cases: readonly Golden[],
  report: Report,
  device: Device,
): Promise<void> {
  const conditions = await load(diffusionCondition(mel, device.target), device);
  const velocities = await load(diffusionTransformer(mel, configuration, device.target), device);
  await eachCase(cases, report, async (golden) => {
    report(goldens.compare(golden, 'mel', await generatedMel(conditions, velocities, goldens, golden)));
  });
  await conditions.release();
  await velocities.release();
}

/** What the flow makes of a case's inputs. */
export function generatedMel(
  conditions: Session,
  velocities: Session,
  goldens: Goldens,
  golden: Golden,
): Promise<Float32Array> {
  const [, mels = 0] = goldens.input(golden, 'noise').shape;
  return flowMatching(conditions, velocities, {
    prompt: goldens.floats(golden, 'prompt'),
    style: goldens.floats(golden, 'style'),
    condition: Float32Array.from([...goldens.floats(golden, 'prompt_condition'), ...goldens.floats(golden, 'cond')]),
    noise: goldens.floats(golden, 'noise'),
    steps: Number(golden.settings['n_timesteps']),
    guidance: Number(golden.settings['inference_cfg_rate']),
    mels,
  });
}
