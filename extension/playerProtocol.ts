import type { Reel } from '../production/productionService.ts';

/** Messages between the extension and the player's page. Sounds travel as array buffers. */

export type ToPlayer =
  /** Shows a reel, or more of the one shown (same id). */
  | { readonly kind: 'reel'; readonly reel: Reel }
  /** Starts at a frame of the reel shown (as soon as that frame is ready) and stops at `to`, if any. */
  | { readonly kind: 'play'; readonly reel: string; readonly from: number; readonly to?: number }
  | { readonly kind: 'stop' }
  | { readonly kind: 'toggle' }
  /** The answer to `soundWanted`: a WAV file; null: it is not to be had any more. */
  | { readonly kind: 'sound'; readonly request: number; readonly wav: ArrayBuffer | null }
  /** The answer to `peaksWanted`: a file of audio/peaks.ts. */
  | { readonly kind: 'peaks'; readonly reel: string; readonly peaks: ArrayBuffer }
  /** The cue that the editor's cursor stands in. */
  | { readonly kind: 'cursor'; readonly cue: string | null }
  /** What the player says in words: failures, waiting for the engine; null: nothing. */
  | { readonly kind: 'notice'; readonly text: string | null };

export type FromPlayer =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'soundWanted';
      readonly request: number;
      readonly reel: string;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'peaksWanted'; readonly reel: string }
  /** Where playing stands: sent when a cue or the state changes, not every frame. `waiting`: the sound is not ready yet. */
  | {
      readonly kind: 'position';
      readonly reel: string;
      readonly frame: number;
      readonly cue: string | null;
      readonly state: 'playing' | 'paused' | 'waiting' | 'ended';
      /** The switch in the player: the editor shows the line that is heard. Sent anew when it is switched. */
      readonly follow: boolean;
    }
  /** A cue was chosen in the player: the editor shows its line. */
  | { readonly kind: 'reveal'; readonly cue: string }
  | { readonly kind: 'failed'; readonly text: string };
