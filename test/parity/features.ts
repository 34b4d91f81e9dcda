import { kaldiFilterBank } from '../../models/features/kaldiFilterBank.ts';
import { melSpectrogram } from '../../models/features/melSpectrogram.ts';
import { seamlessFeatures } from '../../models/features/seamlessFeatures.ts';
import { speakerFeatures } from '../../models/features/speakerFeatures.ts';
import { eachCase, unknownCase } from './goldens.ts';
import type { Stage } from './stage.ts';

/** What the networks hear of a recording. */
export const featuresStage: Stage = {
  name: 'features',
  check: async (goldens, report) => {
    await eachCase(goldens.cases('features'), report, (golden) => {
      const heard = (name: string): Float32Array => goldens.floats(golden, name);
      if (golden.op.startsWith('mel_spectrogram')) {
        report(goldens.compare(golden, 'ref_mel', melSpectrogram(heard('audio_22k'))));
      } else if (golden.op.startsWith('Seamless')) {
        const { features, mask } = seamlessFeatures(heard('audio_16k'));
        const ours = { input_features: features, attention_mask: mask };
        for (const check of goldens.compareNamed(golden, ours)) report(check);
      } else if (golden.op.startsWith('torchaudio.compliance.kaldi.fbank')) {
        const samples = heard('audio_16k');
        const ours = { fbank: kaldiFilterBank(samples, 1), fbank_minus_mean: speakerFeatures(samples) };
        for (const check of goldens.compareNamed(golden, ours)) report(check);
      } else report(unknownCase(golden));
    });
  },
};
