// English sentences of screenplay/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const screenplay = {} as const satisfies Sentences;
