// English sentences of production/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const production = {} as const satisfies Sentences;
