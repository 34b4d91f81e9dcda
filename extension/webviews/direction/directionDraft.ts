import type { Direction } from '../../../language-server/protocol.ts';
import type { Weights } from '../../../screenplay/cue.ts';
import type { DirectedCue } from '../../directionProtocol.ts';
import { lengthChoice, type LengthChoice } from './lengthChoice.ts';

export type EmotionSource = DirectedCue['source'];

/** What the page is set to: each source keeps its own values while another is shown. */
export interface DirectionDraft {
  readonly source: EmotionSource;
  readonly weights: readonly number[];
  readonly words: string;
  readonly recording: string;
  /** Of words, recording and auto, 0–1. */
  readonly strength: number;
  readonly length: LengthChoice;
}

/** The draft of a line as it stands in the script; what it says nothing about stays as it was set for the same line. */
export function draftOf(cue: DirectedCue, before: DirectionDraft | null): DirectionDraft {
  return {
    source: cue.source,
    // Whoever goes on from what is inherited begins with it.
    weights: cue.source === 'weights' ? cue.weights : (before?.weights ?? cue.weights),
    words: cue.source === 'words' ? cue.words : (before?.words ?? ''),
    recording: cue.source === 'recording' ? cue.recording : (before?.recording ?? ''),
    strength: cue.source === 'own' || cue.source === 'weights' ? (before?.strength ?? 0.6) : cue.strength,
    length: lengthChoice(cue.length),
  };
}

/** What the draft's emotion changes of the line; null: nothing is set yet that could be written. */
export function emotionDirection({ source, weights, words, recording, strength }: DirectionDraft): Direction | null {
  switch (source) {
    case 'own':
      return { weights: null, words: null, recording: null, auto: null };
    case 'weights':
      // None at all is written as none: the line then has no emotion of its own.
      return weights.some((weight) => weight > 0) ? { weights: weights as Weights } : { weights: null };
    case 'words':
      return words.trim() === '' ? null : { words: { words: words.trim(), strength } };
    case 'recording':
      return recording === '' ? null : { recording: { path: recording, strength } };
    case 'auto':
      return { auto: { strength } };
  }
}
