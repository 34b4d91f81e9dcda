import { join } from 'node:path';
import { openCheckpoint } from '../../models/checkpoints/checkpoint.ts';
import { readConfiguration } from '../../models/checkpoints/configuration.ts';
import { bigVgan } from '../../models/networks/bigVgan.ts';
import { syntheticCheckpoints } from '../models/checkpoints/syntheticCheckpoints.ts';
import { runOnce } from './networkRun.ts';
import type { Stage } from './stage.ts';

export const vocoderStage: Stage = {
  name: 'vocoder',
  async check(goldens, report, device) {
    const folder = join(syntheticCheckpoints(goldens, 'v2'), 'hf_cache', 'bigvgan');
    const checkpoint = openCheckpoint(join(folder, 'bigvgan_generator.pt'));
    const configuration = readConfiguration(join(folder, 'config.json'));
    for (const golden of goldens.cases('vocoder').filter(({ op }) => op.startsWith('BigVGAN'))) {
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
