import { campplusStage } from './campplus.ts';
import { codecStage } from './codec.ts';
import { conditioningStage } from './conditioning.ts';
import { emotionStage } from './emotion.ts';
import { featuresStage } from './features.ts';
import { gptStage } from './gpt.ts';
import { qwenTextStage } from './qwenText.ts';
import { resampleStage } from './resample.ts';
import { samplingStage } from './sampling.ts';
import { s2melStage } from './s2mel.ts';
import type { Stage } from './stage.ts';
import { textStage } from './text.ts';
import { vocoderStage } from './vocoder.ts';
import { w2vbertStage } from './w2vbert.ts';
import { qwenStage } from './qwen.ts';

/** All stages, in the order in which a line passes through them. */
export const stages: readonly Stage[] = [
  textStage,
  qwenTextStage,
  resampleStage,
  featuresStage,
  samplingStage,
  emotionStage,
  w2vbertStage,
  campplusStage,
  codecStage,
  conditioningStage,
  gptStage,
  s2melStage,
  vocoderStage,
  qwenStage,
];
