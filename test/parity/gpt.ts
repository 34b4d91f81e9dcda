import { join } from 'node:path';
import { openCheckpoint, type Checkpoint } from '../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../models/checkpoints/configuration.ts';
import { gpt2, gpt2Size } from '../../models/networks/gpt2.ts';
import { CachedDecoder } from '../../models/networks/cachedDecoder.ts';
import { GptEmbeddings } from '../../models/networks/gptEmbeddings.ts';
import { codeDecoder } from '../../models/sampling/codeDecoder.ts';
import type { DrawNoise } from '../../models/sampling/decoder.ts';
import type { Session } from '../../models/onnx/session.ts';
import { syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { eachCase, unknownCase, type Check, type Golden, type Goldens } from './goldens.ts';
import { load, type Device } from './networkRun.ts';
import type { Stage } from './stage.ts';

/** A version's decoder, loaded. */
export interface LoadedGpt {
  readonly decoder: () => CachedDecoder;
  readonly embeddings: GptEmbeddings;
  /** Start and stop code. */
  readonly start: number;
  readonly stop: number;
  release(): Promise<void>;
}

export async function loadGpt(goldens: Goldens, model: 'v2' | 'v25', device: Device): Promise<LoadedGpt> {
  const folder = syntheticCheckpoints(goldens, model);
  const checkpoint: Checkpoint = openCheckpoint(join(folder, 'gpt.pth'));
  const configuration = readConfiguration(join(folder, 'config.yaml'));
  const size = gpt2Size(checkpoint, configuration);
  const session: Session = await load(gpt2(checkpoint, size, device.target), device);
  return {
    decoder: () => new CachedDecoder(session, size),
    embeddings: new GptEmbeddings(checkpoint),
    start: configuration.count('gpt.start_mel_token'),
    stop: configuration.count('gpt.stop_mel_token'),
    async release() {
      await session.release();
      checkpoint.close();
    },
  };
}

export const gptStage: Stage = {
  name: 'gpt',
  async check(goldens, report, device) {
    for (const model of ['v2', 'v25'] as const) {
      const cases = goldens.cases('gpt').filter((golden) => golden.model === model);
      if (cases.length === 0) continue;
      const gpt = await loadGpt(goldens, model, device);
      // Whole sequences are generated on the CPU alone: emulated GPUs take minutes for what the same steps prove.
      const exact = device.target.precision === 'float32' && device.provider === 'cpu';
      await eachCase(cases, report, async (golden) => {
        if (golden.op === 'prepare_gpt_inputs') prefix(gpt, goldens, golden, report);
        else if (golden.op.includes('second pass')) await secondPass(gpt, goldens, golden, report);
        else if (!exact) {
          // Other codes may be the best by a hair, and what follows cannot be compared: the stored ones are fed.
          if (golden.op.includes('raw logits'))
            report(goldens.compare(golden, 'logits', await teacherForced(gpt, goldens, golden)));
        } else if (golden.op.includes('raw logits')) await greedy(gpt, goldens, golden, report);
        else if (golden.op === 'generate(do_sample=False)') {
          report(goldens.compare(golden, 'codes', await generate(gpt, goldens, golden)));
        } else report(unknownCase(golden));
      });
      // The stage `sampling` proves the sampler with a plain decoder of its own; here it draws through the network.
      const drawn = goldens
        .cases('sampling')
        .filter((golden) => golden.model === model && 'exp_noise' in golden.inputs);
      await eachCase(exact ? drawn : [], report, async (golden) => {
        const table = goldens.floats(golden, 'exp_noise');
        const columns = Number(golden.settings['num_beams']) * gpt.decoder().size.codes;
        const noise: DrawNoise = (step, place) => table[step * columns + place] ?? NaN;
        const check = goldens.compare(golden, 'codes', await generate(gpt, goldens, golden, noise));
        report({ ...check, output: 'codes, through the network' });
      });
      await gpt.release();
    }
  },
};

async function generate(gpt: LoadedGpt, goldens: Goldens, golden: Golden, noise?: DrawNoise): Promise<number[]> {
  // Searches do not tell what only draws depend on.
  const told = (name: string, neutral?: number): number => {
    const value = golden.settings[name] ?? neutral;
    if (typeof value !== 'number') throw new Error(`the settings have no number ${name}`);
    return value;
  };
  const settings = {
    beams: told('num_beams', 1),
    topP: told('top_p', 1),
    topK: told('top_k', 0),
    temperature: told('temperature', 1),
    repetitionPenalty: told('repetition_penalty', 1),
    lengthPenalty: told('length_penalty', 0),
    longest: told('max_generate_length'),
  };
  const rows = gpt.decoder();
  const codes = codeDecoder(settings, { size: rows.size.codes, stop: gpt.stop, seen: [1, gpt.start] }, noise);
  let next = codes.advance(await rows.begin(storedPrefix(gpt, goldens, golden)));
  for (let position = 2; next !== undefined; position++) {
    rows.takeOver([...next.parents]);
    const embedded = Array.from(next.codes).flatMap((code) => [...gpt.embeddings.code(code, position)]);
    next = codes.advance(await rows.step(Float32Array.from(embedded)));
  }
  return codes.result();
}

function prefix(gpt: LoadedGpt, goldens: Goldens, golden: Golden, report: (check: Check) => void): void {
  const ids = goldens.integers(golden, 'text_tokens');
  const conditions = gpt.embeddings.conditions(goldens.floats(golden, 'spk_latents'), goldens.floats(golden, 'emovec'));
  const language = golden.inputs['lang'] === undefined ? undefined : goldens.integers(golden, 'lang')[0];
  const text = gpt.embeddings.text(ids, language);
  // The original keeps the padding that we drop.
  const { width } = gpt.embeddings;
  const padded = (ids.length + 2) * width - text.length;
  const whole = [...new Float32Array(padded), ...conditions, ...text];
  const steps = whole.length / width;
  report(goldens.compare(golden, 'conds', conditions));
  report(goldens.compare(golden, 'prefix_embeds', whole));
  report(goldens.compare(golden, 'fake_ids', [...new Array<number>(steps).fill(1), gpt.start]));
  const mask = Array.from({ length: steps + 1 }, (_, step) => (step < padded / width ? 0 : 1));
  report(goldens.compare(golden, 'attention_mask', mask));
}

/** Stored prefix without its padding, and the start code behind it. */
function storedPrefix(gpt: LoadedGpt, goldens: Goldens, golden: Golden): Float32Array {
  const { width } = gpt.embeddings;
  const mask = goldens.integers(golden, 'attention_mask');
  const kept = goldens.floats(golden, 'prefix_embeds').subarray(mask.indexOf(1) * width);
  return Float32Array.from([...kept, ...gpt.embeddings.code(gpt.start, 0)]);
}

async function greedy(gpt: LoadedGpt, goldens: Goldens, golden: Golden, report: (check: Check) => void): Promise<void> {
  const decoder = gpt.decoder();
  const penalty = Number(golden.settings['repetition_penalty']);
  const count = goldens.output(golden, 'codes').values.length;
  const codes: number[] = [];
  const rows: number[] = [];
  let logits = await decoder.begin(storedPrefix(gpt, goldens, golden));
  for (let step = 0; step < count; step++) {
    rows.push(...logits);
    const seen = new Set([1, gpt.start, ...codes]);
    const scores = Array.from(logits, (score, code) =>
      !seen.has(code) ? score : score < 0 ? score * penalty : score / penalty,
    );
    const code = scores.indexOf(Math.max(...scores));
    codes.push(code);
    if (step < count - 1) logits = await decoder.step(gpt.embeddings.code(code, step + 2));
  }
  report(goldens.compare(golden, 'codes', codes));
  report(goldens.compare(golden, 'logits', rows));
}

/** Logits of every step when the stored codes are fed, whatever the network would have chosen. */
async function teacherForced(gpt: LoadedGpt, goldens: Goldens, golden: Golden): Promise<number[]> {
  const decoder = gpt.decoder();
  const rows = [...(await decoder.begin(storedPrefix(gpt, goldens, golden)))];
  const codes = Array.from(goldens.output(golden, 'codes').values, Number).slice(0, -1);
  for (const [index, code] of codes.entries()) rows.push(...(await decoder.step(gpt.embeddings.code(code, index + 2))));
  return rows;
}

async function secondPass(
  gpt: LoadedGpt,
  goldens: Goldens,
  golden: Golden,
  report: (check: Check) => void,
): Promise<void> {
  const { embeddings } = gpt;
  const codes = goldens.integers(golden, 'codes');
  const conditions = embeddings.conditions(goldens.floats(golden, 'spk_latents'), goldens.floats(golden, 'emovec'));
  const before = [...conditions, ...embeddings.text(goldens.integers(golden, 'text_tokens'))];
  const whole = Float32Array.from([...before, ...embeddings.codes([gpt.start, ...codes, gpt.stop])]);
  const hidden = await gpt.decoder().hidden(whole, before.length / embeddings.width);
  report(goldens.compare(golden, 'latent', hidden.subarray(0, codes.length * embeddings.width)));
}
