/** How codes are drawn from what the network predicts. Names, ranges and defaults are the original's. */
export interface SamplingSettings {
  /** Sequences that are followed at once, 1–10. */
  readonly beams: number;
  /** Share of probability that is kept, 0–1; 1 = all. */
  readonly topP: number;
  /** How many codes are kept, 0–100; 0 = all. */
  readonly topK: number;
  /** Above 1 evens the odds out, below 1 sharpens them, 0.1–2. */
  readonly temperature: number;
  /** How much less likely a code gets that was there before, 0.1–20; 1 = not at all. */
  readonly repetitionPenalty: number;
  /** Scores are divided by length to this power, −2–2. */
  readonly lengthPenalty: number;
  /** Most codes, the stop code included. */
  readonly longest: number;
}

/** What the original uses. */
export const defaultSampling: SamplingSettings = {
  beams: 3,
  topP: 0.8,
  topK: 30,
  temperature: 0.8,
  repetitionPenalty: 10,
  lengthPenalty: 0,
  longest: 1500,
};

/** The codes that a network predicts. */
export interface CodeSet {
  /** How many there are; the length of a row of logits. */
  readonly size: number;
  readonly stop: number;
  /** Codes that count as used from the start: 1, which stands for the prompt, and the start code. */
  readonly seen: readonly number[];
}
