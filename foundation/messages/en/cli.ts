// English sentences of cli/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const cli = {} as const satisfies Sentences;
