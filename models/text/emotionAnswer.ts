import type { Behaviour } from './behaviour.ts';

/** Emotions in the order of every vector of eight, as the emotion model writes them. */
const labels = ['高兴', '愤怒', '悲伤', '恐惧', '反感', '低落', '惊讶', '自然'] as const;
const englishLabels = ['happy', 'angry', 'sad', 'afraid', 'disgusted', 'melancholic', 'surprised', 'calm'] as const;
const calm = 7;
/** The model never answers 低落; these words in the text tell it from 悲伤. */
const melancholyWords = ['低落', 'melancholy', 'melancholic', 'depression', 'depressed', 'gloomy'];
/** Fields in which the model may name one emotion instead of weighing all. */
const labelFields = ['emotion', 'emotion_label', 'label', '情感', '情绪'];
/** Weights above this are cut. */
const greatestWeight = 1.2;

/** How the answer's values are read: v2 takes whatever Python's `float()` takes, v2.5 numbers and booleans only. */
export type AnswerReading = 'v2' | 'v25';

/**
 * Reads the answer of the emotion model: a JSON object with Chinese keys, else whatever looks like `key: number`, or one
 * label. Sadness becomes melancholy where the text says so. Returns eight weights, 0–1.2 (happy, angry, sad, afraid,
 * disgusted, melancholic, surprised, calm); nothing at all means calm.
 *
 * `original` returns undefined where the official code throws: a value that is no number, an answer that is neither
 * object nor label, a number like `0.5.5`. `corrected` takes such values as 0 and never fails.
 * Source: `QwenEmotion` of the original.
 */
export function emotionAnswer(
  answer: string,
  text: string,
  reading: AnswerReading,
  behaviour: Behaviour,
): number[] | undefined {
  const strict = behaviour === 'original';
  let content = parsed(answer) ?? scanned(answer, strict);
  if (content === undefined) return undefined;
  const lower = text.toLowerCase();
  if (melancholyWords.some((word) => lower.includes(word))) {
    if (isObject(content)) content = swapped(content, '悲伤', '低落');
    else if (strict) return undefined;
  }
  const named = withLabels(content);
  const weights: number[] = [];
  for (const label of labels) {
    const value = Object.hasOwn(named, label) ? numeric(named[label], reading) : 0;
    if (value === undefined && strict) return undefined;
    // Python's max(0, min(1.2, NaN)) is 1.2.
    const weight = value ?? 0;
    weights.push(Number.isNaN(weight) ? greatestWeight : Math.max(0, Math.min(greatestWeight, weight)));
  }
  if (weights.every((weight) => weight <= 0)) weights[calm] = 1;
  return weights;
}

type Content = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of two keys exchanged; a missing one counts 0. */
function swapped(content: Content, a: string, b: string): Content {
  const valueOf = (key: string): unknown => (Object.hasOwn(content, key) ? content[key] : 0);
  return { ...content, [a]: valueOf(b), [b]: valueOf(a) };
}

/** JSON as Python reads it: NaN and Infinity are numbers. Wrapped, because `null` is an answer too. */
function parsed(answer: string): unknown {
  const numbers: Readonly<Record<string, string>> = { NaN: '1e999', Infinity: '1e999', '-Infinity': '-1e999' };
  const plain = answer.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/gs, (part) => numbers[part] ?? part);
  try {
    return JSON.parse(plain) ?? [];
  } catch {
    return undefined;
  }
}

/** What looks like `key: number`, wherever it stands. Undefined where a number cannot be read. */
function scanned(answer: string, strict: boolean): Content | undefined {
  const content: Record<string, unknown> = {};
  for (const [, key = '', digits = ''] of answer.matchAll(/([^\s":.,]+?)"?\s*:\s*([\d.]+)/gu)) {
    const value = pythonFloat(digits);
    if (value === undefined && strict) return undefined;
    content[key] = value ?? 0;
  }
  return content;
}

/** Turns labels, wherever the answer has them, into weights. */
function withLabels(content: unknown): Content {
  if (!isObject(content)) {
    const label = labelOf(content);
    return label === undefined ? {} : { [label]: 1 };
  }
  const result: Record<string, unknown> = { ...content };
  if (!labels.some((label) => Object.hasOwn(content, label))) {
    for (const field of labelFields) {
      const label = labelOf(content[field]);
      if (label !== undefined) return { ...result, [label]: 1 };
    }
    return result;
  }
  for (const label of labels) {
    const named = Object.hasOwn(result, label) ? labelOf(result[label]) : undefined;
    if (named === undefined) continue;
    result[label] = named === label ? 1 : 0;
    result[named] = 1;
  }
  return result;
}

function labelOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const name = value.trim().toLowerCase();
  return labels.find((label, index) => label === name || englishLabels[index] === name);
}

function numeric(value: unknown, reading: AnswerReading): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' && reading === 'v2' ? pythonFloat(value) : undefined;
}

/** Python's `float()`: white space around, underscores between digits, `inf`, `nan`. */
function pythonFloat(text: string): number | undefined {
  const plain = text.trim().replace(/(?<=\d)_(?=\d)/g, '');
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain)) return Number(plain);
  const special = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(plain);
  if (special === null) return undefined;
  if (special[2] === undefined) return NaN;
  return special[1] === '-' ? -Infinity : Infinity;
}
