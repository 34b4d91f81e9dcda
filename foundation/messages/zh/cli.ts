// Chinese sentences of cli/; the same keys and placeholders as en/cli.ts.
import type { Sentences } from '../sentences.ts';

export const cli = {} as const satisfies Sentences;
