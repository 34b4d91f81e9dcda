/** How far a long piece of work is. `done` and `total` count whatever `unit` names. */
export interface WorkProgress {
  readonly stage: string;
  readonly unit: 'cues' | 'samples' | 'bytes' | 'files';
  readonly done: number;
  readonly total: number;
  /** Seconds left, when that can be told. */
  readonly secondsLeft?: number;
}
