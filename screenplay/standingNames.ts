import { nameKey } from '../grammar/index.ts';

/** Keys of the narrator's names, the one that goes first first. Without a narrator in the cast they are still known. */
export const narratorKeys: readonly string[] = ['NARRATOR', '旁白'].map(nameKey);

const soundKeys = new Set(['SFX', 'SOUND', 'MUSIC', '音效', '音乐'].map(nameKey));

/** Whether a name (its key) is one that other formats have for sounds. */
export function isSoundName(key: string): boolean {
  return soundKeys.has(key);
}

/** Whether a name (its key) says more than who speaks: the narrator's, and those of sounds. */
export function isStandingName(key: string): boolean {
  return narratorKeys.includes(key) || isSoundName(key);
}
