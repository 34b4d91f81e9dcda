// English sentences of foundation/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const foundation = {} as const satisfies Sentences;
