import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { SpeakEmotion, SpeakLength, SpeakPart, SpeakPiece, SpeakRequest, SpeakSay } from '../models/engine.ts';

/** A request without the id that tells it from others of one call. */
export type KeptRequest = Omit<SpeakRequest, 'id'>;

/**
 * A request as it is kept in a file beside the script: paths count from the script's folder and are written with `/`.
 *
 * @param folder of the script, absolute
 */
export function storedRequest(
  { parts, language, recording, voice, length, seed }: KeptRequest,
  folder: string,
): unknown {
  return {
    language,
    ...(recording === undefined ? {} : { recording: stored(recording, folder) }),
    ...(voice === undefined ? {} : { voice }),
    length,
    seed,
    parts: parts.map((part) => {
      if (part.kind !== 'text' || part.emotion.kind !== 'recording') return part;
      return { ...part, emotion: { ...part.emotion, file: stored(part.emotion.file, folder) } };
    }),
  };
}

/** The request that was kept; undefined for anything else: the file may be damaged, or a stranger's. */
export function requestOf(value: unknown, folder: string): KeptRequest | undefined {
  if (!isRecord(value) || !Array.isArray(value['parts'])) return undefined;
  const { language, recording, voice, seed } = value;
  const parts = value['parts'].map((part) => partOf(part, folder));
  const length = lengthOf(value['length']);
  const file = recording === undefined ? undefined : fileOf(recording, folder);
  const isWhole =
    typeof language === 'string' &&
    length !== undefined &&
    isNumber(seed) &&
    (recording === undefined || file !== undefined) &&
    (voice === undefined || typeof voice === 'string') &&
    parts.every((part) => part !== undefined);
  return isWhole ? { parts, language, recording: file, voice, length, seed } : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function partOf(value: unknown, folder: string): SpeakPart | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, seconds, name, language, pieces } = value;
  if (kind === 'silence') return isNumber(seconds) ? { kind, seconds } : undefined;
  if (kind === 'mark') return typeof name === 'string' ? { kind, name } : undefined;
  if (kind !== 'text' || typeof language !== 'string' || !Array.isArray(pieces)) return undefined;
  const emotion = emotionOf(value['emotion'], folder);
  const known = pieces.map(pieceOf);
  if (emotion === undefined || !known.every((piece) => piece !== undefined)) return undefined;
  return { kind, pieces: known, language, emotion };
}

function pieceOf(value: unknown): SpeakPiece | undefined {
  if (!isRecord(value) || typeof value['text'] !== 'string') return undefined;
  const { text, stressed } = value;
  if (stressed !== undefined && typeof stressed !== 'boolean') return undefined;
  const say = value['say'] === undefined ? undefined : sayOf(value['say']);
  if (value['say'] !== undefined && say === undefined) return undefined;
  return { text, ...(say === undefined ? {} : { say }), ...(stressed === undefined ? {} : { stressed }) };
}

function sayOf(value: unknown): SpeakSay | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, syllables, phones, text } = value;
  if (kind === 'pinyin' && isTexts(syllables)) return { kind, syllables };
  if (kind === 'phones' && isTexts(phones)) return { kind, phones };
  return kind === 'respelling' && typeof text === 'string' ? { kind, text } : undefined;
}

function emotionOf(value: unknown, folder: string): SpeakEmotion | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, weights, strength, words } = value;
  const random = value['random'] === true;
  switch (kind) {
    case 'own':
      return { kind };
    case 'weights':
      return Array.isArray(weights) && weights.length === 8 && weights.every(isNumber)
        ? { kind, weights, random }
        : undefined;
    case 'recording': {
      const file = fileOf(value['file'], folder);
      return file !== undefined && isNumber(strength) ? { kind, file, strength } : undefined;
    }
    case 'words':
      return typeof words === 'string' && isNumber(strength) ? { kind, words, strength, random } : undefined;
    case 'auto':
      return isNumber(strength) ? { kind, strength, random } : undefined;
    default:
      return undefined;
  }
}

function lengthOf(value: unknown): SpeakLength | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, seconds, factor, tokens } = value;
  if (kind === 'natural') return { kind };
  if ((kind === 'exact' || kind === 'most') && isNumber(seconds)) return { kind, seconds };
  if (kind === 'factor' && isNumber(factor)) return { kind, factor };
  return kind === 'tokens' && isNumber(tokens) ? { kind, tokens } : undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function stored(file: string, folder: string): string {
  return relative(folder, file).split(sep).join('/');
}

/** Never on another machine: a stranger's file shall reach nothing there. */
function fileOf(value: unknown, folder: string): string | undefined {
  if (typeof value !== 'string' || value === '' || /^[\\/]{2}/.test(value)) return undefined;
  return isAbsolute(value) ? value : resolve(folder, ...value.split('/'));
}
