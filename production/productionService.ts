import type { CallContext } from '../foundation/processCalls.ts';
import type { EngineVoice } from '../models/engine.ts';
import type { RenderSettings } from '../screenplay/screenplayTypes.ts';
import type {
  Failure,
  Notice,
  Production,
  ProductionOptions,
  ProductionProgress,
  TimelineCue,
} from './productionTypes.ts';

/** What an editor asks of the production process (`process.ts` serves it, `client.ts` calls it). All of it is plain data. */
export interface ProductionService {
  /** Renders a script; the last item is what was made. Cancel keeps every finished take. */
  render(
    order: { readonly script: ScriptSource; readonly options: Omit<ProductionOptions, 'signal'> },
    context: CallContext,
  ): AsyncIterable<ProductionProgress | { readonly kind: 'finished'; readonly production: Production }>;
  /**
   * Makes something to be heard, cue by cue; an item whenever more of it is ready. The first
   * comes before any take is made; takes that are kept already are ready in it, as far as that is quick.
   */
  play(
    order: { readonly script: ScriptSource; readonly what: PlayOrder; readonly engine?: string },
    context: CallContext,
  ): AsyncIterable<Reel | Failure | Notice>;
  /** A stretch of a reel as a WAV file (16 bit PCM): frames `from` up to `to`, both within its ready frames. */
  sound(order: SoundOrder, context: CallContext): Promise<Uint8Array>;
  /** The peaks of a reel's ready frames, as `audio/peaks.ts` writes them. */
  peaks(order: { readonly reel: string }, context: CallContext): Promise<Uint8Array>;
  /** What there is of each cue's take. */
  takes(
    order: { readonly script: ScriptSource; readonly engine?: string },
    context: CallContext,
  ): Promise<readonly TakeState[]>;
  /** Keeps a cue's take whatever changes (`locked` true), or lets go of it. Writes the file of locked takes beside the script. */
  lock(
    order: { readonly script: ScriptSource; readonly cue: string; readonly locked: boolean; readonly engine?: string },
    context: CallContext,
  ): Promise<TakeState>;
  /** Removes takes that no script in the folder needs; locked ones stay. */
  prune(
    order: { readonly script: ScriptSource; readonly everything: boolean },
    context: CallContext,
  ): Promise<{
    readonly files: number;
    readonly bytes: number;
  }>;
  voices(order: { readonly engine: string }, context: CallContext): Promise<readonly EngineVoice[]>;
}

/** A script as it stands in the editor, saved or not. */
export interface ScriptSource {
  /** Absolute; paths inside the script count from its folder, and `.tableread/` lies beside it. */
  readonly path: string;
  readonly text: string;
  /** Speaks where neither line nor script name an engine: the user's setting. `draft` when missing. */
  readonly defaultEngine?: string;
  /** The user's settings: they stand in where the script sets nothing. */
  readonly userSettings?: Partial<RenderSettings>;
}

/** What is to be heard. */
export type PlayOrder =
  /** One cue; `take`: its n-th alternative reading instead of the script's. */
  | { readonly kind: 'cue'; readonly cue: string; readonly take?: number }
  /** The timeline from a line (1-based) to the end of the chapter that it stands in; a heading: from its first cue. */
  | { readonly kind: 'from'; readonly line: number }
  /** The section of a heading's line, or the whole script (no line). */
  | { readonly kind: 'section'; readonly line?: number }
  /** A finished render: the folder with its `timeline.json`. */
  | { readonly kind: 'output'; readonly folder: string };

/** A stretch of sound that a player shows and plays. Frames count from its start at `sampleRate`. */
export interface Reel {
  readonly kind: 'reel';
  /** Stays the same while more of it becomes ready. */
  readonly id: string;
  readonly title: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** Of the whole; while takes are missing, as predicted. */
  readonly frames: number;
  /** From 0 up to here the sound is final and can be asked for. */
  readonly readyFrames: number;
  readonly complete: boolean;
  /** In the order of their starts. */
  readonly cues: readonly ReelCue[];
}

/** Times are samples from the start of the reel. */
export interface ReelCue extends Pick<TimelineCue, 'id' | 'line' | 'speaker' | 'text' | 'start' | 'length' | 'words'> {
  readonly state: 'missing' | 'ready' | 'failed';
}

export interface SoundOrder {
  readonly reel: string;
  readonly from: number;
  readonly to: number;
}

/** What there is of a cue's take. */
export interface TakeState {
  readonly cue: string;
  /** 1-based. */
  readonly line: number;
  /** `stale`: the cue has changed since a take of it was made (or locked); `failed`: the last try, in this session, failed. */
  readonly state: 'none' | 'cached' | 'stale' | 'failed';
  readonly locked: boolean;
  /** The n of `take n`; 1 where the script says nothing. */
  readonly take: number;
  /** Measured, where a take exists. */
  readonly seconds?: number;
}
