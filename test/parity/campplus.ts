import { join } from 'node:path';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import { campplus } from '../../models/networks/campplus.ts';
import { sharedCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { eachCase } from './goldens.ts';
import { runOnce } from './networkRun.ts';
import type { Stage } from './stage.ts';

export const campplusStage: Stage = {
  name: 'campplus',
  async check(goldens, report, device) {
    const cases = goldens.cases('campplus');
    if (cases.length === 0) return;
    const checkpoint = openCheckpoint(join(sharedCheckpoints(goldens), 'hf_cache', 'campplus_cn_common.bin'));
    await eachCase(cases, report, async (golden) => {
      const graph = campplus(checkpoint, device.target);
      for (const mark of Object.keys(golden.outputs)) if (mark !== 'style') graph.expose(mark);
      const elements = goldens.floats(golden, 'fbank_minus_mean');
      const results = await runOnce(graph, { features: { elements, shape: [1, elements.length / 80, 80] } }, device);
      for (const [output, { elements }] of Object.entries(results)) {
        for (const check of goldens.compareNamed(golden, { [output]: elements })) report(check);
      }
    });
    checkpoint.close();
  },
};
