import { message, type Locale } from '../foundation/message.ts';
import { emotionText } from '../language-server/emotionText.ts';
import type { ResolvedCue } from '../language-server/protocol.ts';
import type { DirectedCue } from './directionProtocol.ts';

const noWeights = [0, 0, 0, 0, 0, 0, 0, 0] as const;

/** A resolved cue as the direction editor's page shows it, to a reader of a language. */
export function directedCue(cue: ResolvedCue, locale: Locale): DirectedCue {
  const { id, speaker, text, seconds, start, direction, emotionFrom, mood, moods } = cue;
  const { emotion, length } = direction;
  const isInherited = emotionFrom !== 'line' && emotion.kind !== 'own';
  const origin = message(`lsp/inherited-from-${emotionFrom}`, {}, locale).text;
  return {
    id,
    speaker,
    text,
    source: isInherited ? 'own' : emotion.kind,
    inherited: isInherited
      ? message('editor/inherited', { emotion: emotionText(emotion, locale), origin }, locale).text
      : '',
    mood,
    moods,
    weights: emotion.kind === 'weights' ? emotion.weights : noWeights,
    words: emotion.kind === 'words' ? emotion.words : '',
    recording: emotion.kind === 'recording' ? emotion.path : '',
    strength: 'strength' in emotion ? emotion.strength : 1,
    length: writtenLength(length, start),
    seconds,
  };
}

/** A length as it stands between `[` and `]`; `''`: free. */
function writtenLength(length: ResolvedCue['direction']['length'], start: number): string {
  switch (length.kind) {
    case 'natural':
      return '';
    case 'exact':
      return `${figure(length.seconds)}s`;
    case 'factor':
      return `${figure(length.factor)}x`;
    case 'tokens':
      return `${length.tokens} tokens`;
    case 'most':
      return `max ${figure(length.seconds)}s`;
    case 'window':
      return `${timeCode(start)} - ${timeCode(length.end)}`;
  }
}

function figure(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function timeCode(seconds: number): string {
  const milliseconds = Math.max(0, Math.round(seconds * 1000));
  const rest = ((milliseconds % 60_000) / 1000).toFixed(3).padStart(6, '0');
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  const hours = Math.floor(milliseconds / 3_600_000);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
