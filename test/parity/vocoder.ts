import { join } from 'node:path';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../models/checkpoints/configuration.ts';
import { bigVgan } from '../../models/networks/bigVgan.ts';
import { integerSamples, scaledSamples } from '../../models/networks/integerSamples.ts';
import { syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { unknownCase, type Check, type Golden, type Goldens } from './goldens.ts';
import { runOnce } from './networkRun.ts';
import type { Stage } from './stage.ts';

export const vocoderStage: Stage = {
  name: 'vocoder',
  async check(goldens, report, device) {
    const folder = join(syntheticCheckpoints(goldens, 'v2'), 'hf_cache', 'bigvgan');
    const checkpoint = openCheckpoint(join(folder, 'bigvgan_generator.pt'));
    const configuration = readConfiguration(join(folder, 'config.json'));
    for (const golden of goldens.cases('vocoder')) {
      if (golden.op.includes('int16')) {
        integers(goldens, golden, report);
        continue;
      }
      if (!golden.op.startsWith('BigVGAN')) {
        report(unknownCase(golden));
        continue;
      }
      const graph = bigVgan(checkpoint, configuration, device.target);
      for (const mark of Object.keys(golden.outputs)) if (mark !== 'wav') graph.expose(mark);
      const mel = { elements: goldens.floats(golden, 'mel'), shape: goldens.input(golden, 'mel').shape };
      for (const [name, { elements }] of Object.entries(await runOnce(graph, { mel }, device))) {
        report(goldens.compare(golden, name === 'samples' ? 'wav' : name, elements));
      }
    }
    checkpoint.close();
  },
};

function integers(goldens: Goldens, golden: Golden, report: (check: Check) => void): void {
  const scaled = scaledSamples(goldens.floats(golden, 'wav'));
  report(goldens.compare(golden, 'scaled', scaled));
  report(goldens.compare(golden, 'int16_trunc', integerSamples(scaled, 'returned')));
  report(goldens.compare(golden, 'int16_saved', integerSamples(scaled, 'saved')));
}
