import type { EngineInfo } from './engine.ts';
import { everyVoiceName } from './engines/draft/draftVoice.ts';
import { draftInfo } from './engines/draft/draftInfo.ts';
import { draftVoices } from './engines/draft/draftVoices.ts';

/** Length of speech as a linear model: `start + syllables × syllable + commas × comma + stops × stop` seconds. */
export interface CatalogueEntryPace {
  readonly start: number;
  readonly syllable: number;
  readonly comma: number;
  readonly stop: number;
}

/** What can be known of an engine without loading anything. */
export interface CatalogueEntry {
  readonly id: string;
  /** In English, for people. */
  readonly name: string;
  /** BCP-47 primary languages. */
  readonly languages: readonly string[];
  /** Needs a recording and its consent. */
  readonly clones: boolean;
  /** True: comes with Tableread. False: speaks only once its model is installed. */
  readonly embedded: boolean;
  /** Of an embedded engine, so that a script with every take made wakes no engine; others tell it when they are loaded. */
  readonly info: EngineInfo | undefined;
  /** Seconds of one semantic token; undefined: the engine has none, tokens count as 20 ms. */
  readonly secondsPerToken: number | undefined;
  /** Which sources of emotion it obeys. */
  readonly emotions: readonly ('weights' | 'recording' | 'words' | 'auto')[];
  /** Names of its own voices, lower case; undefined: any recording. */
  readonly voices: ReadonlySet<string> | undefined;
  /** By primary language; `*`: any other. */
  readonly pace: Readonly<Record<string, CatalogueEntryPace>>;
}

const everyEmotion = ['weights', 'recording', 'words', 'auto'] as const;

/** Facts of every engine, by id. */
export const catalogue: ReadonlyMap<string, CatalogueEntry> = new Map(
  (
    [
      {
        id: 'draft',
        name: 'Draft voice (eSpeak NG)',
        languages: [...new Set(['zh', 'no', ...draftVoices.map(({ id }) => id.split('-', 1)[0] ?? id)])],
        clones: false,
        embedded: true,
        info: draftInfo(),
        secondsPerToken: undefined,
        emotions: ['weights', 'words'],
        voices: everyVoiceName(),
        // Fitted to this engine's own lengths by test/bench/draft.bench.ts.
        pace: {
          en: { start: 0.33, syllable: 0.174, comma: 0.35, stop: 0.7 },
          zh: { start: 0.04, syllable: 0.21, comma: 0.16, stop: 0.34 },
          es: { start: 0.03, syllable: 0.152, comma: 0.36, stop: 0.59 },
          ja: { start: 0.16, syllable: 0.116, comma: 0.34, stop: 0.4 },
          de: { start: 0.18, syllable: 0.192, comma: 0.15, stop: 0.56 },
          fr: { start: 0.08, syllable: 0.139, comma: 0.27, stop: 0.53 },
          '*': { start: 0.13, syllable: 0.165, comma: 0.27, stop: 0.55 },
        },
      },
      {
        id: 'indextts2',
        name: 'IndexTTS-2',
        languages: ['en', 'zh'],
        clones: true,
        embedded: false,
        info: undefined,
        secondsPerToken: 0.02,
        emotions: everyEmotion,
        voices: undefined,
        pace: {
          en: { start: 0.1, syllable: 0.2, comma: 0.2, stop: 0.35 },
          zh: { start: 0.1, syllable: 0.2, comma: 0.2, stop: 0.35 },
        },
      },
      {
        id: 'indextts25',
        name: 'IndexTTS-2.5',
        languages: ['en', 'zh', 'ja', 'es', 'ar'],
        clones: true,
        embedded: false,
        info: undefined,
        secondsPerToken: 0.04,
        emotions: everyEmotion,
        voices: undefined,
        pace: {
          en: { start: 0.1, syllable: 0.2, comma: 0.2, stop: 0.35 },
          zh: { start: 0.1, syllable: 0.2, comma: 0.2, stop: 0.35 },
          '*': { start: 0.1, syllable: 0.18, comma: 0.2, stop: 0.35 },
        },
      },
    ] satisfies CatalogueEntry[]
  ).map((entry) => [entry.id, entry]),
);

/** The engine where neither command nor script nor settings name one. */
export const defaultEngine = 'draft';
