// Chinese sentences of foundation/; the same keys and placeholders as en/foundation.ts.
import type { Sentences } from '../sentences.ts';

export const foundation = {} as const satisfies Sentences;
