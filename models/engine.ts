/** The contract between production and an engine: text and direction in, samples and timings out. */

/** Where the emotion of a stretch comes from. Files are absolute paths. */
export type SpeakEmotion =
  | { readonly kind: 'own' }
  /** Eight weights: happy, angry, sad, afraid, disgusted, melancholic, surprised, calm; 0–1. */
  | { readonly kind: 'weights'; readonly weights: readonly number[]; readonly random: boolean }
  | { readonly kind: 'recording'; readonly file: string; readonly strength: number }
  | { readonly kind: 'words'; readonly words: string; readonly strength: number; readonly random: boolean }
  | { readonly kind: 'auto'; readonly strength: number; readonly random: boolean };

/** How a run of characters is said. */
export type SpeakSay =
  | { readonly kind: 'pinyin'; readonly syllables: readonly string[] }
  | { readonly kind: 'phones'; readonly phones: readonly string[] }
  | { readonly kind: 'respelling'; readonly text: string };

export interface SpeakPiece {
  readonly text: string;
  readonly say?: SpeakSay;
  readonly stressed?: boolean;
}

export type SpeakPart =
  | {
      readonly kind: 'text';
      readonly pieces: readonly SpeakPiece[];
      readonly language: string;
      readonly emotion: SpeakEmotion;
    }
  | { readonly kind: 'silence'; readonly seconds: number }
  | { readonly kind: 'mark'; readonly name: string };

/** How long a take is to be. Engines aim; production makes it exact. */
export type SpeakLength =
  | { readonly kind: 'natural' }
  | { readonly kind: 'exact'; readonly seconds: number }
  | { readonly kind: 'factor'; readonly factor: number }
  | { readonly kind: 'tokens'; readonly tokens: number }
  | { readonly kind: 'most'; readonly seconds: number };

/** One cue, ready to be spoken. */
export interface SpeakRequest {
  /** Tells answers of a batch apart: different from all others of it. */
  readonly id: string;
  readonly parts: readonly SpeakPart[];
  readonly language: string;
  /** Recording to clone, absolute path. */
  readonly recording: string | undefined;
  /** A voice of the engine's own. */
  readonly voice: string | undefined;
  readonly length: SpeakLength;
  /** Unsigned 32-bit; equal requests with equal seeds give bit-equal takes. */
  readonly seed: number;
}

/** A word of the written text; in Chinese and Japanese a character. All words of the request, in order. */
export interface TakeWord {
  readonly text: string;
  /** Seconds from the start of the take. */
  readonly start: number;
  readonly end: number;
  /** Phonemes with their times, where the engine tells them. */
  readonly phonemes?: readonly { readonly ipa: string; readonly start: number; readonly end: number }[];
}

/**
 * What an engine made. Silence that the engine puts before and after the speech is already cut (down to 60 dB under the
 * loudest 10 ms); silences of the request stay, to the sample.
 */
export interface Take {
  readonly id: string;
  /** Mono, −1 … 1. */
  readonly samples: Float32Array;
  /** Hz */
  readonly sampleRate: number;
  readonly words: readonly TakeWord[];
  /** Times of the marks, seconds from the start of the take. */
  readonly marks: readonly { readonly name: string; readonly seconds: number }[];
  /** Length that the engine would have chosen, seconds. */
  readonly naturalSeconds: number;
  /** Semantic tokens, where the engine has them. */
  readonly tokens?: number;
  /** Seconds of work by stage. */
  readonly work: Readonly<Record<string, number>>;
}

/** An answer to one request of a batch: a take, or why there is none (a code of the tables of messages and its values). */
export type SpeakAnswer =
  | { readonly id: string; readonly take: Take }
  | {
      readonly id: string;
      readonly failure: { readonly code: string; readonly values: Readonly<Record<string, string | number>> };
    };

export interface SpeakOptions {
  readonly signal?: AbortSignal;
}

export interface EngineVoice {
  /** What a script writes: `en+f3`. */
  readonly id: string;
  readonly name: string;
  /** BCP-47 */
  readonly language: string;
  readonly kind: 'voice' | 'variant';
}

export interface EngineInfo {
  readonly id: string;
  /** Digest of the engine's program and models: part of every take's address. */
  readonly digest: string;
  readonly sampleRate: number;
  readonly voices: readonly EngineVoice[];
  /** `cpu`, `webgpu`, … */
  readonly device: string;
}

/** An engine. Answers come in any order, one a request; a request that fails never fails its neighbours. */
export interface Engine {
  info(): Promise<EngineInfo>;
  speak(requests: readonly SpeakRequest[], options?: SpeakOptions): AsyncIterable<SpeakAnswer>;
  close(): Promise<void>;
}
