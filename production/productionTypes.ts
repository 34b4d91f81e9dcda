import type { MessageCode, MessageValues } from '../foundation/message.ts';
import type { Engine } from '../models/engine.ts';
import type { Screenplay } from '../screenplay/screenplayTypes.ts';

/** A script as production takes it: where it stands, its tree (for line numbers) and its meaning. */
export interface Script {
  /** Paths inside the script count from its folder, and `.tableread/` lies beside it. */
  readonly path: string;
  readonly tree: { readonly lines: readonly object[] };
  readonly screenplay: Screenplay;
}

/** Gives the engine of an id; asked once for each engine that the script uses. Production closes none of them. */
export type EngineSource = (engine: string) => Engine | Promise<Engine>;

export const audioFormats = ['wav', 'mp3', 'flac'] as const;
export type AudioFormat = (typeof audioFormats)[number];

/**
 * What sound a production writes: the whole mix, a file a chapter (`#`) and a scene (`##`), a stem a speaker, a file a cue.
 * The texts about it (timeline, subtitles, sheets, provenance) are always written.
 */
export const deliverables = ['whole', 'chapters', 'scenes', 'stems', 'cues'] as const;
export type Deliverable = (typeof deliverables)[number];

/** What is asked of a production; everything undefined comes from the script, then from the defaults. */
export interface ProductionOptions {
  /** Folder for the deliverables; made when it is missing. */
  readonly out: string;
  /** `whole` and `cues` when undefined. */
  readonly deliver?: readonly Deliverable[];
  /** Speaks every cue with this engine, whatever the script says. */
  readonly engine?: string;
  readonly formats?: readonly AudioFormat[];
  /** Hz, 8000–192000. */
  readonly sampleRate?: number;
  readonly channels?: 'mono' | 'stereo';
  readonly bits?: 16 | 24 | 32;
  /** LUFS, −70–0. */
  readonly loudness?: number;
  /** dB true peak, −20–0. */
  readonly truePeak?: number;
  readonly label?: 'metadata' | 'spoken' | 'rhythm';
  /** Only the lines of these chapters, scenes or beats (titles), of these speakers, or these cues (ids): a selection. */
  readonly scenes?: readonly string[];
  readonly speakers?: readonly string[];
  readonly cues?: readonly string[];
  /** Where finished takes are kept: `.tableread` beside the script. */
  readonly store?: string;
  readonly signal?: AbortSignal;
}

/** Something that a reader should know and that stopped nothing. */
export interface Notice {
  readonly kind: 'notice';
  readonly code: MessageCode;
  readonly values: MessageValues;
}

/** A cue or a sound that could not be made. Its place on the timeline stays silent. */
export interface Failure {
  readonly kind: 'failure';
  /** Id of the cue or sound. */
  readonly cue: string;
  /** 1-based line of the script. */
  readonly line: number;
  readonly code: MessageCode;
  readonly values: MessageValues;
}

/** One event of a production. */
export type ProductionProgress =
  | {
      readonly kind: 'progress';
      /** `plan` counts lines, `speak` takes (none yet: the engine starts), `write` files, the others samples of the timeline. */
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
  | Failure
  | Notice;

/** A word or mark of a finished timeline; samples at `sampleRate`, from the start of the timeline. */
export interface TimelineWord {
  readonly text: string;
  readonly start: number;
  readonly length: number;
}
export interface TimelineMark {
  readonly name: string;
  readonly start: number;
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
  /** Length that the script asked for, in samples; null: natural, or natural up to a most. */
  readonly asked: number | null;
  /** The cue's own WAV, relative to the timeline; null when the cue failed or no files of cues were asked for. */
  readonly file: string | null;
  readonly words: readonly TimelineWord[];
  readonly marks: readonly TimelineMark[];
}

/** A sound file of the script on the timeline. */
export interface TimelineSound {
  readonly id: string;
  readonly line: number;
  /** As written in the script. */
  readonly path: string;
  readonly start: number;
  readonly length: number;
}

/** A heading's stretch of the timeline: from the first start to the last end under it. */
export interface TimelineSection {
  readonly level: 1 | 2 | 3;
  readonly title: string;
  readonly start: number;
  readonly length: number;
}

/** A finished file. */
export interface ProducedFile {
  /** Absolute. */
  readonly path: string;
  readonly kind: Deliverable | 'timeline' | 'subtitles' | 'sheet' | 'manifest' | 'provenance';
}

/** What a production made. */
export interface Production {
  readonly sampleRate: number;
  /** Samples of the whole. */
  readonly length: number;
  readonly cues: readonly TimelineCue[];
  readonly sounds: readonly TimelineSound[];
  readonly sections: readonly TimelineSection[];
  readonly files: readonly ProducedFile[];
  readonly failures: readonly Failure[];
  readonly notices: readonly Notice[];
  /** `made`: takes that were spoken, each once however many lines use it; `reused`: lines whose take was there before. */
  readonly takes: { readonly made: number; readonly reused: number };
  /** Lines that have a take. */
  readonly finishedCues: number;
  /** Integrated loudness (LUFS) and true peak (dB) of the finished whole; −Infinity: silence, or too short to tell. */
  readonly loudness: { readonly lufs: number; readonly truePeak: number };
}
