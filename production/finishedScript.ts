import type { FinishedTake } from './bringTakes.ts';
import type { LabelEvent } from './addAudibleLabel.ts';
import type { Cue } from '../screenplay/cue.ts';
import type { Production, Script, TimelineCue } from './productionTypes.ts';

/** A cue of the finished timeline with all that the texts about it tell. */
export interface FinishedCue {
  readonly timeline: TimelineCue;
  readonly cue: Cue;
  /** Undefined: it failed. */
  readonly made: FinishedTake | undefined;
  /** Name of its own WAV, delivered or not. */
  readonly fileName: string;
}

/** A finished production as the texts about it see it. */
export interface FinishedScript {
  readonly script: Script;
  /** Folder of the deliverables, absolute. */
  readonly out: string;
  /** Name of a selection. */
  readonly selection: string | undefined;
  readonly title: string;
  /** Digest of the whole production: equal productions have the same. */
  readonly identity: string;
  readonly timeline: Pick<Production, 'sampleRate' | 'length' | 'cues' | 'sounds' | 'sections' | 'loudness'>;
  readonly cues: readonly FinishedCue[];
  readonly label: LabelEvent | undefined;
  /** Sound files, relative to `out`, written with `/`. */
  readonly files: readonly string[];
}
