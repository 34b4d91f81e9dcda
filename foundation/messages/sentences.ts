/** What one message says: the sentence itself, what to do about it, and the longer explanation of the docs. */
export interface Sentence {
  readonly text: string;
  /** What the reader can do now. */
  readonly hint?: string;
  /** A paragraph for the list of codes in the docs. */
  readonly explanation?: string;
}

/** Sentences by code, for example `voice/unknown-emotion`. */
export type Sentences = Readonly<Record<string, Sentence>>;
