import type { HowItem } from '../grammar/index.ts';

/** Whether an item of `( … )` says with which emotion a line is spoken. */
export function namesEmotion({ form }: HowItem): boolean {
  return form === 'words' || form === 'vector' || form === 'like' || form === 'auto';
}
