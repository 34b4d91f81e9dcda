import { campplusStage } from './campplus.ts';
import { codecStage } from './codec.ts';
import { conditioningStage } from './conditioning.ts';
import { featuresStage } from './features.ts';
import { gptStage } from './gpt.ts';
import { qwenTextStage } from './qwenText.ts';
import { resampleStage } from './resample.ts';
import { samplingStage } from './sampling.ts';
import type { Stage } from './stage.ts';
import { textStage } from './text.ts';

/** All stages, in the order in which a line passes through them. */
export const stages: readonly Stage[] = [
  textStage,
  qwenTextStage,
  resampleStage,
  featuresStage,
  samplingStage,
  campplusStage,
  codecStage,
  conditioningStage,
  gptStage,
];
