// English sentences of language-server/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const languageServer = {
  'lsp/emotion-own': { text: 'as in the recording' },
  'lsp/emotion-like': { text: 'like {{path}} {{strength}}' },
  'lsp/emotion-auto': { text: 'from the words' },
  'lsp/emotion-happy': { text: 'happy' },
  'lsp/emotion-angry': { text: 'angry' },
  'lsp/emotion-sad': { text: 'sad' },
  'lsp/emotion-afraid': { text: 'afraid' },
  'lsp/emotion-disgusted': { text: 'disgusted' },
  'lsp/emotion-melancholic': { text: 'melancholic' },
  'lsp/emotion-surprised': { text: 'surprised' },
  'lsp/emotion-calm': { text: 'calm' },
  'lsp/inherited-from-line': { text: 'From this line.' },
  'lsp/inherited-from-section': { text: 'From a setting of this section.' },
  'lsp/inherited-from-speaker': { text: 'From the speaker’s entry in the cast.' },
  'lsp/inherited-from-script': { text: 'From the front matter of the script.' },
  'lsp/inherited-from-default': { text: 'Nothing is set: the default.' },
  'lsp/measured-length': { text: 'Length of the finished take.' },
  'lsp/predicted-length': { text: 'Predicted length: no take has been made yet.' },
  'lsp/lens-play': { text: 'Play' },
  'lsp/lens-play-from-here': { text: 'Play from here' },
  'lsp/lens-render-scene': { text: 'Render scene ({{length}})' },
  'lsp/lens-speaker': { text: '{{lines}} lines, {{length}}' },
  'lsp/fix-all': { text: 'Fix all problems of this script' },
} as const satisfies Sentences;
