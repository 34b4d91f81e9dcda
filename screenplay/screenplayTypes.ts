import type { Place, Problem } from '../foundation/problem.ts';
import type { HeadingLine, Line } from '../grammar/tree.ts';
import type { Cue, Emotion, SoundCue, Voice } from './cue.ts';

/** A heading and what stands under it up to the next heading of its level or above. Section 0 is the script itself. */
export interface Section {
  readonly heading: HeadingLine | undefined;
  readonly level: 0 | 1 | 2 | 3;
  readonly title: string;
  readonly parent: number | undefined;
  /** Indexes into `Screenplay.entries`; `to` is exclusive and includes subsections. */
  readonly from: number;
  readonly to: number;
}

/** One entry of the cast. */
export interface CastMember {
  readonly name: string;
  readonly aliases: readonly string[];
  /** `draft` is `''` where the entry names none (or one that there is not): that of the language then. */
  readonly voice: Voice;
  readonly language: string | undefined;
  readonly mood: string | undefined;
  readonly pan: number;
  readonly gain: number;
  readonly seed: number | undefined;
  /** Where its key stands; undefined when it comes from `extends`. */
  readonly place: Place<Line> | undefined;
}

/** `render:` of the front matter, defaults filled in. */
export interface RenderSettings {
  /** seconds */
  readonly gap: number;
  /** LUFS */
  readonly loudness: number;
  /** dB true peak */
  readonly truePeak: number;
  /** Hz */
  readonly sampleRate: number;
  readonly channels: 'mono' | 'stereo';
  readonly bits: 16 | 24 | 32;
  readonly formats: readonly ('wav' | 'mp3' | 'flac')[];
  readonly label: 'metadata' | 'spoken' | 'rhythm';
}

/** A file that the script names: what the caller has to bring into `Surroundings`. */
export interface Reference extends Place<Line> {
  readonly path: string;
  readonly kind: 'voice' | 'emotion' | 'sound' | 'lexicon' | 'extends';
}

/** A script with its meaning. Immutable; `screenplay()` reuses what an edit left as it was. */
export interface Screenplay {
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly language: string;
  readonly fps: number | undefined;
  readonly cast: readonly CastMember[];
  /** By `nameKey`; `name` as written. */
  readonly moods: ReadonlyMap<
    string,
    { readonly name: string; readonly emotion: Emotion; readonly place: Place<Line> | undefined }
  >;
  readonly render: RenderSettings;
  readonly sections: readonly Section[];
  /** Cues and sounds in the script's order. */
  readonly entries: readonly (Cue | SoundCue)[];
  readonly cues: readonly Cue[];
  /** In the script's order; silenced ones are left out. */
  readonly problems: readonly Problem<Line>[];
  readonly references: readonly Reference[];
  /** Predicted starts and ends of `entries` in seconds, measured lengths taken where they are known. */
  readonly timeline: { readonly starts: Float64Array; readonly ends: Float64Array };
}
