// Chinese sentences of audio/; the same keys and placeholders as en/audio.ts.
import type { Sentences } from '../sentences.ts';

export const audio = {} as const satisfies Sentences;
