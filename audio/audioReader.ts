import type { AudioFacts } from './audioFacts.ts';

/** A recording read from front to back. Close it, also after an error. */
export interface AudioReader {
  readonly facts: AudioFacts;
  /**
   * The next `frames` frames (1 or more), one array per channel; fewer at the end, undefined after it. Await it before the
   * next call.
   *
   * @throws TablereadError `audio/damaged` where the rest cannot be decoded
   */
  read(frames: number): Promise<Float32Array[] | undefined>;
  /** Passes over frames without reading them, where the format tells where each lies. */
  skip?(frames: number): void;
  close(): Promise<void>;
}
