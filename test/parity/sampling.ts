import { join } from 'node:path';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../models/checkpoints/configuration.ts';
import { codeDecoder } from '../../models/sampling/codeDecoder.ts';
import type { DrawNoise } from '../../models/sampling/decoder.ts';
import { logSoftmax, penaliseRepetition, warpScores } from '../../models/sampling/processScores.ts';
import type { SamplingSettings } from '../../models/sampling/samplingSettings.ts';
import { syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { eachCase, type Golden, type Goldens } from './goldens.ts';
import { PlainGpt, type Past } from './plainGpt.ts';
import type { Stage } from './stage.ts';

/**
 * What chooses the codes, driven by a plain language model, so that it is proven apart from the networks: the logits
 * processors, and every sequence drawn with the stored noise, exact.
 */
export const samplingStage: Stage = {
  name: 'sampling',
  check: async (goldens, report) => {
    const networks = new Map<string, PrefixedGpt>();
    await eachCase(goldens.cases('sampling'), report, (golden) => {
      if ('scores' in golden.inputs) {
        for (const output of Object.keys(golden.outputs)) {
          report(goldens.compare(golden, output, processed(goldens, golden, output)));
        }
        return;
      }
      if (golden.model !== 'v2' && golden.model !== 'v25') throw new Error('no model');
      const key = `${golden.model} ${golden.inputs['prefix_embeds']?.file ?? ''}`;
      const network = networks.get(key) ?? prefixedGpt(goldens, golden, golden.model);
      networks.set(key, network);
      report(goldens.compare(golden, 'codes', drawn(goldens, golden, network)));
    });
  },
};

/** `log_softmax first; r 10, t .8, k 30, p .8, min_keep 2` */
function processed(goldens: Goldens, golden: Golden, output: string): Float32Array {
  const told = String(golden.settings[output]);
  const figure = (pattern: RegExp, neutral: number): number => Number(pattern.exec(told)?.[1] ?? neutral);
  const warpers = {
    temperature: figure(/\bt ([\d.]+)/, 1),
    topK: figure(/\bk (\d+)/, 0),
    topP: figure(/\bp ([\d.]+)/, 1),
  };
  const scores = goldens.floats(golden, 'scores').slice();
  const { shape } = goldens.input(golden, 'scores');
  const history = goldens.integers(golden, 'history');
  const [rows = 0, size = 0] = shape;
  for (let row = 0; row < rows; row++) {
    const line = scores.subarray(row * size, (row + 1) * size);
    const seen = new Uint8Array(size);
    const used = history.length / rows;
    for (const code of history.slice(row * used, (row + 1) * used)) seen[code] = 1;
    if (told.startsWith('log_softmax')) logSoftmax(line);
    penaliseRepetition(line, seen, figure(/\br ([\d.]+)/, 1));
    warpScores(line, warpers, figure(/min_keep (\d+)/, 1));
  }
  return scores;
}

/** The network after its prefix, and the start code's logits. */
interface PrefixedGpt {
  readonly network: PlainGpt;
  readonly start: { readonly logits: Float32Array; readonly past: Past };
  readonly startCode: number;
}

function prefixedGpt(goldens: Goldens, golden: Golden, model: 'v2' | 'v25'): PrefixedGpt {
  const folder = syntheticCheckpoints(goldens, model);
  const checkpoint = openCheckpoint(join(folder, 'gpt.pth'));
  const configuration = readConfiguration(join(folder, 'config.yaml'));
  const network = new PlainGpt(checkpoint, configuration.count('gpt.heads'));
  checkpoint.close();
  const embeddings = goldens.floats(golden, 'prefix_embeds');
  const mask = goldens.integers(golden, 'attention_mask');
  const width = embeddings.length / (mask.length - 1);
  let past: Past | undefined;
  for (let position = 0; position < mask.length - 1; position++) {
    // The padding on the left is masked, so it can be left out.
    if (mask[position] === 0) continue;
    past = network.step(Float64Array.from(embeddings.slice(position * width, (position + 1) * width)), past).past;
  }
  // The last two codes are start and stop.
  const startCode = network.size - 2;
  return { network, start: network.step(network.embed(startCode, 0), past), startCode };
}

function drawn(goldens: Goldens, golden: Golden, { network, start, startCode }: PrefixedGpt): number[] {
  // A setting that is not told would make a comparison of something else, or one without end.
  const told = (name: string): number => {
    const value = golden.settings[name];
    if (typeof value !== 'number') throw new Error(`the settings have no number ${name}`);
    return value;
  };
  const settings: SamplingSettings = {
    beams: told('num_beams'),
    topP: told('top_p'),
    topK: told('top_k'),
    temperature: told('temperature'),
    repetitionPenalty: told('repetition_penalty'),
    lengthPenalty: told('length_penalty'),
    longest: told('max_generate_length'),
  };
  const table = goldens.floats(golden, 'exp_noise');
  const columns = settings.beams * network.size;
  const noise: DrawNoise = (step, place) => table[step * columns + place] ?? NaN;
  const codeSet = { size: network.size, stop: startCode + 1, seen: [1, startCode] };
  const decoder = codeDecoder(settings, codeSet, noise);
  let pasts: (Past | undefined)[] = new Array<Past>(settings.beams).fill(start.past);
  let next = decoder.advance(start.logits);
  for (let position = 2; next !== undefined; position++) {
    const { codes, parents } = next;
    const runs = Array.from(codes, (code, row) =>
      network.step(network.embed(code, position), pasts[parents[row] ?? 0]),
    );
    pasts = runs.map(({ past }) => past);
    const logits = new Float32Array(runs.length * network.size);
    runs.forEach((run, row) => logits.set(run.logits, row * network.size));
    next = decoder.advance(logits);
  }
  return decoder.result();
}
