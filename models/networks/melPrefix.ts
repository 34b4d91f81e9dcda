import type { Checkpoint } from '../checkpoints/checkpoint.ts';

/** Where a part of `s2mel.pth` begins; some of its keys carry the `module.` of parallel training. */
export function melPrefix(checkpoint: Checkpoint, part: 'cfm' | 'length_regulator', probe: string): string {
  const wrapped = `net/${part}/module.`;
  return checkpoint.entries.has(wrapped + probe) ? wrapped : `net/${part}/`;
}
