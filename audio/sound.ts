/** Sound in memory: one array of samples (−1 … 1) per channel, all equally long. */
export interface Sound {
  /** Hz */
  readonly sampleRate: number;
  readonly channels: readonly Float32Array[];
}
