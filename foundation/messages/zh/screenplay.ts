// Chinese sentences of screenplay/; the same keys and placeholders as en/screenplay.ts.
import type { Sentences } from '../sentences.ts';

export const screenplay = {} as const satisfies Sentences;
