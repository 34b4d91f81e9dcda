/** What can be asked of a reel that a player shows. */
export interface PlayableReel {
  readonly id: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** From 0 up to here the sound is final. */
  readonly readyFrames: number;
  /** The sound of frames `from` up to `to`, both ready, in blocks of one array per channel, each valid until the next. */
  blocks(from: number, to: number, signal: AbortSignal): AsyncGenerator<readonly Float32Array[]>;
  /** The peaks of the ready frames, as audio/peaks.ts writes them. */
  peaks(signal: AbortSignal): Promise<Uint8Array>;
  /** Lets go of files. */
  close?(): Promise<void>;
}
