import type { Direction } from '../language-server/protocol.ts';

/** Messages between the extension and the page of the direction editor. */

/** The line being directed, as the page shows it. */
export interface DirectedCue {
  readonly id: string;
  readonly speaker: string;
  readonly text: string;
  /** Whether a cue stands at the cursor at all is said by `cue: null`. `own`: the line itself says nothing. */
  readonly source: 'own' | 'weights' | 'recording' | 'words' | 'auto';
  /** With which emotion it is spoken although it says nothing, and where that is written, in words; `''`: nowhere. */
  readonly inherited: string;
  /** The mood that the line names; null: none. */
  readonly mood: string | null;
  /** Moods of the script. */
  readonly moods: readonly string[];
  /** Eight: happy, angry, sad, afraid, disgusted, melancholic, surprised, calm; 0–1. Those that it inherits, too. */
  readonly weights: readonly number[];
  readonly words: string;
  readonly recording: string;
  readonly strength: number;
  /** As it stands between `[` and `]`, empty when free. */
  readonly length: string;
  /** Predicted or measured seconds. */
  readonly seconds: number;
}

export type ToDirection =
  | { readonly kind: 'cue'; readonly cue: DirectedCue | null }
  /** Recordings that the page offers: of the cast and of earlier `like`s; paths as a script writes them. */
  | { readonly kind: 'recordings'; readonly paths: readonly string[] }
  | { readonly kind: 'playing'; readonly playing: boolean };

export type FromDirection =
  | { readonly kind: 'ready' }
  /** Sent while a slider moves (throttled by the page to 10 a second) and when it is let go (`final`: one undo step). */
  | { readonly kind: 'redirect'; readonly cue: string; readonly direction: Direction; readonly final: boolean }
  | { readonly kind: 'preview'; readonly cue: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'chooseRecording'; readonly cue: string };
