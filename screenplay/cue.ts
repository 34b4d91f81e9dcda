import type { CueLine, ContinuationLine, Line, Word } from '../grammar/tree.ts';

/** The eight emotions, in the order of IndexTTS-2's `emo_vector` (official-code order). */
export const emotions = ['happy', 'angry', 'sad', 'afraid', 'disgusted', 'melancholic', 'surprised', 'calm'] as const;

/** Eight weights in the order of `emotions`, 0–1; their sum is at most 0.8 (rescaled where the script asks for more). */
export type Weights = readonly [number, number, number, number, number, number, number, number];

/** Where the emotion of a part comes from: one source, resolved. Paths are as written in the script. */
export type Emotion =
  /** That of the speaker's own reference recording. */
  | { readonly kind: 'own' }
  | { readonly kind: 'weights'; readonly weights: Weights; readonly random: boolean }
  | { readonly kind: 'recording'; readonly path: string; readonly strength: number }
  | { readonly kind: 'words'; readonly words: string; readonly strength: number; readonly random: boolean }
  | { readonly kind: 'auto'; readonly strength: number; readonly random: boolean };

/** How a stretch is to be said. */
export type Say =
  /** Toned pinyin, a syllable a character: `['HANG2']`. */
  | { readonly kind: 'pinyin'; readonly syllables: readonly string[] }
  /** CMU phones, words or syllables separated by `.` as written: `['M','IH1','.','N','AH0','T']`. */
  | { readonly kind: 'phones'; readonly phones: readonly string[] }
  | { readonly kind: 'respelling'; readonly text: string };

/** A run of characters said in one way. */
export interface Piece {
  readonly text: string;
  readonly say?: Say;
  readonly stressed?: boolean;
}

/** A run of text with one manner and language, a silence, or a mark. */
export type Part =
  | { readonly kind: 'text'; readonly pieces: readonly Piece[]; readonly language: string; readonly emotion: Emotion }
  | { readonly kind: 'silence'; readonly seconds: number }
  | { readonly kind: 'mark'; readonly name: string };

/** When a cue or a sound starts, in seconds, `@offset` already added. */
export type Start =
  /** In its turn, `silence` seconds after everything above has ended (negative: before that end). */
  | { readonly kind: 'turn'; readonly silence: number; readonly isGap: boolean }
  | { readonly kind: 'time'; readonly seconds: number }
  /** After the start of the cue above. */
  | { readonly kind: 'offset'; readonly seconds: number }
  | { readonly kind: 'mark'; readonly mark: string; readonly seconds: number };

/** How long a cue lasts. */
export type Length =
  | { readonly kind: 'natural' }
  | { readonly kind: 'exact'; readonly seconds: number }
  | { readonly kind: 'factor'; readonly factor: number }
  | { readonly kind: 'tokens'; readonly tokens: number }
  | { readonly kind: 'most'; readonly seconds: number }
  /** From the start, which is a `time`, to `end` on the timeline: each end is rounded to its sample. */
  | { readonly kind: 'window'; readonly end: number };

/** The voice of a cue. Paths are as written in the script. */
export interface Voice {
  /** Recording to clone. */
  readonly recording: string | undefined;
  readonly consent: string | undefined;
  /** Voice of the draft engine, for example `en+f3`. */
  readonly draft: string;
}

/** Which place a resolved part of the direction was inherited from, for hovers and hints. */
export interface Origin {
  readonly from: 'line' | 'section' | 'speaker' | 'script' | 'default';
  /** Where it is written, when it is written. */
  readonly line?: Line;
  readonly start?: number;
  readonly end?: number;
}

/** One line of dialogue, everything resolved, nothing left to look up. Immutable. */
export interface Cue {
  readonly kind: 'cue';
  /** `id` of the script, else made from speaker and words: it stays with the line when others move. Unique in the script. */
  readonly id: string;
  readonly line: CueLine;
  readonly continuations: readonly ContinuationLine[];
  /** Name as in the cast, else as first written; `''`-free: narration carries the narrator's name. */
  readonly speaker: string;
  readonly inCast: boolean;
  /** Where the name stands, when the line has one. */
  readonly name: Word | undefined;
  readonly voice: Voice;
  readonly language: string;
  readonly spoken: readonly Part[];
  /** What a reader reads: the spoken text without notes, stars, marks and pauses. */
  readonly text: string;
  /** The cue's own emotion, the one that `{}` goes back to. */
  readonly emotion: Emotion;
  readonly start: Start;
  readonly length: Length;
  readonly settings: {
    readonly engine: string;
    readonly seed: number;
    readonly take: number;
    /** −1 (left) … 1 (right). */
    readonly pan: number;
    /** dB */
    readonly gain: number;
  };
  /** Where language, emotion, engine, seed and voice were inherited from. */
  readonly origins: Readonly<Record<'language' | 'emotion' | 'engine' | 'seed' | 'voice', Origin>>;
  /** Index into `Screenplay.sections`. */
  readonly section: number;
  /** False: the cue is not rendered, because it has an error or is no speech. */
  readonly sound: boolean;
  /** False: its name is one that other formats have for sounds (`SFX`). Nobody speaks it; that is a warning, no failure. */
  readonly speech: boolean;
  /** Covers all that can be heard of the cue by itself (not gaps, order, pan, gain). Hex. */
  readonly digest: string;
  /** The length that is to be expected, seconds. */
  readonly estimate: Estimate;
}

/** A predicted length in seconds, or a measured one where a take exists. */
export interface Estimate {
  readonly seconds: number;
  readonly measured: boolean;
}

/** A sound file of the script. */
export interface SoundCue {
  readonly kind: 'sound';
  readonly id: string;
  readonly line: Line;
  /** As written in the script. */
  readonly path: string;
  readonly start: Start;
  /** dB */
  readonly gain: number;
  /** Beneath the following cues, repeated to the end of its section. */
  readonly under: boolean;
  readonly section: number;
  readonly sound: boolean;
}
