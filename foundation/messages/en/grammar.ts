// English sentences of grammar/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const grammar = {} as const satisfies Sentences;
