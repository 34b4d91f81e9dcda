// English sentences of audio/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const audio = {} as const satisfies Sentences;
