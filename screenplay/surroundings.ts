import type { AudioFacts } from '../audio/audioFacts.ts';
import type { RenderSettings } from './screenplayTypes.ts';

/**
 * What lies outside the text, as data: screenplay opens no file. Keys are paths as written in the script.
 * `undefined` (no entry): not looked yet, nothing is said about it. `null`: looked, not there.
 */
export interface Surroundings {
  /** Text of files named by `extends` and `lexicon`. Paths inside an extended file are relative to that file. */
  readonly texts: ReadonlyMap<string, string | null>;
  /** Facts of recordings and sounds; a `string` is the code of what is wrong with the file. */
  readonly recordings: ReadonlyMap<string, AudioFacts | RecordingFault | null>;
  readonly engines: ReadonlyMap<string, EngineFacts>;
  /** The engine where neither command nor script names one. */
  readonly defaultEngine: string;
  /** The engine that the command asks for, whatever the script says. */
  readonly engine?: string | undefined;
  /** The user's settings: they stand in where the script sets nothing. */
  readonly userSettings?: Partial<RenderSettings> | undefined;
  /** Seconds of finished takes by cue digest. A new map, or a larger one, is looked at anew. */
  readonly measured: ReadonlyMap<string, number>;
}

/** A recording that is there but cannot be used. */
export interface RecordingFault {
  readonly fault: 'not-audio' | 'unreadable' | 'folder' | 'outside';
}

/** What the screenplay must know of an engine; `models/catalogue.ts` has these for every engine. */
export interface EngineFacts {
  readonly id: string;
  /** BCP-47 primary languages, `'*'`: any. */
  readonly languages: readonly string[];
  /** Needs a recording and its consent. */
  readonly clones: boolean;
  /** Seconds of one semantic token; undefined: the engine has none, tokens count as 20 ms. */
  readonly secondsPerToken: number | undefined;
  /** Which sources of emotion it obeys. */
  readonly emotions: readonly ('weights' | 'recording' | 'words' | 'auto')[];
  /** Its own voices (draft voices), lower case; undefined: any recording. */
  readonly voices: ReadonlySet<string> | undefined;
  /** Seconds a syllable (or Chinese character) by primary language, `*` for any other, for estimates: calibrated by `npm run bench`. */
  readonly pace: Readonly<Record<string, Pace>>;
}

/** A linear model of length: `start + syllables × syllable + commas × comma + stops × stop` seconds. */
export interface Pace {
  readonly start: number;
  readonly syllable: number;
  readonly comma: number;
  readonly stop: number;
}
