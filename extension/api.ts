import type { Event, Uri } from 'vscode';
import type { CueList } from '../language-server/protocol.ts';
import type { TakeState } from '../production/productionService.ts';
import type { Production, ProductionOptions } from '../production/productionTypes.ts';

/**
 * What other extensions get: `extensions.getExtension<TablereadApi>('tableread.tableread')?.activate()`.
 * All of it is asynchronous and works on scripts as they stand in the editor, saved or not. Calls that make sound reject in
 * an untrusted workspace.
 */
export interface TablereadApi {
  /** Raised by one when something of this changes its meaning. */
  readonly version: 1;
  /** Cues and sections of a script with their ranges and times. */
  cues(script: Uri): Promise<CueList>;
  /** What there is of each cue's take. */
  takes(script: Uri): Promise<readonly TakeState[]>;
  /** Plays a cue in the player; resolves when all of it is made. */
  play(script: Uri, cue: string): Promise<void>;
  stop(): void;
  /**
   * Renders a script with its progress in a notification.
   *
   * @param options what production takes; `out` is the folder of the user's settings when missing
   * @returns undefined: it was cancelled, or the script is being rendered already
   */
  render(script: Uri, options?: Partial<ProductionOptions>): Promise<Production | undefined>;
  /** The cue that is heard; undefined: nothing is played. */
  readonly onDidChangePlaying: Event<PlayingCue | undefined>;
}

export interface PlayingCue {
  readonly script: Uri;
  /** undefined: between two cues. */
  readonly cue: string | undefined;
  readonly state: 'waiting' | 'playing' | 'paused';
}
