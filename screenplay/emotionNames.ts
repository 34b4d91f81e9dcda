import { nameKey } from '../grammar/index.ts';
import { emotions } from './cue.ts';

// The Chinese names in the order of `emotions`; the first of each is the one that Tableread writes.
const chinese = [
  ['高兴', '喜'],
  ['愤怒', '怒'],
  ['悲伤', '哀'],
  ['害怕', '恐惧', '惧'],
  ['厌恶'],
  ['低落'],
  ['惊讶', '惊喜'],
  ['平静'],
] as const;

const indexes = new Map<string, number>([
  ...emotions.map((name, index): [string, number] => [name, index]),
  ...chinese.flatMap((names, index) => names.map((name): [string, number] => [name, index])),
]);

/** All Chinese names. */
export const chineseEmotions: readonly string[] = chinese.flat();

/** Which of the eight emotions a word names (English, Chinese); its index in `emotions`, undefined: none. */
export function emotionIndex(word: string): number | undefined {
  return indexes.get(nameKey(word));
}

/** Names of an emotion in both languages, the usual Chinese one only. */
export function emotionNames(index: number): { readonly en: string; readonly zh: string } {
  return { en: emotions[index] ?? '', zh: chinese[index]?.[0] ?? '' };
}
