import type { SpeakEmotion } from '../../engine.ts';

/** How a stretch is spoken, as differences from the voice's usual manner. */
export interface Manner {
  /** Factor of the speaking rate. */
  readonly rate: number;
  /** eSpeak NG's steps of pitch and of its range, of 100. */
  readonly pitch: number;
  readonly range: number;
  /** dB */
  readonly gain: number;
}

/**
 * What each emotion does at weight 1: [ln rate, pitch, range, dB], in the order of the contract (happy, angry, sad, afraid,
 * disgusted, melancholic, surprised, calm). Directions after the literature on emotional prosody (Scherer 2003, table 2: joy,
 * anger and fear faster and higher, sadness slower, lower, flatter and softer); sizes chosen so that each is heard at 0.6.
 * docs/draft-engine.md has the table for people.
 */
const table: readonly (readonly [number, number, number, number])[] = [
  [0.1, 14, 30, 2],
  [0.14, 8, 24, 6],
  [-0.2, -14, -26, -5],
  [0.2, 22, 8, -2],
  [-0.12, -10, 16, 1],
  [-0.28, -8, -36, -6],
  [0.06, 26, 44, 3],
  [-0.1, -4, -18, -2],
];

/** Words of a direction that stand for an emotion (index into `table`); whole words, or anywhere for Chinese. */
const words: readonly (readonly [RegExp, number])[] = [
  [/\b(happ\w*|joy\w*|cheer\w*|delight\w*|glad\w*|laugh\w*|excite\w*)\b|高兴|开心|快乐|喜/iu, 0],
  [/\b(ang\w+|furious\w*|rage|raging|shout\w*|irritat\w*|annoy\w*)\b|愤怒|生气|怒|喊/iu, 1],
  [/\b(sad\w*|cry\w*|tear\w*|grie\w+|sob\w*|plead\w*)\b|悲伤|难过|哭|哀/iu, 2],
  [/\b(afraid|fear\w*|scare\w*|terrif\w*|frighten\w*|panic\w*|nervous\w*)\b|害怕|恐惧|惊恐|紧张|惧/iu, 3],
  [/\b(disgust\w*|contempt\w*|loath\w*|sneer\w*)\b|厌恶|恶心|鄙/iu, 4],
  [/\b(melanchol\w*|wistful\w*|gloom\w*|tired|weary|wearily|depress\w*)\b|低落|忧郁|疲惫/iu, 5],
  [/\b(surpris\w*|astonish\w*|amaze\w*|shock\w*|startle\w*)\b|惊讶|惊喜|吃惊/iu, 6],
  [/\b(calm\w*|quiet\w*|gentl\w*|sooth\w*|soft\w*|whisper\w*|secret\w*)\b|平静|温柔|轻声|冷静/iu, 7],
];

/** The weights of an emotion: as written, or guessed from keywords. Recordings and `auto` are beyond this engine: none. */
function weightsOf(emotion: SpeakEmotion): readonly number[] {
  if (emotion.kind === 'weights') return emotion.weights;
  if (emotion.kind !== 'words') return [];
  const found = words.filter(([pattern]) => pattern.test(emotion.words)).map(([, index]) => index);
  return table.map((_, index) => (found.includes(index) ? emotion.strength / found.length : 0));
}

/** The manner of an emotion. Effects add up and scale with their weights; weights are taken within 0–1. */
export function mannerOf(emotion: SpeakEmotion): Manner {
  const sums = [0, 0, 0, 0];
  weightsOf(emotion).forEach((weight, index) => {
    const bounded = Math.min(1, Math.max(0, weight));
    table[index]?.forEach((effect, at) => (sums[at] = (sums[at] ?? 0) + bounded * effect));
  });
  const [rate = 0, pitch = 0, range = 0, gain = 0] = sums;
  return { rate: Math.exp(rate), pitch, range, gain };
}
