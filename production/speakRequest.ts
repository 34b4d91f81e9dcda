import { resolve } from 'node:path';
import type { SpeakEmotion, SpeakLength, SpeakPart, SpeakRequest } from '../models/engine.ts';
import type { Cue, Emotion } from '../screenplay/cue.ts';
import type { EngineFacts } from './engines.ts';

/**
 * What an engine is asked for a cue. Paths become absolute; an engine with voices of its own is given one of them, any
 * other the recording to clone.
 *
 * @param folder that the script's paths count from
 */
export function speakRequest(cue: Cue, folder: string, { hasVoices }: EngineFacts): SpeakRequest {
  const { recording } = cue.voice;
  return {
    id: cue.id,
    parts: cue.spoken.map((part): SpeakPart => {
      if (part.kind !== 'text') return part;
      return { ...part, emotion: speakEmotion(part.emotion, folder, hasVoices) };
    }),
    language: cue.language,
    recording: hasVoices || recording === undefined ? undefined : resolve(folder, recording),
    voice: hasVoices ? cue.voice.draft : undefined,
    length: speakLength(cue),
    seed: takeSeed(cue.settings.seed, cue.settings.take),
  };
}

/** Files that the take depends on. */
export function filesOf(request: SpeakRequest): string[] {
  const files = request.recording === undefined ? [] : [request.recording];
  for (const part of request.parts) {
    if (part.kind === 'text' && part.emotion.kind === 'recording') files.push(part.emotion.file);
  }
  return [...new Set(files)];
}

/** The seed of the n-th reading of a line: the first keeps the script's. Unsigned 32-bit. */
function takeSeed(seed: number, take: number): number {
  if (take === 1) return seed >>> 0;
  // SplitMix32's finaliser over seeds a golden ratio apart: neighbouring takes have nothing in common.
  let mixed = (seed + Math.imul(take - 1, 0x9e3779b9)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function speakEmotion(emotion: Emotion, folder: string, hasVoices: boolean): SpeakEmotion {
  if (emotion.kind !== 'recording') return emotion;
  // An engine with voices of its own hears no recording: one that is missing stops nothing.
  if (hasVoices) return { kind: 'own' };
  return { kind: 'recording', file: resolve(folder, emotion.path), strength: emotion.strength };
}

function speakLength({ length, start }: Cue): SpeakLength {
  if (length.kind !== 'window') return length;
  // To the microsecond: a window that moves as a whole keeps its take.
  const seconds = length.end - (start.kind === 'time' ? start.seconds : 0);
  return { kind: 'exact', seconds: Math.round(seconds * 1e6) / 1e6 };
}
