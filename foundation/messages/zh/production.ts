// Chinese sentences of production/; the same keys and placeholders as en/production.ts.
import type { Sentences } from '../sentences.ts';

export const production = {} as const satisfies Sentences;
