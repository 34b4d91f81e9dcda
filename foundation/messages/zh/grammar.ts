// Chinese sentences of grammar/; the same keys and placeholders as en/grammar.ts.
import type { Sentences } from '../sentences.ts';

export const grammar = {} as const satisfies Sentences;
