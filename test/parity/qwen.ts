import { join } from 'node:path';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../models/checkpoints/configuration.ts';
import { CachedDecoder } from '../../models/networks/cachedDecoder.ts';
import { qwen3, qwen3Size } from '../../models/networks/qwen3.ts';
import { sharedCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { eachCase, type Golden, type Goldens } from './goldens.ts';
import { load } from './networkRun.ts';
import type { Stage } from './stage.ts';

export const qwenStage: Stage = {
  name: 'qwen',
  async check(goldens, report, device) {
    const cases = goldens.cases('qwen').filter(({ op }) => op.startsWith('Qwen3'));
    if (cases.length === 0) return;
    const folder = join(sharedCheckpoints(goldens), 'qwen0.6bemo4-merge');
    const checkpoint = openCheckpoint(join(folder, 'model.safetensors'));
    const configuration = readConfiguration(join(folder, 'config.json'));
    const embed = (ids: readonly number[]): Float32Array =>
      Float32Array.from(ids.flatMap((id) => [...checkpoint.rows('model.embed_tokens.weight', id, 1)]));
    const graph = qwen3(checkpoint, configuration, device.target);
    graph.expose('hidden_1');
    const session = await load(graph, device);
    await eachCase(cases, report, async (golden) => {
      const ids = goldens.integers(golden, 'input_ids');
      const prompt = embed(ids);
      // What leaves the first layer is seen beside the usual outputs of the prompt's pass.
      const passes: Readonly<Record<string, { readonly elements: ArrayLike<number | bigint> }>>[] = [];
      const watched = {
        ...session,
        run: async (feeds: Parameters<typeof session.run>[0]) => {
          const results = await session.run(feeds);
          passes.push(results);
          return results;
        },
      };
      const decoder = new CachedDecoder(watched, qwen3Size(checkpoint, configuration));
      let logits = await decoder.begin(prompt);
      report(goldens.compare(golden, 'last_logits_first_1000', logits.subarray(0, 1000)));
      report(goldens.compare(golden, 'last_logits_151640_151680', logits.subarray(151640, 151680)));
      report(goldens.compare(golden, 'hidden_0', prompt));
      report(goldens.compare(golden, 'hidden_1', passes[0]?.['hidden_1']?.elements ?? []));
      report(goldens.compare(golden, 'hidden_last', await decoder.hidden(prompt, 0)));
      const answer: number[] = [];
      while (answer.length < answerLength(goldens, golden)) {
        if (answer.length > 0) logits = await decoder.step(embed(answer.slice(-1)));
        answer.push(logits.reduce((best, score, id) => (score > (logits[best] ?? NaN) ? id : best), 0));
      }
      report(goldens.compare(golden, 'greedy', answer));
    });
    await session.release();
    checkpoint.close();
  },
};

function answerLength(goldens: Goldens, golden: Golden): number {
  return goldens.output(golden, 'greedy').values.length;
}
