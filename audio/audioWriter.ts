/** A sound file being written. It gets its name only in `close`; until then an earlier file of that name stays. */
export interface AudioWriter {
  /**
   * Appends a block: as many arrays as channels, equally long, −1 … 1; what lies beyond is clipped by integer formats.
   * Await it before the next call: that is what bounds the memory.
   *
   * @throws TablereadError `audio/disk-full`, `audio/cannot-write`; call `abort` then
   */
  write(block: readonly Float32Array[]): Promise<void>;
  /** Completes the file and gives it its name. */
  close(): Promise<void>;
  /** Throws away what was written. Harmless after `close`. */
  abort(): Promise<void>;
}

export interface AudioWriterOptions {
  /** Hz */
  readonly sampleRate: number;
  readonly channels: number;
  /** Frames that will be written, where that is known: then headers need no room for the unexpected. */
  readonly frames?: number;
  readonly tags: Tags;
}

/** What a file says about itself. */
export interface Tags {
  readonly title?: string;
  readonly artist?: string;
  readonly comment?: string;
  readonly software?: string;
  /** ISO 8601: `2025-09-01` or with a time. */
  readonly date?: string;
  /** The implicit label of machine-made content of GB 45438-2025: its fields, written as JSON under the key `AIGC`. */
  readonly aigc?: Readonly<Record<string, string>>;
}

export interface Marker {
  readonly frame: number;
  readonly label: string;
}

/** Frames from `start` to before `end`. */
export interface Chapter {
  readonly start: number;
  readonly end: number;
  readonly title: string;
}
