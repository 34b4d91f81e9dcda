import { message, type Locale } from '../foundation/message.ts';
import { emotions, type Emotion } from '../screenplay/index.ts';

/** An emotion in a few words of the reader's language: `angry 0.6 + sad 0.2`, `like crying.wav`. */
export function emotionText(emotion: Emotion, locale: Locale): string {
  switch (emotion.kind) {
    case 'own':
      return message('lsp/emotion-own', {}, locale).text;
    case 'weights': {
      const named = emotions.flatMap((name, index) => {
        const weight = emotion.weights[index] ?? 0;
        return weight === 0 ? [] : [`${message(`lsp/emotion-${name}`, {}, locale).text} ${trimmed(weight)}`];
      });
      return named.length === 0 ? message('lsp/emotion-own', {}, locale).text : named.join(' + ');
    }
    case 'recording':
      return message('lsp/emotion-like', { path: emotion.path, strength: trimmed(emotion.strength) }, locale).text;
    case 'words':
      return `“${emotion.words}” ${trimmed(emotion.strength)}`;
    case 'auto':
      return `${message('lsp/emotion-auto', {}, locale).text} ${trimmed(emotion.strength)}`;
  }
}

function trimmed(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
