// English sentences of models/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const models = {} as const satisfies Sentences;
