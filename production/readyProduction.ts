import type { LabelEvent } from './addAudibleLabel.ts';
import type { Mastering } from './mastering.ts';
import type { MixBlock } from './mix.ts';
import type { MixPlan } from './mixPlan.ts';
import type { Outcome } from './placing.ts';
import type { ProductionSettings } from './productionSettings.ts';
import type { Script } from './productionTypes.ts';
import type { TakeStore } from './takeStore.ts';
import type { Placed } from './timeline.ts';

/** A production of which everything is known; only its files are missing. */
export interface ReadyProduction {
  readonly script: Script;
  readonly settings: ProductionSettings;
  /** Name of a selection. */
  readonly selection: string | undefined;
  /** Folder of the files. */
  readonly out: string;
  readonly store: TakeStore;
  readonly outcomes: readonly Outcome[];
  readonly placed: readonly Placed[];
  readonly label: LabelEvent | undefined;
  readonly plan: MixPlan;
  readonly play: (stems: number) => AsyncIterable<MixBlock>;
  readonly mastering: Mastering;
  /** Of the whole. */
  readonly frames: number;
  readonly signal: AbortSignal | undefined;
}
