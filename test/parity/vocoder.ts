import { join } from 'node:path';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../models/checkpoints/configuration.ts';
import { bigVgan } from '../../models/networks/bigVgan.ts';
import { integerSamples, scaledSamples } from '../../models/networks/integerSamples.ts';
import { sharedCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { eachCase, unknownCase, type Check, type Golden, type Goldens } from './goldens.ts';
import { runOnce } from './networkRun.ts';
import type { Stage } from './stage.ts';

export const vocoderStage: Stage = {
  name: 'vocoder',
  async check(goldens, report, device) {
    const cases = goldens.cases('vocoder');
    if (cases.length === 0) return;
    const folder = join(sharedCheckpoints(goldens), 'hf_cache', 'bigvgan');
    const checkpoint = openCheckpoint(join(folder, 'bigvgan_generator.pt'));
    const configuration = readConfiguration(join(folder, 'config.json'));
    await eachCase(cases, report, async (golden) => {
      if (golden.op.includes('int16')) {
        integers(goldens, golden, report);
        return;
      }
      if (!golden.op.startsWith('BigVGAN')) {
        report(unknownCase(golden));
        return;
      }
      const graph = bigVgan(checkpoint, configuration, device.target);
      for (const mark of Object.keys(golden.outputs)) if (mark !== 'wav') graph.expose(mark);
      const mel = { elements: goldens.floats(golden, 'mel'), shape: goldens.input(golden, 'mel').shape };
      for (const [name, { elements }] of Object.entries(await runOnce(graph, { mel }, device))) {
        for (const check of goldens.compareNamed(golden, { [name === 'samples' ? 'wav' : name]: elements }))
          report(check);
      }
    });
    checkpoint.close();
  },
};

function integers(goldens: Goldens, golden: Golden, report: (check: Check) => void): void {
  const scaled = scaledSamples(goldens.floats(golden, 'wav'));
  const ours = {
    scaled,
    int16_trunc: integerSamples(scaled, 'returned'),
    int16_saved: integerSamples(scaled, 'saved'),
  };
  for (const check of goldens.compareNamed(golden, ours)) report(check);
}
