import type { Checkpoint } from '../checkpoints/checkpoint.ts';

/** `gpt.pth` comes flat (2.5) or inside `model` (2); the loader of the original takes both. */
export function gptPrefix(checkpoint: Checkpoint): string {
  return checkpoint.entries.has('model/mel_head.weight') ? 'model/' : '';
}
