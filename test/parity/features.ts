import { kaldiFilterBank } from '../../models/features/kaldiFilterBank.ts';
import { melSpectrogram } from '../../models/features/melSpectrogram.ts';
import { seamlessFeatures } from '../../models/features/seamlessFeatures.ts';
import { speakerFeatures } from '../../models/features/speakerFeatures.ts';
import type { Stage } from './stage.ts';

/** What the networks hear of a recording. */
export const featuresStage: Stage = {
  name: 'features',
  check: async (goldens, report) => {
    for (const golden of goldens.cases('features')) {
      if ('ref_mel' in golden.outputs) {
        report(goldens.compare(golden, 'ref_mel', melSpectrogram(goldens.floats(golden, 'audio_22k'))));
        continue;
      }
      const samples = goldens.floats(golden, 'audio_16k');
      if ('input_features' in golden.outputs) {
        const ours = seamlessFeatures(samples);
        report(goldens.compare(golden, 'input_features', ours.features));
        report(goldens.compare(golden, 'attention_mask', ours.mask));
      } else {
        report(goldens.compare(golden, 'fbank', kaldiFilterBank(samples, 1)));
        report(goldens.compare(golden, 'fbank_minus_mean', speakerFeatures(samples)));
      }
    }
    await Promise.resolve();
  },
};
