import { join } from 'node:path';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../models/checkpoints/configuration.ts';
import { standardFeatures } from '../../models/networks/standardFeatures.ts';
import { wav2vec2Bert } from '../../models/networks/wav2vec2Bert.ts';
import { sharedCheckpoints, syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { eachCase } from './goldens.ts';
import { load } from './networkRun.ts';
import type { Stage } from './stage.ts';

export const w2vbertStage: Stage = {
  name: 'w2vbert',
  async check(goldens, report, device) {
    const cases = goldens.cases('w2vbert');
    const embeddings = cases.filter(({ inputs }) => 'hs17' in inputs);
    await eachCase(embeddings, report, (golden) => {
      if (golden.model !== 'v2' && golden.model !== 'v25') throw new Error('no model');
      const statistics = openCheckpoint(join(syntheticCheckpoints(goldens, golden.model), 'wav2vec2bert_stats.pt'));
      report(goldens.compare(golden, 'emb', standardFeatures(goldens.floats(golden, 'hs17'), statistics)));
      statistics.close();
    });
    const hidden = cases.filter((golden) => !embeddings.includes(golden));
    if (hidden.length === 0) return;
    const folder = join(sharedCheckpoints(goldens), 'hf_cache', 'w2v-bert-2.0');
    const checkpoint = openCheckpoint(join(folder, 'model.safetensors'));
    const graph = wav2vec2Bert(checkpoint, readConfiguration(join(folder, 'config.json')), device.target);
    for (const mark of new Set(hidden.flatMap(({ outputs }) => Object.keys(outputs)))) {
      if (mark.startsWith('hs')) graph.expose(mark);
    }
    const session = await load(graph, device);
    await eachCase(hidden, report, async (golden) => {
      const { shape } = goldens.input(golden, 'input_features');
      const results = await session.run({
        features: { elements: goldens.floats(golden, 'input_features'), shape },
        mask: { elements: Float32Array.from(goldens.integers(golden, 'attention_mask')), shape: shape.slice(0, 2) },
      });
      for (const output of Object.keys(golden.outputs)) {
        report(goldens.compare(golden, output, results[output]?.elements ?? []));
      }
    });
    await session.release();
    checkpoint.close();
  },
};
