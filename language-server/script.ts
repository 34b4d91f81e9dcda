import type { Locale } from '../foundation/message.ts';
import type { Tree } from '../grammar/index.ts';
import type { Screenplay, Surroundings } from '../screenplay/index.ts';
import type { ScriptNames } from './names/scriptNames.ts';
import type { Ranges } from './ranges.ts';

/** A script at one moment, as every feature sees it: text, meaning, and what lies around. Immutable. */
export interface Script {
  readonly uri: string;
  readonly version: number;
  readonly tree: Tree;
  readonly screenplay: Screenplay;
  readonly surroundings: Surroundings;
  /** Where its names stand; the same object for every moment of a script. */
  readonly names: ScriptNames;
  /** Positions of the protocol, in the encoding agreed with the client. */
  readonly ranges: Ranges;
  /** Language that the client speaks to people. */
  readonly locale: Locale;
}
