// Chinese sentences of models/; the same keys and placeholders as en/models.ts.
import type { Sentences } from '../sentences.ts';

export const models = {} as const satisfies Sentences;
