import { join } from 'node:path';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import { campplus } from '../../models/networks/campplus.ts';
import { syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { runOnce } from './networkRun.ts';
import type { Stage } from './stage.ts';

export const campplusStage: Stage = {
  name: 'campplus',
  async check(goldens, report, device) {
    const checkpoint = openCheckpoint(join(syntheticCheckpoints(goldens, 'v2'), 'hf_cache', 'campplus_cn_common.bin'));
    for (const golden of goldens.cases('campplus')) {
      const graph = campplus(checkpoint, device.target);
      for (const mark of Object.keys(golden.outputs)) if (mark !== 'style') graph.expose(mark);
      const elements = goldens.floats(golden, 'fbank_minus_mean');
      const results = await runOnce(graph, { features: { elements, shape: [1, elements.length / 80, 80] } }, device);
      for (const [output, { elements: ours }] of Object.entries(results)) report(goldens.compare(golden, output, ours));
    }
    checkpoint.close();
  },
};
