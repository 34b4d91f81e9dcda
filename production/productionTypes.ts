import type { MessageCode, MessageValues } from '../foundation/message.ts';

/** What is asked of a production; everything undefined comes from the script, then from the defaults. */
export interface ProductionOptions {
  /** Folder for the deliverables; made when it is missing. */
  readonly out: string;
  /** Absolute path of the script: paths inside it count from its folder, `.tableread/` lies beside it. */
  readonly script: string;
  readonly engine?: string;
  readonly formats?: readonly ('wav' | 'mp3' | 'flac')[];
  readonly sampleRate?: number;
  readonly channels?: 'mono' | 'stereo';
  readonly bits?: 16 | 24 | 32;
  readonly loudness?: number;
  readonly truePeak?: number;
  readonly label?: 'metadata' | 'spoken' | 'rhythm';
  /** Only these scenes (titles), speakers or cues (ids); everything else keeps its place out of the result. */
  readonly scenes?: readonly string[];
  readonly speakers?: readonly string[];
  readonly cues?: readonly string[];
  /** Engine processes at once, 1–16. */
  readonly jobs?: number;
  /** Plan only: nothing is rendered or written. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

/** One event of a production. */
export type ProductionProgress =
  | {
      readonly kind: 'progress';
      readonly stage: 'plan' | 'speak' | 'measure' | 'mix' | 'write';
      /** Cue in hand. */
      readonly cue?: string;
      readonly done: number;
      readonly total: number;
      readonly secondsLeft?: number;
      /** Seconds of speech made so far per second of work. */
      readonly timesRealTime?: number;
    }
  | { readonly kind: 'take'; readonly cue: string; readonly seconds: number; readonly cached: boolean }
  | {
      readonly kind: 'failure';
      readonly cue: string;
      readonly line: number;
      readonly code: MessageCode;
      readonly values: MessageValues;
    }
  | { readonly kind: 'notice'; readonly code: MessageCode; readonly values: MessageValues };

/** A word of a finished timeline; samples at `sampleRate`. */
export interface TimelineWord {
  readonly text: string;
  readonly start: number;
  readonly length: number;
}

export interface TimelineCue {
  readonly id: string;
  /** 1-based line of the script. */
  readonly line: number;
  /** Name in the cast. */
  readonly speaker: string;
  readonly text: string;
  /** Samples at `sampleRate`. */
  readonly start: number;
  readonly length: number;
  /** Length that the script asked for, in samples; null: natural. */
  readonly asked: number | null;
  /** The cue's own WAV, relative to the timeline; null when the cue failed. */
  readonly file: string | null;
  readonly words: readonly TimelineWord[];
}

/** What a production made. */
export interface Production {
  readonly sampleRate: number;
  /** Samples of the whole. */
  readonly length: number;
  readonly cues: readonly TimelineCue[];
  readonly files: readonly { readonly path: string; readonly kind: string }[];
  readonly failures: number;
  readonly takes: { readonly made: number; readonly reused: number };
  /** Integrated loudness and true peak of the finished whole. */
  readonly loudness: { readonly lufs: number; readonly truePeak: number };
}
