import { emotionStage } from './emotion.ts';
import { featuresStage } from './features.ts';
import { networkStages } from './precisions.ts';
import { qwenTextStage } from './qwenText.ts';
import { readersStage } from './readers.ts';
import { resampleStage } from './resample.ts';
import { samplingStage } from './sampling.ts';
import type { Stage } from './stage.ts';
import { textStage } from './text.ts';

/** All stages, in the order in which a line passes through them. */
export const stages: readonly Stage[] = [
  readersStage,
  textStage,
  qwenTextStage,
  resampleStage,
  featuresStage,
  samplingStage,
  emotionStage,
  ...networkStages,
];
